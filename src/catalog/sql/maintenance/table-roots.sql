-- purpose: where the tables of the catalog itself begin in the file
-- parameters: none
-- columns: name, rootpage
SELECT name, rootpage
  FROM main.sqlite_schema
 WHERE type = 'table' AND rootpage > 0
 ORDER BY rootpage;
