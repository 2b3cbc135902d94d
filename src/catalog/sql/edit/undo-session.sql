-- title: Undo of an edit
-- purpose: puts back what was edited of one processing session, if it still is as the edit left it
-- parameters: ?1 session id, ?2 notes, ?3 status, ?4 AstroBin URL, ?5 target, ?6 target type,
--   ?7 time it was started, ?8 time it was completed, ?9 to ?15 the same as the edit left them,
--   ?16 time of the change
-- columns: none
UPDATE processing_sessions
   SET notes = ?2,
       status = ?3,
       astrobin_url = ?4,
       primary_target = ?5,
       target_type = ?6,
       processing_started = ?7,
       processing_completed = ?8,
       updated_at = ?16
 WHERE id = ?1
   AND notes IS ?9
   AND status IS ?10
   AND astrobin_url IS ?11
   AND primary_target IS ?12
   AND target_type IS ?13
   AND processing_started IS ?14
   AND processing_completed IS ?15;
