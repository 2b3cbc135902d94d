-- title: Structure for edits
-- purpose: whether the tables that edits change, or rely on, have what they need
-- parameters: none
-- columns: session_columns (how many of the columns that edits change there are), session_key,
--   link_key, frame_key (whether the column id is the primary key), triggers (names, separated by
--   commas; NULL: none)
-- It looks at the file itself, not at the views that give other layouts the names of layout 2.
SELECT (SELECT count(*)
          FROM pragma_table_xinfo('processing_sessions', 'main') AS c
         WHERE lower(c.name) IN ('id', 'status', 'notes', 'astrobin_url', 'primary_target',
                                 'target_type', 'objects', 'processing_started',
                                 'processing_completed', 'updated_at')) AS session_columns,
       (SELECT count(*) = 1 AND min(lower(c.name)) = 'id'
          FROM pragma_table_xinfo('processing_sessions', 'main') AS c
         WHERE c.pk > 0) AS session_key,
       (SELECT count(*) = 1 AND min(lower(c.name)) = 'id' AND min(upper(c.type)) = 'INTEGER'
          FROM pragma_table_xinfo('processing_session_files', 'main') AS c
         WHERE c.pk > 0) AS link_key,
       (SELECT count(*) = 1 AND min(lower(c.name)) = 'id' AND min(upper(c.type)) = 'INTEGER'
          FROM pragma_table_xinfo('fits_files', 'main') AS c
         WHERE c.pk > 0) AS frame_key,
       (SELECT group_concat(t.name, ', ')
          FROM main.sqlite_schema AS t
         WHERE t.type = 'trigger'
           AND lower(t.tbl_name) IN ('processing_sessions', 'processing_session_files'))
         AS triggers;
