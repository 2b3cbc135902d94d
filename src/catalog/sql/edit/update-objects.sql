-- title: Objects after a removal
-- purpose: changes the objects of one processing session, if they are still what they were
-- parameters: ?1 session id, ?2 the objects as they were, ?3 as they shall be,
--   ?4 time of the change
-- columns: none
UPDATE processing_sessions
   SET objects = CASE WHEN objects IS ?2 THEN ?3 ELSE objects END,
       updated_at = ?4
 WHERE id = ?1;
