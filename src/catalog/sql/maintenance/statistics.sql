-- purpose: what ANALYZE left, with the columns of each index
-- parameters: none
-- columns: table, index (NULL: the table without one), stat, columns (separated by commas)
-- Only where there is a table sqlite_stat1.
SELECT s.tbl, s.idx, s.stat,
       (SELECT group_concat(i.name) FROM pragma_index_info(s.idx, 'main') AS i) AS columns
  FROM main.sqlite_stat1 AS s
 ORDER BY s.tbl, s.idx;
