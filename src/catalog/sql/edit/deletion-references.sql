-- title: Other tables that refer to sessions
-- purpose: where another program may keep what belongs to processing sessions
-- parameters: none
-- columns: table_name, column_name
SELECT t.name AS table_name,
       k."from" AS column_name
  FROM main.sqlite_schema AS t,
       pragma_foreign_key_list(t.name, 'main') AS k
 WHERE t.type = 'table'
   AND lower(k."table") = 'processing_sessions'
   AND lower(t.name) NOT IN ('processing_session_files', 'processed_files')
 ORDER BY t.name, k.id, k.seq;
