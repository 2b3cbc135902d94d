-- purpose: adds a column of what was in a table
-- parameters: ?1 content, ?2 position, ?3 name
-- columns: none
INSERT INTO content_columns (content, position, name)
VALUES (?1, ?2, ?3);
