-- title: Frame types of a session
-- purpose: how many frames of each type one processing session has, and from how many nights
-- parameters: ?1 session id
-- columns: frame_type (OTHER for all that is none of the four), frames, nights (imaging sessions;
--   frames of none are of the nights that their dates say)
SELECT CASE WHEN f.frame_type = 'LIGHT' COLLATE NOCASE THEN 'LIGHT'
            WHEN f.frame_type = 'DARK' COLLATE NOCASE THEN 'DARK'
            WHEN f.frame_type = 'FLAT' COLLATE NOCASE THEN 'FLAT'
            WHEN f.frame_type = 'BIAS' COLLATE NOCASE THEN 'BIAS'
            ELSE 'OTHER'
       END AS frame_type,
       count(*) AS frames,
       count(DISTINCT coalesce(f.imaging_session_id,
                               substr(coalesce(nullif(trim(f.obs_date), ''), f.obs_timestamp), 1,
                                      10))) AS nights
  FROM fits_files AS f
 WHERE f.id IN (SELECT fits_file_id
                  FROM processing_session_files
                 WHERE processing_session_id = ?1)
 GROUP BY 1
 ORDER BY 2 DESC, 1;
