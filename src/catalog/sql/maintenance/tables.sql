-- purpose: the tables of the catalog itself
-- parameters: none
-- columns: name
SELECT name
  FROM main.sqlite_schema
 WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
 ORDER BY name;
