-- purpose: rows whose foreign key points to nothing, counted by table and parent
-- parameters: none
-- columns: child, parent, rows
-- Fails with "foreign key mismatch" where a parent has lost the key that is referred to.
SELECT "table" AS child, parent, count(*) AS rows
  FROM pragma_foreign_key_check
 GROUP BY 1, 2
 ORDER BY 1, 2;
