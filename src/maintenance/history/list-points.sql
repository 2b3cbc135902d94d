-- purpose: how long a query took in the runs of a catalog, or of all, in the order of time
-- parameters: ?1 path of the catalog or NULL, ?2 its identity or NULL (both NULL: all runs),
--   ?3 the query, ?4 whether for the largest session or a typical one
-- columns: run, kind, time, is_after, median_ms, p05_ms, p95_ms, vm_steps
-- A run that was ended says nothing but that the query took longer: it is no point.
-- A trial ends on a copy: what was measured there says nothing of the catalog.
SELECT r.id AS run, r.kind,
       r.started + iif(s.is_after, CAST(r.seconds * 1000000 AS INTEGER), 0) AS time,
       s.is_after, t.median_ms, t.p05_ms, t.p95_ms, t.vm_steps
  FROM runs AS r
  JOIN states AS s ON s.run = r.id
  JOIN timings AS t ON t.state = s.id
 WHERE ((?1 IS NULL AND ?2 IS NULL) OR r.catalog = ?1 OR r.identity = ?2)
   AND t.query = ?3 AND t.n_runs > 0 AND (t.session IS NULL OR NOT t.is_largest = NOT ?4)
   AND NOT (r.kind = 'trial' AND s.is_after)
 ORDER BY time, r.id, s.is_after;
