-- title: Session details
-- purpose: the light frames of one processing session, by object, filter and exposure
-- parameters: ?1 session id
-- columns: object (NULL: none), filter (NULL: none), exposure in seconds (NULL: none), frames
-- Ordered as shown: objects by their number of frames, filters by name, exposures ascending.
-- IN rather than JOIN: with the primary key it looks up each linked frame once; without it (a
-- catalog that lost the key) it reads the frames once, where a join reads them once a link.
-- COLLATE NOCASE keeps the planner from walking an index on frame_type instead.
SELECT CASE WHEN trim(f.object) <> '' THEN f.object END AS object,
       CASE WHEN trim(f.filter) <> '' THEN f.filter END AS filter,
       CASE WHEN f.exposure >= 0 AND f.exposure < 9e999 THEN f.exposure END AS exposure,
       count(*) AS frames
  FROM fits_files AS f
 WHERE f.id IN (SELECT fits_file_id
                  FROM processing_session_files
                 WHERE processing_session_id = ?1)
   AND f.frame_type = 'LIGHT' COLLATE NOCASE
 GROUP BY 1, 2, 3
 ORDER BY sum(count(*)) OVER (PARTITION BY CASE WHEN trim(f.object) <> '' THEN f.object END) DESC,
          1, 2 NULLS LAST, 3 NULLS LAST;
