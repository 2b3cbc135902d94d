-- purpose: forgets a run with all that belongs to it
-- parameters: ?1 id
-- columns: none
DELETE FROM runs
 WHERE id = ?1;
