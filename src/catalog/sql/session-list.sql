-- title: Session list
-- purpose: every processing session with what the list shows, and its links counted by frame type
-- parameters: none
-- columns: id, name, status, objects (names separated by the unit separator, U+001F; text that is
--   no JSON array as it stands), target, notes, created_at, light, dark, flat, bias, other
-- Texts are cut where a list has no more use for them, and so is a list of objects (500).
-- The counts come from the links (processing_session_files) alone: no frame is read.
SELECT p.id,
       substr(p.name, 1, 1000) AS name,
       substr(p.status, 1, 100) AS status,
       CASE WHEN json_valid(p.objects) AND json_type(p.objects) = 'array'
            THEN (SELECT group_concat(o.value, char(31))
                    FROM (SELECT substr(j.value, 1, 200) AS value
                            FROM json_each(p.objects) AS j
                           LIMIT 500) AS o)
            ELSE substr(p.objects, 1, 1000)
       END AS objects,
       substr(p.primary_target, 1, 1000) AS target,
       substr(p.notes, 1, 20000) AS notes,
       substr(p.created_at, 1, 100) AS created_at,
       coalesce(c.light, 0) AS light,
       coalesce(c.dark, 0) AS dark,
       coalesce(c.flat, 0) AS flat,
       coalesce(c.bias, 0) AS bias,
       coalesce(c.links - c.light - c.dark - c.flat - c.bias, 0) AS other
  FROM processing_sessions AS p
  LEFT JOIN (SELECT processing_session_id,
                    count(*) AS links,
                    count(CASE WHEN frame_type = 'LIGHT' COLLATE NOCASE THEN 1 END) AS light,
                    count(CASE WHEN frame_type = 'DARK' COLLATE NOCASE THEN 1 END) AS dark,
                    count(CASE WHEN frame_type = 'FLAT' COLLATE NOCASE THEN 1 END) AS flat,
                    count(CASE WHEN frame_type = 'BIAS' COLLATE NOCASE THEN 1 END) AS bias
               FROM processing_session_files
              GROUP BY processing_session_id) AS c
    ON c.processing_session_id = p.id
 ORDER BY p.created_at DESC, p.id;
