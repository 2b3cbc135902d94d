-- purpose: what was in the tables in a state, in order
-- parameters: ?1 state
-- columns: id, table_name, n_rows, checksum
SELECT id, table_name, n_rows, checksum
  FROM contents
 WHERE state = ?1
 ORDER BY position;
