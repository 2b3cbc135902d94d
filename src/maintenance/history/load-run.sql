-- purpose: a run
-- parameters: ?1 id
-- columns: kind, outcome, catalog, identity, layout, started, seconds, message, backup,
--   data_unchanged
SELECT kind, outcome, catalog, identity, layout, started, seconds, message, backup,
       data_unchanged
  FROM runs
 WHERE id = ?1;
