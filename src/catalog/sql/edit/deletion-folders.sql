-- title: Folders of other sessions
-- purpose: the folders of all processing sessions but some
-- parameters: ?1 a JSON array of the ids of those
-- columns: folder_path
SELECT p.folder_path
  FROM processing_sessions AS p
 WHERE p.folder_path IS NOT NULL
   AND p.id NOT IN (SELECT j.value FROM json_each(?1) AS j);
