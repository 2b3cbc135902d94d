-- The indexes that a catalog cannot do without, in layout 2's names: what the queries look rows up
-- by, and what the old maintenance script verified.
-- purpose: one row an index; columns are separated by commas
-- needed_for: a word that the program puts into the user's language
CREATE TABLE needed_indexes (table_name TEXT, columns TEXT, needed_for TEXT);
INSERT INTO needed_indexes VALUES
  ('processing_sessions', 'id', 'session'),
  ('fits_files', 'id', 'frame'),
  ('processing_session_files', 'processing_session_id', 'frames-of-session'),
  ('processing_session_files', 'fits_file_id', 'sessions-of-frame'),
  ('fits_files', 'imaging_session_id', 'frames-of-night'),
  ('fits_files', 'frame_type', 'frames-by-type'),
  ('fits_files', 'object', 'frames-by-object'),
  ('fits_files', 'telescope,camera', 'frames-by-equipment'),
  ('imaging_sessions', 'date', 'nights-by-date'),
  ('imaging_sessions', 'telescope,camera', 'nights-by-equipment');
