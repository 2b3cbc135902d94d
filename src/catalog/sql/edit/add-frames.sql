-- title: Frames for a session
-- purpose: links frames of the catalog to one processing session, those that are not linked to it
-- parameters: ?1 session id, ?2 a JSON array of the ids of frames, ?3 the session's folder without
--   a slash at its end (NULL: none), ?4 time of the change
-- columns: id, staged_path, original_path
-- A name in the folder begins with the id, so that frames of different nights may have the same.
INSERT INTO processing_session_files
       (processing_session_id, fits_file_id, original_path, original_filename, staged_path,
        staged_filename, subfolder, created_at, frame_type)
SELECT ?1,
       s.id,
       rtrim(s.folder, '/') || '/' || s.file,
       s.file,
       coalesce(?3 || '/' || s.subfolder || '/' || s.name, ''),
       s.name,
       s.subfolder,
       ?4,
       s.frame_type
  FROM (SELECT f.id,
               coalesce(f.folder, '') AS folder,
               coalesce(f.file, '') AS file,
               f.id || '_' || replace(coalesce(f.file, ''), '/', '_') AS name,
               upper(f.frame_type) AS frame_type,
               CASE upper(f.frame_type)
                 WHEN 'DARK' THEN 'raw/calibration/darks'
                 WHEN 'FLAT' THEN 'raw/calibration/flats'
                 WHEN 'BIAS' THEN 'raw/calibration/bias'
                 ELSE 'raw/lights'
               END AS subfolder
          FROM fits_files AS f
         WHERE f.id IN (SELECT j.value FROM json_each(?2) AS j)
           AND NOT EXISTS (SELECT 1
                             FROM processing_session_files AS l
                            WHERE +l.processing_session_id = ?1
                              AND l.fits_file_id = f.id)) AS s
RETURNING id, staged_path, original_path;
