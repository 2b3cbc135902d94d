-- purpose: the bytes that each table and index takes up, and those of them that hold nothing
-- parameters: none
-- columns: name, bytes, unused
-- dbstat reads every page of the file.
SELECT name, pgsize AS bytes, unused
  FROM dbstat('main', 1)
 ORDER BY pgsize DESC, name;
