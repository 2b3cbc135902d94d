-- purpose: adds the size of a table or index in a state
-- parameters: ?1 state, ?2 position, ?3 name, ?4 bytes, ?5 unused
-- columns: none
INSERT INTO objects (state, position, name, bytes, unused)
VALUES (?1, ?2, ?3, ?4, ?5);
