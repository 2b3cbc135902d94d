-- title: Change of a session
-- purpose: says that one processing session has changed
-- parameters: ?1 session id, ?2 time of the change
-- columns: none
UPDATE processing_sessions
   SET updated_at = ?2
 WHERE id = ?1;
