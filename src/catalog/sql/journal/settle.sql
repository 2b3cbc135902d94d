-- title: Change that was made
-- purpose: says that a change was made
-- parameters: ?1 change
-- columns: none
UPDATE changes
   SET is_pending = 0
 WHERE id = ?1;
