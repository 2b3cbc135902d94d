-- purpose: how the tables and indexes of the catalog itself were made that VACUUM makes anew
-- parameters: none
-- columns: name, table, definition
SELECT name, tbl_name, sql
  FROM main.sqlite_schema
 WHERE type IN ('table', 'index') AND sql IS NOT NULL AND rootpage > 0
   AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
 ORDER BY type = 'index', rowid;
