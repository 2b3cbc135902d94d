-- purpose: what is true of a catalog since it was made, however it is moved, migrated or repaired
-- parameters: none
-- columns: fact, first, second
SELECT fact, first, second
  FROM (SELECT 'layout' AS fact, version AS first, applied_at AS second
          FROM schema_version
         ORDER BY version
         LIMIT 1)
UNION ALL
SELECT fact, first, second
  FROM (SELECT 'frame' AS fact, id AS first, md5sum AS second
          FROM fits_files
         WHERE id IS NOT NULL
         ORDER BY id
         LIMIT 1);
