-- title: Deletion of the links of sessions
-- purpose: deletes all links of processing sessions
-- parameters: ?1 a JSON array of the ids of the sessions
-- columns: none
DELETE FROM processing_session_files
 WHERE processing_session_id IN (SELECT j.value FROM json_each(?1) AS j);
