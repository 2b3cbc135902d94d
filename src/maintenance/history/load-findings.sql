-- purpose: the findings of a state, in order
-- parameters: ?1 state
-- columns: check_name, severity, id, table_name, message, repair
SELECT check_name, severity, id, table_name, message, repair
  FROM findings
 WHERE state = ?1
 ORDER BY position;
