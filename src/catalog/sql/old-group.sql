-- title: Old script: group by
-- purpose: frames of a processing session by type and object, as the old maintenance script asked
-- parameters: ?1 session id
-- columns: frame_type, object, frames
SELECT f.frame_type, f.object, count(*) AS frames
  FROM processing_session_files AS psf
  JOIN fits_files AS f ON f.id = psf.fits_file_id
 WHERE psf.processing_session_id = ?1
 GROUP BY f.frame_type, f.object;
