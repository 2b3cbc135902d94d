-- title: Acquisitions of a session
-- purpose: the light frames of one processing session by night, equipment, filter and settings
-- parameters: ?1 session id
-- columns: night (text, not checked), camera, telescope, filter, astrobin_id, exposure in seconds,
--   iso, gain, offset, binning_x, binning_y, temperature (mean), focal_ratio, frames, sky_quality
--   (mean), seeing (mean, in arc seconds), ambient (mean, in °C)
-- What is not known is NULL: NULL, nothing but spaces, UNKNOWN and NONE among texts, what is no
-- number among numbers. Of a date with a time, the date is the night. Sensors are told apart by
-- whole degrees. A filter's AstroBin number is that of its own name, or that of its standard name
-- if all that have it agree.
-- IN rather than JOIN, as in session-details.sql.
SELECT a.night,
       a.camera,
       a.telescope,
       a.filter,
       coalesce((SELECT min(m.astrobin_id)
                   FROM filter_mappings AS m
                  WHERE m.raw_name = a.filter COLLATE NOCASE),
                (SELECT CASE WHEN count(DISTINCT m.astrobin_id) = 1 THEN min(m.astrobin_id) END
                   FROM filter_mappings AS m
                  WHERE m.standard_name = a.filter COLLATE NOCASE)) AS astrobin_id,
       a.exposure,
       a.iso,
       a.gain,
       a."offset",
       a.binning_x,
       a.binning_y,
       avg(a.sensor_temp) AS temperature,
       coalesce(avg(a.focal_length), (SELECT t.focal_length
                                        FROM telescopes AS t
                                       WHERE t.name = a.telescope))
         / (SELECT nullif(t.aperture, 0)
              FROM telescopes AS t
             WHERE t.name = a.telescope) AS focal_ratio,
       count(*) AS frames,
       avg(a.sky_quality) AS sky_quality,
       avg(a.seeing) AS seeing,
       avg(a.ambient) AS ambient
  FROM (SELECT substr(coalesce(nullif(trim(f.obs_date), ''), f.obs_timestamp), 1,
                      CASE WHEN coalesce(nullif(trim(f.obs_date), ''), f.obs_timestamp)
                                GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'
                           THEN 10 ELSE 100 END) AS night,
               CASE WHEN upper(trim(f.camera)) NOT IN ('', 'UNKNOWN', 'NONE')
                    THEN trim(f.camera) END AS camera,
               CASE WHEN upper(trim(f.telescope)) NOT IN ('', 'UNKNOWN', 'NONE')
                    THEN trim(f.telescope) END AS telescope,
               CASE WHEN upper(trim(f.filter)) NOT IN ('', 'UNKNOWN', 'NONE')
                    THEN trim(f.filter) END AS filter,
               CASE WHEN typeof(f.exposure) IN ('integer', 'real') THEN f.exposure END AS exposure,
               CASE WHEN typeof(f.iso_speed) IN ('integer', 'real') THEN f.iso_speed END AS iso,
               CASE WHEN typeof(f.gain) IN ('integer', 'real') THEN f.gain END AS gain,
               CASE WHEN typeof(f."offset") IN ('integer', 'real')
                    THEN f."offset" END AS "offset",
               CASE WHEN typeof(f.binning_x) IN ('integer', 'real')
                    THEN f.binning_x END AS binning_x,
               CASE WHEN typeof(f.binning_y) IN ('integer', 'real')
                    THEN f.binning_y END AS binning_y,
               CASE WHEN typeof(f.sensor_temp) IN ('integer', 'real')
                    THEN f.sensor_temp END AS sensor_temp,
               CASE WHEN f.focal_length > 0 AND f.focal_length < 9e999
                    THEN f.focal_length END AS focal_length,
               CASE WHEN typeof(f.sky_quality_mpsas) IN ('integer', 'real')
                    THEN f.sky_quality_mpsas END AS sky_quality,
               CASE WHEN typeof(f.seeing_fwhm) IN ('integer', 'real')
                    THEN f.seeing_fwhm END AS seeing,
               CASE WHEN typeof(f.ambient_temp) IN ('integer', 'real')
                    THEN f.ambient_temp END AS ambient
          FROM fits_files AS f
         WHERE f.id IN (SELECT fits_file_id
                          FROM processing_session_files
                         WHERE processing_session_id = ?1)
           AND f.frame_type = 'LIGHT' COLLATE NOCASE) AS a
 GROUP BY a.night, a.camera, a.telescope, a.filter, a.exposure, a.iso, a.gain, a."offset",
          a.binning_x, a.binning_y, round(a.sensor_temp)
 ORDER BY a.night, a.camera, a.telescope, a.filter, a.exposure, a.iso, a.gain, a."offset",
          a.binning_x, a.binning_y, round(a.sensor_temp);
