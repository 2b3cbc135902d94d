-- title: Some links of a session
-- purpose: some links of one processing session with all that the catalog has of them
-- parameters: ?1 session id, ?2 a JSON array of their ids
-- columns: all that the table has
SELECT *
  FROM processing_session_files
 WHERE id IN (SELECT j.value FROM json_each(?2) AS j)
   AND processing_session_id = ?1
 ORDER BY id;
