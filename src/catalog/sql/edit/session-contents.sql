-- title: Contents of a session
-- purpose: whether one processing session has frames or results
-- parameters: ?1 session id
-- columns: has_contents
SELECT EXISTS (SELECT 1 FROM processing_session_files AS l WHERE l.processing_session_id = ?1)
       OR EXISTS (SELECT 1 FROM processed_files AS r WHERE r.processing_session_id = ?1)
       AS has_contents;
