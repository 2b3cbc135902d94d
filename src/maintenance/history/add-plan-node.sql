-- purpose: adds a step of a plan
-- parameters: ?1 plan, ?2 position, ?3 kind, ?4 depth, ?5 detail, ?6 words, ?7 table_name,
--   ?8 index_name, ?9 n_rows, ?10 severity
-- columns: none
INSERT INTO plan_nodes (plan, position, kind, depth, detail, words, table_name, index_name,
                        n_rows, severity)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);
