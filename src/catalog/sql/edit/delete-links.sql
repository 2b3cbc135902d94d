-- title: Removal of links
-- purpose: removes some links of one processing session
-- parameters: ?1 session id, ?2 a JSON array of their ids
-- columns: none
DELETE FROM processing_session_files
 WHERE id IN (SELECT j.value FROM json_each(?2) AS j)
   AND processing_session_id = ?1;
