-- title: Changes of a catalog
-- purpose: the changes of one catalog, newest first
-- parameters: ?1 path of the catalog (NULL: of all catalogs), ?2 identity
-- columns: id, kind, title, is_pending, catalog, identity, made_at, undoes, rows,
--   links
SELECT c.id,
       c.kind,
       c.title,
       c.is_pending,
       c.catalog,
       c.identity,
       c.made_at,
       c.undoes,
       (SELECT count(*) FROM rows AS r WHERE r.change = c.id) AS rows,
       (SELECT count(*) FROM links AS l WHERE l.change = c.id) AS links
  FROM changes AS c
 WHERE ?1 IS NULL OR c.catalog = ?1 OR c.identity = ?2
 ORDER BY c.id DESC;
