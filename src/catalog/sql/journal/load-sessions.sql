-- title: Sessions of a change
-- purpose: the sessions of one change
-- parameters: ?1 change
-- columns: id, name, folder
SELECT s.id, s.name, s.folder
  FROM sessions AS s
 WHERE s.change = ?1
 ORDER BY s.position;
