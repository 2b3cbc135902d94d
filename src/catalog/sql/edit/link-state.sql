-- title: Place for a link
-- purpose: whether a link that was removed can be put back
-- parameters: ?1 id of the link, ?2 session id, ?3 id of the frame
-- columns: id_taken, is_linked (another link says the same), has_frame
-- The plus has it looked up by the frame, which has few links, and not by the session.
SELECT EXISTS (SELECT 1 FROM processing_session_files AS l WHERE l.id = ?1) AS id_taken,
       EXISTS (SELECT 1
                 FROM processing_session_files AS l
                WHERE +l.processing_session_id = ?2
                  AND l.fits_file_id = ?3) AS is_linked,
       EXISTS (SELECT 1 FROM fits_files AS f WHERE f.id = ?3) AS has_frame;
