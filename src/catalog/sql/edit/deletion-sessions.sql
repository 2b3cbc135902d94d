-- title: Sessions to be deleted, whole
-- purpose: processing sessions with all that the catalog has of them
-- parameters: ?1 a JSON array of their ids
-- columns: all that the table has
SELECT *
  FROM processing_sessions
 WHERE id IN (SELECT j.value FROM json_each(?1) AS j)
 ORDER BY id;
