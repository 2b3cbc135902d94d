-- title: Links of a new session
-- purpose: all links of one processing session with all that the catalog has of them
-- parameters: ?1 session id
-- columns: all that the table has
SELECT *
  FROM processing_session_files
 WHERE processing_session_id = ?1
 ORDER BY id;
