-- title: Folder for a new session
-- purpose: the folder in which most processing sessions have theirs, named by their ids
-- parameters: none
-- columns: folder
SELECT substr(s.path, 1, length(s.path) - length(s.id) - 1) AS folder
  FROM (SELECT p.id, rtrim(p.folder_path, '/') AS path
          FROM processing_sessions AS p
         WHERE p.folder_path LIKE '/%') AS s
 WHERE length(s.path) > length(s.id) + 1
   AND substr(s.path, -length(s.id) - 1) = '/' || s.id
 GROUP BY folder
 ORDER BY count(*) DESC, folder
 LIMIT 1;
