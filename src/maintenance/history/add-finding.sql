-- purpose: adds a finding of a state
-- parameters: ?1 state, ?2 position, ?3 check_name, ?4 severity, ?5 id, ?6 table_name,
--   ?7 message, ?8 repair
-- columns: none
INSERT INTO findings (state, position, check_name, severity, id, table_name, message, repair)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
