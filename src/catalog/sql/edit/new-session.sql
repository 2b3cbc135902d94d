-- title: New session
-- purpose: makes a processing session, as the cataloger does
-- parameters: ?1 its id, ?2 its name, ?3 its folder (NULL: none), ?4 its notes (NULL: none), ?5 a
--   JSON array of the ids of its frames, ?6 time of the change
-- columns: none
-- Its objects are those of its lights, the one with the most lights first.
WITH lights AS MATERIALIZED (
  SELECT f.object
    FROM fits_files AS f
   WHERE f.id IN (SELECT j.value FROM json_each(?5) AS j)
     AND f.frame_type = 'LIGHT' COLLATE NOCASE
     AND trim(coalesce(f.object, '')) COLLATE NOCASE NOT IN ('', 'UNKNOWN', 'NONE')
   GROUP BY f.object
   ORDER BY count(*) DESC, f.object
)
INSERT INTO processing_sessions
       (id, name, folder_path, objects, notes, status, version, primary_target, created_at,
        updated_at)
SELECT ?1,
       ?2,
       ?3,
       coalesce((SELECT '[' || group_concat(json_quote(l.object), ', ') || ']' FROM lights AS l),
                '[]'),
       ?4,
       'not_started',
       1,
       (SELECT l.object FROM lights AS l LIMIT 1),
       ?6,
       ?6;
