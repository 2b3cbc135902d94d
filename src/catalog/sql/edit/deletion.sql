-- title: Sessions to be deleted
-- purpose: what goes with processing sessions
-- parameters: ?1 a JSON array of their ids
-- columns: id, name, folder_path, links, results
SELECT p.id,
       substr(p.name, 1, 1000) AS name,
       p.folder_path,
       (SELECT count(*)
          FROM processing_session_files AS l
         WHERE l.processing_session_id = p.id) AS links,
       (SELECT count(*)
          FROM processed_files AS r
         WHERE r.processing_session_id = p.id) AS results
  FROM json_each(?1) AS j
  JOIN processing_sessions AS p ON p.id = j.value
 ORDER BY j.key;
