-- purpose: the steps of a run, in order
-- parameters: ?1 run
-- columns: id, title, seconds, outcome, detail
SELECT id, title, seconds, outcome, detail
  FROM steps
 WHERE run = ?1
 ORDER BY position;
