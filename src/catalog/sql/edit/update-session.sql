-- title: Edit of a session
-- purpose: changes what can be edited of one processing session
-- parameters: ?1 session id, ?2 notes, ?3 status, ?4 AstroBin URL, ?5 target, ?6 target type,
--   ?7 time it was started, ?8 time it was completed, ?9 time of the change
-- columns: none
UPDATE processing_sessions
   SET notes = ?2,
       status = ?3,
       astrobin_url = ?4,
       primary_target = ?5,
       target_type = ?6,
       processing_started = ?7,
       processing_completed = ?8,
       updated_at = ?9
 WHERE id = ?1;
