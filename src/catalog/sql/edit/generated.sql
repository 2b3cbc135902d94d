-- title: Generated columns
-- purpose: the columns of one table that SQLite computes, so that nobody can write them
-- parameters: ?1 table
-- columns: name
SELECT c.name
  FROM pragma_table_xinfo(?1, 'main') AS c
 WHERE c.hidden IN (2, 3);
