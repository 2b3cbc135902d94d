-- title: Old script: ids and types
-- purpose: id and type of each frame of a processing session, as the old maintenance script asked
-- parameters: ?1 session id
-- columns: id, frame_type
SELECT f.id, f.frame_type
  FROM processing_session_files AS psf
  JOIN fits_files AS f ON f.id = psf.fits_file_id
 WHERE psf.processing_session_id = ?1;
