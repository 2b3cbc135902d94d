-- purpose: adds how long a query took in a state
-- parameters: ?1 state, ?2 position, ?3 query, ?4 title, ?5 session, ?6 n_links, ?7 is_largest,
--   ?8 n_runs, ?9 n_rows, ?10 median_ms, ?11 p05_ms, ?12 p95_ms, ?13 vm_steps, ?14 scan_steps,
--   ?15 sorts, ?16 automatic_rows
-- columns: none
INSERT INTO timings (state, position, query, title, session, n_links, is_largest, n_runs, n_rows,
                     median_ms, p05_ms, p95_ms, vm_steps, scan_steps, sorts, automatic_rows)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16);
