-- title: Nights of a session
-- purpose: the imaging sessions that the frames of one processing session come from
-- parameters: ?1 session id
-- columns: id (NULL: frames of no imaging session), date (text, not checked), camera, telescope,
--   site, longitude in degrees, seeing, sky_quality, cloud_cover, light, dark, flat, bias, other,
--   seconds (of lights), objects (of lights; names separated by the unit separator, U+001F)
-- What an imaging session does not say is taken from its frames, if those all say the same. Frames of
-- no imaging session are told apart by their own dates.
-- IN rather than JOIN, as in session-details.sql; the plus keeps the planner from walking an index
-- on imaging_session_id instead. An imaging session that is there twice counts once.
SELECT s.imaging_session_id AS id,
       coalesce(nullif(trim(min(i.date)), ''), s.night) AS date,
       coalesce(nullif(trim(min(i.camera)), ''), s.camera) AS camera,
       coalesce(nullif(trim(min(i.telescope)), ''), s.telescope) AS telescope,
       min(i.site_name) AS site,
       min(CASE WHEN i.longitude BETWEEN -360 AND 360 THEN i.longitude END) AS longitude,
       min(CASE WHEN typeof(i.avg_seeing) IN ('integer', 'real') THEN i.avg_seeing END) AS seeing,
       min(CASE WHEN typeof(i.avg_sky_quality) IN ('integer', 'real')
                THEN i.avg_sky_quality END) AS sky_quality,
       min(CASE WHEN typeof(i.avg_cloud_cover) IN ('integer', 'real')
                THEN i.avg_cloud_cover END) AS cloud_cover,
       s.light,
       s.dark,
       s.flat,
       s.bias,
       s.frames - s.light - s.dark - s.flat - s.bias AS other,
       s.seconds,
       s.objects
  FROM (SELECT o.imaging_session_id,
               o.own_night,
               min(o.night) AS night,
               CASE WHEN min(o.camera) = max(o.last_camera) THEN min(o.camera) END AS camera,
               CASE WHEN min(o.telescope) = max(o.last_telescope)
                    THEN min(o.telescope) END AS telescope,
               sum(o.frames) AS frames,
               sum(o.light) AS light,
               sum(o.dark) AS dark,
               sum(o.flat) AS flat,
               sum(o.bias) AS bias,
               total(o.seconds) AS seconds,
               group_concat(CASE WHEN o.light > 0 THEN o.object END, char(31)) AS objects
          FROM (SELECT +f.imaging_session_id AS imaging_session_id,
                       CASE WHEN f.imaging_session_id IS NULL
                            THEN substr(coalesce(nullif(trim(f.obs_date), ''), f.obs_timestamp), 1,
                                        10) END AS own_night,
                       CASE WHEN trim(f.object) <> '' THEN substr(f.object, 1, 200) END AS object,
                       min(substr(coalesce(nullif(trim(f.obs_date), ''), f.obs_timestamp), 1, 10))
                         AS night,
                       min(f.camera) AS camera,
                       max(f.camera) AS last_camera,
                       min(f.telescope) AS telescope,
                       max(f.telescope) AS last_telescope,
                       count(*) AS frames,
                       count(CASE WHEN f.frame_type = 'LIGHT' COLLATE NOCASE THEN 1 END) AS light,
                       count(CASE WHEN f.frame_type = 'DARK' COLLATE NOCASE THEN 1 END) AS dark,
                       count(CASE WHEN f.frame_type = 'FLAT' COLLATE NOCASE THEN 1 END) AS flat,
                       count(CASE WHEN f.frame_type = 'BIAS' COLLATE NOCASE THEN 1 END) AS bias,
                       total(CASE WHEN f.frame_type = 'LIGHT' COLLATE NOCASE
                                   AND f.exposure >= 0 AND f.exposure < 9e999
                                  THEN f.exposure END) AS seconds
                  FROM fits_files AS f
                 WHERE f.id IN (SELECT fits_file_id
                                  FROM processing_session_files
                                 WHERE processing_session_id = ?1)
                 GROUP BY 1, 2, 3
                 ORDER BY 1, 2, 3) AS o
         GROUP BY o.imaging_session_id, o.own_night) AS s
  LEFT JOIN imaging_sessions AS i ON i.id = s.imaging_session_id
 GROUP BY s.imaging_session_id, s.own_night
 ORDER BY date, id;
