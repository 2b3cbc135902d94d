-- purpose: adds something that a run changed or could not
-- parameters: ?1 run, ?2 position, ?3 kind, ?4 table_name, ?5 name, ?6 text, ?7 count
-- columns: none
INSERT INTO changes (run, position, kind, table_name, name, text, count)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
