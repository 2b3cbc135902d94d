-- title: Session to be edited
-- purpose: what can be edited of one processing session, as it is and uncut
-- parameters: ?1 session id
-- columns: notes, status, astrobin_url, primary_target, target_type, processing_started,
--   processing_completed
SELECT p.notes,
       p.status,
       p.astrobin_url,
       p.primary_target,
       p.target_type,
       p.processing_started,
       p.processing_completed
  FROM processing_sessions AS p
 WHERE p.id = ?1;
