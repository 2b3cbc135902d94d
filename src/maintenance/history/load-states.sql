-- purpose: the states of a run, before first
-- parameters: ?1 run
-- columns: id, is_after, bytes, free_bytes, n_rows
SELECT id, is_after, bytes, free_bytes, n_rows
  FROM states
 WHERE run = ?1
 ORDER BY is_after;
