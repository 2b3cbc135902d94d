-- title: Row of a new session
-- purpose: one processing session with all that the catalog has of it
-- parameters: ?1 session id
-- columns: all that the table has
SELECT *
  FROM processing_sessions
 WHERE id = ?1;
