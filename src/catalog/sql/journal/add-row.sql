-- title: Row of a change
-- purpose: adds a row as it was and as it is
-- parameters: ?1 change, ?2 position of the table, ?3 position, ?4 flags, ?5 key, ?6 before (NULL:
--   there was none), ?7 after (NULL: there is none)
-- columns: none
INSERT INTO rows (change, table_position, position, flags, key, before, after)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
