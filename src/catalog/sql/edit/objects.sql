-- title: Objects of a session
-- purpose: the folder and the objects of one processing session, as they are and uncut, and the
--   objects without one of them
-- parameters: ?1 session id, ?2 the object to leave out (NULL: none)
-- columns: folder_path, objects, objects_left (the same as objects if that is no JSON array)
-- What is left stays as it was written, whatever it is.
SELECT p.folder_path,
       p.objects,
       CASE WHEN json_valid(p.objects) AND json_type(p.objects) = 'array'
              AND EXISTS (SELECT 1 FROM json_each(p.objects) AS j WHERE j.value = ?2)
            THEN (SELECT json_group_array(p.objects -> j.fullkey)
                    FROM json_each(p.objects) AS j
                   WHERE j.value IS NOT ?2)
            ELSE p.objects
       END AS objects_left
  FROM processing_sessions AS p
 WHERE p.id = ?1;
