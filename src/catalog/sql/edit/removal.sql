-- title: Removal of an object
-- purpose: the links of one processing session that go when an object is removed from it
-- parameters: ?1 session id, ?2 the object (NULL: lights without one)
-- columns: id, frame_type (OTHER for all that is none of the four; NULL: there is no such frame),
--   exposure in seconds (of lights; NULL: none), staged_path, has_frame, remaining_lights
-- Its lights go, and darks, flats and bias frames that no remaining light can need: darks by camera
-- and exposure, flats by camera, telescope and filter, bias frames by camera. What is not known
-- (NULL, UNKNOWN, NONE) could be anything, so that such frames stay. If no light remains, all goes.
WITH links AS MATERIALIZED (
  SELECT l.id,
         l.staged_path,
         f.id IS NOT NULL AS has_frame,
         upper(f.frame_type) AS frame_type,
         f.exposure AS seconds,
         upper(f.frame_type) = 'LIGHT'
           AND CASE WHEN ?2 IS NULL THEN coalesce(trim(f.object), '') = '' ELSE f.object = ?2 END
           AS is_removed_light,
         CASE WHEN upper(trim(f.camera)) NOT IN ('', 'UNKNOWN', 'NONE')
              THEN upper(trim(f.camera)) END AS camera,
         CASE WHEN upper(trim(f.telescope)) NOT IN ('', 'UNKNOWN', 'NONE')
              THEN upper(trim(f.telescope)) END AS telescope,
         CASE WHEN upper(trim(f.filter)) NOT IN ('', 'UNKNOWN', 'NONE')
              THEN upper(trim(f.filter)) END AS filter,
         CASE WHEN f.exposure > 0 AND f.exposure < 9e999 THEN round(f.exposure, 3) END AS exposure
    FROM processing_session_files AS l
    LEFT JOIN fits_files AS f ON f.id = l.fits_file_id
   WHERE l.processing_session_id = ?1
),
needs AS MATERIALIZED (
  SELECT camera, telescope, filter, exposure
    FROM links
   WHERE frame_type = 'LIGHT'
     AND coalesce(is_removed_light, 0) = 0
),
dark_needs AS MATERIALIZED (SELECT DISTINCT camera, exposure FROM needs),
flat_needs AS MATERIALIZED (SELECT DISTINCT camera, telescope, filter FROM needs),
bias_needs AS MATERIALIZED (SELECT DISTINCT camera FROM needs),
removed AS MATERIALIZED (
  SELECT count(*) > 0 AS any
    FROM links
   WHERE is_removed_light
)
SELECT c.id,
       CASE WHEN c.frame_type IN ('LIGHT', 'DARK', 'FLAT', 'BIAS') THEN c.frame_type
            WHEN c.has_frame THEN 'OTHER' END AS frame_type,
       CASE WHEN c.frame_type = 'LIGHT' AND c.seconds >= 0 AND c.seconds < 9e999
            THEN c.seconds END AS exposure,
       c.staged_path,
       c.has_frame,
       (SELECT count(*)
          FROM links
         WHERE frame_type = 'LIGHT' AND coalesce(is_removed_light, 0) = 0) AS remaining_lights
  FROM links AS c
 WHERE (SELECT any FROM removed)
   AND (c.is_removed_light
        OR NOT EXISTS (SELECT 1 FROM needs)
        OR CASE c.frame_type
             WHEN 'DARK' THEN NOT EXISTS (
               SELECT 1
                 FROM dark_needs AS n
                WHERE (n.camera IS NULL OR c.camera IS NULL OR n.camera = c.camera)
                  AND (n.exposure IS NULL OR c.exposure IS NULL OR n.exposure = c.exposure))
             WHEN 'FLAT' THEN NOT EXISTS (
               SELECT 1
                 FROM flat_needs AS n
                WHERE (n.camera IS NULL OR c.camera IS NULL OR n.camera = c.camera)
                  AND (n.telescope IS NULL OR c.telescope IS NULL OR n.telescope = c.telescope)
                  AND (n.filter IS NULL OR c.filter IS NULL OR n.filter = c.filter))
             WHEN 'BIAS' THEN NOT EXISTS (
               SELECT 1
                 FROM bias_needs AS n
                WHERE n.camera IS NULL OR c.camera IS NULL OR n.camera = c.camera)
           END)
 ORDER BY c.id;
