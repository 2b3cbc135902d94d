-- title: Session record
-- purpose: one processing session itself, and how many links and different frames it has
-- parameters: ?1 session id
-- columns: id, name, status, target, target_type, image_type, folder_path, astrobin_url,
--   social_urls (one a line; text that is no JSON array as it stands), notes, created_at,
--   processing_started, processing_completed, links, frames
-- A link to no frame (NULL) is taken for one to a frame of its own, which is missing.
SELECT p.id,
       substr(p.name, 1, 1000) AS name,
       substr(p.status, 1, 100) AS status,
       substr(p.primary_target, 1, 1000) AS target,
       substr(p.target_type, 1, 1000) AS target_type,
       substr(p.image_type, 1, 1000) AS image_type,
       substr(p.folder_path, 1, 4096) AS folder_path,
       substr(p.astrobin_url, 1, 2000) AS astrobin_url,
       CASE WHEN json_valid(p.social_urls) AND json_type(p.social_urls) = 'array'
            THEN (SELECT group_concat(u.value, char(10))
                    FROM (SELECT substr(j.value, 1, 2000) AS value
                            FROM json_each(p.social_urls) AS j
                           LIMIT 20) AS u)
            ELSE substr(p.social_urls, 1, 2000)
       END AS social_urls,
       substr(p.notes, 1, 20000) AS notes,
       substr(p.created_at, 1, 100) AS created_at,
       substr(p.processing_started, 1, 100) AS processing_started,
       substr(p.processing_completed, 1, 100) AS processing_completed,
       l.links,
       l.frames
  FROM processing_sessions AS p,
       (SELECT count(*) AS links,
               count(DISTINCT fits_file_id) + count(*) - count(fits_file_id) AS frames
          FROM processing_session_files
         WHERE processing_session_id = ?1) AS l
 WHERE p.id = ?1;
