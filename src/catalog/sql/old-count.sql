-- title: Old script: count
-- purpose: how many frames a processing session has, as the old maintenance script asked
-- parameters: ?1 session id
-- columns: frames
SELECT count(*) AS frames
  FROM processing_session_files AS psf
  JOIN fits_files AS f ON f.id = psf.fits_file_id
 WHERE psf.processing_session_id = ?1;
