-- purpose: processing sessions by the number of their links, ascending
-- parameters: none
-- columns: id, links
SELECT psf.processing_session_id AS id, count(*) AS links
  FROM processing_session_files AS psf
  JOIN processing_sessions AS p ON p.id = psf.processing_session_id
 GROUP BY psf.processing_session_id
 ORDER BY links, id;
