-- title: Session of a change
-- purpose: adds a session that was changed
-- parameters: ?1 change, ?2 position, ?3 id, ?4 name, ?5 folder
-- columns: none
INSERT INTO sessions (change, position, id, name, folder)
VALUES (?1, ?2, ?3, ?4, ?5);
