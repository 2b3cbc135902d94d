-- purpose: the states of a run, before first
-- parameters: ?1 run
-- columns: id, is_after, bytes, free_bytes, n_rows, is_checked
SELECT id, is_after, bytes, free_bytes, n_rows, is_checked
  FROM states
 WHERE run = ?1
 ORDER BY is_after;
