-- purpose: adds how a catalog was before or after a run
-- parameters: ?1 run, ?2 is_after, ?3 bytes, ?4 free_bytes, ?5 n_rows, ?6 is_checked
-- columns: none
INSERT INTO states (run, is_after, bytes, free_bytes, n_rows, is_checked)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);
