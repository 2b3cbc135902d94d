-- title: Objects after a removal
-- purpose: changes the objects of one processing session
-- parameters: ?1 session id, ?2 the objects as they shall be, ?3 time of the change
-- columns: none
UPDATE processing_sessions
   SET objects = ?2,
       updated_at = ?3
 WHERE id = ?1;
