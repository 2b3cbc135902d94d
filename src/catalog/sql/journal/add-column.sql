-- title: Column of a change
-- purpose: adds a column of which values are kept
-- parameters: ?1 change, ?2 position of the table, ?3 position, ?4 name
-- columns: none
INSERT INTO columns (change, table_position, position, name)
VALUES (?1, ?2, ?3, ?4);
