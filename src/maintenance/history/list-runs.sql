-- purpose: the runs of a catalog, or all of them, newest first
-- parameters: ?1 path of the catalog or NULL, ?2 its identity or NULL (both NULL: all runs),
--   ?3 the query whose medians are wanted
-- columns: id, kind, outcome, catalog, identity, started, seconds, bytes_before, bytes_after,
--   n_findings, n_left, before_ms, after_ms, before_runs, after_runs,
--   before_is_checked, after_is_checked
-- The medians are those of a typical session; of the largest if there is no other.
-- A median of no runs is a time after which a run was ended.
-- What is not there is NULL: a state after a run that did nothing, a median that was not measured.
SELECT r.id, r.kind, r.outcome, r.catalog, r.identity, r.started, r.seconds,
       b.bytes AS bytes_before, a.bytes AS bytes_after,
       (SELECT count(*) FROM findings AS f
         WHERE f.state = b.id AND f.severity IN ('warning', 'error')) AS n_findings,
       iif(a.id IS NULL, NULL,
           (SELECT count(*) FROM findings AS f
             WHERE f.state = a.id AND f.severity IN ('warning', 'error'))) AS n_left,
       (SELECT t.median_ms FROM timings AS t
         WHERE t.state = b.id AND t.query = ?3
         ORDER BY t.is_largest LIMIT 1) AS before_ms,
       (SELECT t.median_ms FROM timings AS t
         WHERE t.state = a.id AND t.query = ?3
         ORDER BY t.is_largest LIMIT 1) AS after_ms,
       (SELECT t.n_runs FROM timings AS t
         WHERE t.state = b.id AND t.query = ?3
         ORDER BY t.is_largest LIMIT 1) AS before_runs,
       (SELECT t.n_runs FROM timings AS t
         WHERE t.state = a.id AND t.query = ?3
         ORDER BY t.is_largest LIMIT 1) AS after_runs,
       coalesce(b.is_checked, 0) AS before_is_checked,
       coalesce(a.is_checked, b.is_checked, 0) AS after_is_checked
  FROM runs AS r
  LEFT JOIN states AS b ON b.run = r.id AND b.is_after = 0
  LEFT JOIN states AS a ON a.run = r.id AND a.is_after = 1
 WHERE (?1 IS NULL AND ?2 IS NULL) OR r.catalog = ?1 OR r.identity = ?2
 ORDER BY r.started DESC, r.id DESC;
