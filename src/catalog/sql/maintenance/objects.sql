-- purpose: the bytes that each table and index takes up, and those of them that hold nothing
-- parameters: none
-- columns: name, bytes, unused, the table of an index
-- dbstat reads every page of the file.
SELECT object.name, object.pgsize AS bytes, object.unused, schema.tbl_name AS "table"
  FROM dbstat('main', 1) AS object
  LEFT JOIN sqlite_schema AS schema ON schema.name = object.name AND schema.type = 'index'
 ORDER BY object.pgsize DESC, object.name;
