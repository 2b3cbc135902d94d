-- title: Link of a change
-- purpose: adds a symbolic link that was removed or made
-- parameters: ?1 change, ?2 position, ?3 what was done, ?4 folder, ?5 path, ?6 target
-- columns: none
INSERT INTO links (change, position, act, folder, path, target)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);
