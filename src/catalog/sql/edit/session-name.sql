-- title: Name of a session
-- purpose: what one processing session is called, and its folder
-- parameters: ?1 session id
-- columns: name, folder_path
SELECT p.name, p.folder_path
  FROM processing_sessions AS p
 WHERE p.id = ?1;
