-- purpose: the columns of what was in a table, in order
-- parameters: ?1 content
-- columns: name
SELECT name
  FROM content_columns
 WHERE content = ?1
 ORDER BY position;
