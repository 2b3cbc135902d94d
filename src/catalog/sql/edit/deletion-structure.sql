-- title: Structure for deletions
-- purpose: what is in the way of deleting sessions, besides what is in the way of other edits
-- parameters: none
-- columns: result_key (whether the column id is the primary key of results), triggers (names of
--   those of results, separated by commas; NULL: none)
SELECT (SELECT count(*) = 1 AND min(lower(c.name)) = 'id' AND min(upper(c.type)) = 'INTEGER'
          FROM pragma_table_xinfo('processed_files', 'main') AS c
         WHERE c.pk > 0) AS result_key,
       (SELECT group_concat(t.name, ', ')
          FROM main.sqlite_schema AS t
         WHERE t.type = 'trigger'
           AND lower(t.tbl_name) = 'processed_files') AS triggers;
