-- title: Frame types of a session
-- purpose: how many frames of each type one processing session has, and from how many nights
-- parameters: ?1 session id
-- columns: frame_type, frames, nights (imaging sessions)
SELECT f.frame_type,
       count(*) AS frames,
       count(DISTINCT f.imaging_session_id) AS nights
  FROM fits_files AS f
 WHERE f.id IN (SELECT fits_file_id
                  FROM processing_session_files
                 WHERE processing_session_id = ?1)
 GROUP BY 1
 ORDER BY 2 DESC, 1;
