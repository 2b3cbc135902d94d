-- title: Integration by filter
-- purpose: for every processing session the light frames and their exposure, by filter
-- parameters: none
-- columns: processing_session_id, filter (NULL: none), frames, seconds, without_exposure
-- A frame linked twice to a session counts once. An exposure is a number that is neither negative
-- nor infinite. COLLATE NOCASE also keeps the planner from walking an index on frame_type, which
-- would visit every light frame of the catalog by rowid.
SELECT l.processing_session_id,
       CASE WHEN trim(f.filter) <> '' THEN f.filter END AS filter,
       count(*) AS frames,
       total(CASE WHEN f.exposure >= 0 AND f.exposure < 9e999 THEN f.exposure END) AS seconds,
       count(*) - count(CASE WHEN f.exposure >= 0 AND f.exposure < 9e999 THEN 1 END)
         AS without_exposure
  FROM (SELECT DISTINCT processing_session_id, fits_file_id
          FROM processing_session_files) AS l
  JOIN fits_files AS f ON f.id = l.fits_file_id
 WHERE f.frame_type = 'LIGHT' COLLATE NOCASE
 GROUP BY 1, 2
 ORDER BY 1, 2;
