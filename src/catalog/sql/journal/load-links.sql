-- title: Links of a change
-- purpose: the symbolic links of one change
-- parameters: ?1 change
-- columns: act, folder, path, target
SELECT l.act, l.folder, l.path, l.target
  FROM links AS l
 WHERE l.change = ?1
 ORDER BY l.position;
