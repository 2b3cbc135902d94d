-- title: Change
-- purpose: one change
-- parameters: ?1 change
-- columns: kind, title, made_at, undoes, is_pending
SELECT c.kind, c.title, c.made_at, c.undoes, c.is_pending
  FROM changes AS c
 WHERE c.id = ?1;
