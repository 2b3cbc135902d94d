-- title: State of a change
-- purpose: whether a change is there, and taken back: by a change that is not taken back itself
-- parameters: ?1 change
-- columns: is_there, is_undone
WITH RECURSIVE later (id, depth) AS (
  SELECT c.id, 0
    FROM changes AS c
   WHERE c.id = ?1
   UNION ALL
  SELECT c.id, later.depth + 1
    FROM later
    JOIN changes AS c ON c.undoes = later.id
   WHERE c.id = (SELECT max(d.id) FROM changes AS d WHERE d.undoes = later.id)
)
SELECT count(*) > 0 AS is_there,
       ifnull(max(depth), 0) % 2 AS is_undone
  FROM later;
