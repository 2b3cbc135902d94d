-- purpose: the changes of a run, in order
-- parameters: ?1 run
-- columns: kind, table_name, name, text, count
SELECT kind, table_name, name, text, count
  FROM changes
 WHERE run = ?1
 ORDER BY position;
