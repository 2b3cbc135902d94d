-- title: Tables of a change
-- purpose: the tables of one change with their columns
-- parameters: ?1 change
-- columns: position, table_name, column_name
SELECT t.position, t.name AS table_name, c.name AS column_name
  FROM tables AS t
  LEFT JOIN columns AS c ON c.change = t.change AND c.table_position = t.position
 WHERE t.change = ?1
 ORDER BY t.position, c.position;
