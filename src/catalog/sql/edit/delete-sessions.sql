-- title: Deletion of sessions
-- purpose: deletes processing sessions
-- parameters: ?1 a JSON array of their ids
-- columns: none
DELETE FROM processing_sessions
 WHERE id IN (SELECT j.value FROM json_each(?1) AS j);
