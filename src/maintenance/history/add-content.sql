-- purpose: adds what was in a table in a state
-- parameters: ?1 state, ?2 position, ?3 table_name, ?4 n_rows, ?5 checksum
-- columns: none
INSERT INTO contents (state, position, table_name, n_rows, checksum)
VALUES (?1, ?2, ?3, ?4, ?5);
