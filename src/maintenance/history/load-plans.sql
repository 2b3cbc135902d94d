-- purpose: the plans of a state, in order
-- parameters: ?1 state
-- columns: id, query, title, session, n_links
SELECT id, query, title, session, n_links
  FROM plans
 WHERE state = ?1
 ORDER BY position;
