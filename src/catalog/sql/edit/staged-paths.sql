-- title: Staged paths that stay
-- purpose: where the links that stay in one processing session are staged
-- parameters: ?1 session id, ?2 a JSON array of the ids of links that go
-- columns: staged_path
SELECT l.staged_path
  FROM processing_session_files AS l
 WHERE l.processing_session_id = ?1
   AND l.id NOT IN (SELECT j.value FROM json_each(?2) AS j)
   AND l.staged_path IS NOT NULL;
