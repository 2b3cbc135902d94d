-- purpose: the tables of the catalog itself, without virtual ones, which SQLite may not know
-- parameters: none
-- columns: name
SELECT name
  FROM main.sqlite_schema
 WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
 ORDER BY name;
