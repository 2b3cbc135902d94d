-- title: Rows of a change
-- purpose: the rows of one change
-- parameters: ?1 change
-- columns: table_position, flags, key, before, after
SELECT r.table_position, r.flags, r.key, r.before, r.after
  FROM rows AS r
 WHERE r.change = ?1
 ORDER BY r.table_position, r.position;
