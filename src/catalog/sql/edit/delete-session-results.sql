-- title: Deletion of the results of sessions
-- purpose: deletes the processed files of processing sessions; the files themselves are not touched
-- parameters: ?1 a JSON array of the ids of the sessions
-- columns: none
DELETE FROM processed_files
 WHERE processing_session_id IN (SELECT j.value FROM json_each(?1) AS j);
