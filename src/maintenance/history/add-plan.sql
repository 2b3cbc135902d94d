-- purpose: adds the plan of a query in a state
-- parameters: ?1 state, ?2 position, ?3 query, ?4 title, ?5 session, ?6 n_links
-- columns: none
INSERT INTO plans (state, position, query, title, session, n_links)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);
