-- purpose: adds a step of a run
-- parameters: ?1 run, ?2 position, ?3 id, ?4 title, ?5 seconds, ?6 outcome, ?7 detail
-- columns: none
INSERT INTO steps (run, position, id, title, seconds, outcome, detail)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
