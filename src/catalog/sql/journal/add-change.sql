-- title: New change
-- purpose: adds a change that is about to be made
-- parameters: ?1 kind, ?2 title, ?3 catalog, ?4 identity, ?5 time, ?6 the change it takes back
--   (NULL: none), ?7 bytes that its rows and links need
-- columns: none
INSERT INTO changes (kind, title, is_pending, catalog, identity, made_at, undoes, bytes)
VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7);
