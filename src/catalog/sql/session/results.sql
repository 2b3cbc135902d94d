-- title: Results of a session
-- purpose: the processed files of one processing session
-- parameters: ?1 session id
-- columns: id, path, name, type, subfolder, size in bytes, created, modified, stage, width, height,
--   bit_depth, color_space, object, companion (the path of a file that belongs to it), notes
-- Ordered with the latest first.
SELECT r.id,
       substr(r.file_path, 1, 4096) AS path,
       substr(r.filename, 1, 1000) AS name,
       substr(r.file_type, 1, 100) AS type,
       substr(r.subfolder, 1, 1000) AS subfolder,
       CASE WHEN typeof(r.file_size) = 'integer' THEN r.file_size END AS size,
       substr(r.created_date, 1, 100) AS created,
       substr(r.modified_date, 1, 100) AS modified,
       substr(r.processing_stage, 1, 100) AS stage,
       CASE WHEN r.image_width > 0 AND r.image_width < 1000000000 THEN r.image_width END AS width,
       CASE WHEN r.image_height > 0 AND r.image_height < 1000000000
            THEN r.image_height END AS height,
       CASE WHEN r.bit_depth > 0 AND r.bit_depth < 1000 THEN r.bit_depth END AS bit_depth,
       substr(r.color_space, 1, 100) AS color_space,
       substr(r.associated_object, 1, 1000) AS object,
       CASE WHEN r.has_companion IS TRUE THEN substr(r.companion_path, 1, 4096) END AS companion,
       substr(r.notes, 1, 20000) AS notes
  FROM processed_files AS r
 WHERE r.processing_session_id = ?1
 ORDER BY coalesce(r.modified_date, r.created_date) DESC, r.filename, r.id;
