-- purpose: adds a run
-- parameters: ?1 kind, ?2 outcome, ?3 catalog, ?4 identity, ?5 layout, ?6 started, ?7 seconds,
--   ?8 message, ?9 backup, ?10 data_unchanged
-- columns: none
INSERT INTO runs (kind, outcome, catalog, identity, layout, started, seconds, message, backup,
                  data_unchanged)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);
