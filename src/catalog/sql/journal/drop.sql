-- title: Change that was not made
-- purpose: removes a change and all that belongs to it
-- parameters: ?1 change
-- columns: none
DELETE FROM changes
 WHERE id = ?1;
