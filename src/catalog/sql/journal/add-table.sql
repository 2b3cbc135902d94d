-- title: Table of a change
-- purpose: adds a table whose rows were changed
-- parameters: ?1 change, ?2 position, ?3 name
-- columns: none
INSERT INTO tables (change, position, name)
VALUES (?1, ?2, ?3);
