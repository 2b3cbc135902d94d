-- purpose: the timings of a state, in order
-- parameters: ?1 state
-- columns: query, title, session, n_links, is_largest, n_runs, n_rows, median_ms, p05_ms,
--   p95_ms, vm_steps, scan_steps, sorts, automatic_rows
SELECT query, title, session, n_links, is_largest, n_runs, n_rows, median_ms, p05_ms, p95_ms,
       vm_steps, scan_steps, sorts, automatic_rows
  FROM timings
 WHERE state = ?1
 ORDER BY position;
