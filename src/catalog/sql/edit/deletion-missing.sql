-- title: Links to no frame of sessions to be deleted
-- purpose: the links of processing sessions whose frames are not in the catalog
-- parameters: ?1 a JSON array of the ids of the sessions
-- columns: id
SELECT l.id
  FROM processing_session_files AS l
 WHERE l.processing_session_id IN (SELECT j.value FROM json_each(?1) AS j)
   AND NOT EXISTS (SELECT 1 FROM fits_files AS f WHERE f.id = l.fits_file_id)
 ORDER BY l.id;
