-- title: Pending changes
-- purpose: changes of one catalog of which it is not known whether they were made
-- parameters: ?1 path of the catalog, ?2 identity
-- columns: id, catalog
SELECT c.id, c.catalog
  FROM changes AS c
 WHERE c.is_pending
   AND (c.catalog = ?1 OR c.identity = ?2)
 ORDER BY c.id;
