-- title: Links of a change
-- purpose: removes the links of a change, to be added anew
-- parameters: ?1 change
-- columns: none
DELETE FROM links
 WHERE change = ?1;
