-- title: Results of sessions to be deleted
-- purpose: the processed files of processing sessions with all that the catalog has of them
-- parameters: ?1 a JSON array of the ids of the sessions
-- columns: all that the table has
SELECT *
  FROM processed_files
 WHERE processing_session_id IN (SELECT j.value FROM json_each(?1) AS j)
 ORDER BY id;
