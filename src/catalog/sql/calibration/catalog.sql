-- title: Calibration frames for a session
-- purpose: the calibration frames of the whole catalog that were taken with a camera of one
--   processing session's lights and are not in that session
-- parameters: ?1 session id
-- columns: frame_type (in capitals), camera, telescope, filter,
--   exposure in seconds, gain, offset, binning_x, binning_y, temperature (mean),
--   night (text, not checked), imaging_session_id (one of them), frames,
--   usable (neither bad nor missing), ids (of those, separated by commas)
-- What is not known is NULL: NULL, nothing but spaces, UNKNOWN and NONE among texts, what is no
-- number among numbers. Sensors are told apart by whole degrees.
-- It reads the frames once, whatever the layout: there is no index that all of this could use.
SELECT frame_type,
       camera,
       telescope,
       filter,
       exposure,
       gain,
       "offset",
       binning_x,
       binning_y,
       avg(sensor_temp) AS temperature,
       night,
       min(imaging_session_id) AS imaging_session_id,
       count(*) AS frames,
       count(usable) AS usable,
       group_concat(CASE WHEN usable THEN id END) AS ids
  FROM (SELECT f.id,
               upper(f.frame_type) AS frame_type,
               CASE WHEN upper(trim(f.camera)) NOT IN ('', 'UNKNOWN', 'NONE')
                    THEN trim(f.camera) END AS camera,
               CASE WHEN upper(trim(f.telescope)) NOT IN ('', 'UNKNOWN', 'NONE')
                    THEN trim(f.telescope) END AS telescope,
               CASE WHEN upper(trim(f.filter)) NOT IN ('', 'UNKNOWN', 'NONE')
                    THEN trim(f.filter) END AS filter,
               CASE WHEN f.exposure > 0 AND f.exposure < 9e999 THEN f.exposure END AS exposure,
               CASE WHEN typeof(f.gain) IN ('integer', 'real') THEN f.gain END AS gain,
               CASE WHEN typeof(f."offset") IN ('integer', 'real')
                    THEN f."offset" END AS "offset",
               CASE WHEN f.binning_x > 0 AND f.binning_x < 100 THEN f.binning_x END AS binning_x,
               CASE WHEN f.binning_y > 0 AND f.binning_y < 100 THEN f.binning_y END AS binning_y,
               CASE WHEN f.sensor_temp > -274 AND f.sensor_temp < 100
                    THEN f.sensor_temp END AS sensor_temp,
               substr(coalesce(nullif(trim(f.obs_date), ''), f.obs_timestamp), 1, 10) AS night,
               f.imaging_session_id,
               CASE WHEN f.bad IS NOT TRUE AND f.file_not_found IS NOT TRUE THEN 1 END AS usable
          FROM fits_files AS f
         WHERE f.frame_type COLLATE NOCASE IN ('DARK', 'FLAT', 'BIAS')
           AND upper(trim(f.camera)) IN (SELECT upper(trim(l.camera))
                                           FROM fits_files AS l
                                          WHERE l.id IN (SELECT fits_file_id
                                                           FROM processing_session_files
                                                          WHERE processing_session_id = ?1)
                                            AND l.frame_type = 'LIGHT' COLLATE NOCASE)
           AND f.id NOT IN (SELECT fits_file_id
                              FROM processing_session_files
                             WHERE processing_session_id = ?1
                               AND fits_file_id IS NOT NULL))
 GROUP BY frame_type, camera, telescope, filter, exposure, gain, "offset", binning_x,
          binning_y, round(sensor_temp), night
 ORDER BY frame_type, camera, telescope, filter, exposure, gain, "offset", binning_x,
          binning_y, round(sensor_temp), night;
