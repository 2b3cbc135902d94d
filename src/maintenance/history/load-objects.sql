-- purpose: the objects of a state, in order
-- parameters: ?1 state
-- columns: name, bytes, unused
SELECT name, bytes, unused
  FROM objects
 WHERE state = ?1
 ORDER BY position;
