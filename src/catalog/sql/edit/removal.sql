-- title: Removal of an object
-- purpose: the links of one processing session that go when an object is removed from it
-- parameters: ?1 session id, ?2 the object (NULL: lights without one)
-- columns: id, frame_type (OTHER for all that is none of the four; NULL: there is no such frame),
--   exposure in seconds (of lights; NULL: none), staged_path, has_frame,
--   remaining_lights (how many kinds)
-- Its lights go, and darks, flats and bias frames that no remaining light can need: darks by camera
-- and exposure, flats by camera, telescope and filter, bias frames by camera. What is not known
-- (NULL, UNKNOWN, NONE) could be anything, so that such frames stay. If no light remains, all goes.
-- Each kind of calibration frames is compared with what is needed once, however many there are; in
-- kinds, x'00' stands for NULL and for what does not matter, because IN does not find NULL.
WITH links AS MATERIALIZED (
  SELECT l.id,
         l.staged_path,
         f.id IS NOT NULL AS has_frame,
         upper(f.frame_type) AS frame_type,
         CASE WHEN ?2 IS NULL THEN coalesce(trim(f.object), '') = ''
              ELSE f.object = ?2 END AS is_object,
         f.camera,
         f.telescope,
         f.filter,
         f.exposure
    FROM processing_session_files AS l
    LEFT JOIN fits_files AS f ON f.id = l.fits_file_id
   WHERE l.processing_session_id = ?1
),
needs AS MATERIALIZED (
  SELECT CASE WHEN trim(camera) COLLATE NOCASE NOT IN ('', 'UNKNOWN', 'NONE')
              THEN upper(trim(camera)) END AS camera,
         CASE WHEN trim(telescope) COLLATE NOCASE NOT IN ('', 'UNKNOWN', 'NONE')
              THEN upper(trim(telescope)) END AS telescope,
         CASE WHEN trim(filter) COLLATE NOCASE NOT IN ('', 'UNKNOWN', 'NONE')
              THEN upper(trim(filter)) END AS filter,
         CASE WHEN exposure > 0 AND exposure < 9e999 THEN round(exposure, 3) END AS exposure
    FROM (SELECT DISTINCT camera, telescope, filter, exposure
            FROM links
           WHERE frame_type = 'LIGHT'
             AND is_object IS NOT TRUE)
),
kinds AS MATERIALIZED (
  SELECT DISTINCT frame_type,
         ifnull(camera, x'00') AS camera,
         CASE frame_type WHEN 'FLAT' THEN ifnull(telescope, x'00') ELSE x'00' END AS telescope,
         CASE frame_type WHEN 'FLAT' THEN ifnull(filter, x'00') ELSE x'00' END AS filter,
         CASE frame_type WHEN 'DARK' THEN ifnull(exposure, x'00') ELSE x'00' END AS exposure
    FROM links
   WHERE frame_type IN ('DARK', 'FLAT', 'BIAS')
),
known AS MATERIALIZED (
  SELECT kinds.*,
         CASE WHEN trim(nullif(camera, x'00')) COLLATE NOCASE NOT IN ('', 'UNKNOWN', 'NONE')
              THEN upper(trim(camera)) END AS known_camera,
         CASE WHEN trim(nullif(telescope, x'00')) COLLATE NOCASE NOT IN ('', 'UNKNOWN', 'NONE')
              THEN upper(trim(telescope)) END AS known_telescope,
         CASE WHEN trim(nullif(filter, x'00')) COLLATE NOCASE NOT IN ('', 'UNKNOWN', 'NONE')
              THEN upper(trim(filter)) END AS known_filter,
         CASE WHEN exposure > 0 AND exposure < 9e999 THEN round(exposure, 3) END AS known_exposure
    FROM kinds
),
spare AS MATERIALIZED (
  SELECT c.frame_type, c.camera, c.telescope, c.filter, c.exposure
    FROM known AS c
   WHERE NOT EXISTS (
           SELECT 1
             FROM needs AS n
            WHERE (n.camera IS NULL OR c.known_camera IS NULL OR n.camera = c.known_camera)
              AND (c.frame_type <> 'DARK' OR n.exposure IS NULL OR c.known_exposure IS NULL
                   OR n.exposure = c.known_exposure)
              AND (c.frame_type <> 'FLAT'
                   OR ((n.telescope IS NULL OR c.known_telescope IS NULL
                        OR n.telescope = c.known_telescope)
                       AND (n.filter IS NULL OR c.known_filter IS NULL
                            OR n.filter = c.known_filter))))
)
SELECT c.id,
       CASE WHEN c.frame_type IN ('LIGHT', 'DARK', 'FLAT', 'BIAS') THEN c.frame_type
            WHEN c.has_frame THEN 'OTHER' END AS frame_type,
       CASE WHEN c.frame_type = 'LIGHT' AND c.exposure >= 0 AND c.exposure < 9e999
            THEN c.exposure END AS exposure,
       c.staged_path,
       c.has_frame,
       (SELECT count(*) FROM needs) AS remaining_lights
  FROM links AS c
 WHERE EXISTS (SELECT 1 FROM links WHERE frame_type = 'LIGHT' AND is_object)
   AND CASE c.frame_type
         WHEN 'LIGHT' THEN c.is_object IS TRUE OR NOT EXISTS (SELECT 1 FROM needs)
         ELSE NOT EXISTS (SELECT 1 FROM needs)
              OR (c.frame_type, ifnull(c.camera, x'00'),
                  CASE c.frame_type WHEN 'FLAT' THEN ifnull(c.telescope, x'00') ELSE x'00' END,
                  CASE c.frame_type WHEN 'FLAT' THEN ifnull(c.filter, x'00') ELSE x'00' END,
                  CASE c.frame_type WHEN 'DARK' THEN ifnull(c.exposure, x'00') ELSE x'00' END)
                 IN (SELECT frame_type, camera, telescope, filter, exposure FROM spare)
       END
 ORDER BY c.id;
