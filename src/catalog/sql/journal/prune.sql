-- title: Old changes
-- purpose: removes the oldest changes where there are too many; the newest stays
-- parameters: ?1 how many may stay, ?2 how many bytes they may have
-- columns: none
DELETE FROM changes
 WHERE id IN (SELECT c.id
                FROM (SELECT id,
                             row_number() OVER (ORDER BY id DESC) AS number,
                             sum(bytes) OVER (ORDER BY id DESC) AS bytes
                        FROM changes) AS c
               WHERE c.number > 1
                 AND (c.number > ?1 OR c.bytes > ?2));
