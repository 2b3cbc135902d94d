-- purpose: the steps of a plan, in order
-- parameters: ?1 plan
-- columns: kind, depth, detail, words, table_name, index_name, n_rows, severity
SELECT kind, depth, detail, words, table_name, index_name, n_rows, severity
  FROM plan_nodes
 WHERE plan = ?1
 ORDER BY position;
