-- What layout 1 calls differently from layout 2. Everything not listed has the same name.
CREATE TABLE layout_names (old_table TEXT, old_column TEXT, new_table TEXT, new_column TEXT);
INSERT INTO layout_names VALUES
  ('sessions', NULL, 'imaging_sessions', NULL),
  ('sessions', 'session_id', 'imaging_sessions', 'id'),
  ('sessions', 'session_date', 'imaging_sessions', 'date'),
  ('fits_files', 'x', 'fits_files', 'width_pixels'),
  ('fits_files', 'y', 'fits_files', 'height_pixels'),
  ('fits_files', 'session_id', 'fits_files', 'imaging_session_id');
