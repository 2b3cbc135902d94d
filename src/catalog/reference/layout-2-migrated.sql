-- Layout 2 as the migration from layout 1 leaves it: fits_files was copied with
-- CREATE TABLE ... AS SELECT, which kept every row and lost the primary key, the foreign key,
-- every NOT NULL and the declared types. Also the migration names its indexes in its own way.
-- Plain DDL: the state a structure check must recognise as damaged layout 2.
CREATE TABLE object_processing_log (
  id INTEGER NOT NULL,
  filename VARCHAR(255) NOT NULL,
  raw_object_name VARCHAR(255),
  proposed_object_name VARCHAR(255),
  error_message TEXT,
  created_at DATETIME,
  PRIMARY KEY (id)
);
CREATE TABLE process_log (
  id INTEGER NOT NULL,
  session_name VARCHAR(100) NOT NULL,
  object VARCHAR(100),
  image_type VARCHAR(20),
  create_date DATETIME,
  status INTEGER,
  notes TEXT,
  files_processed INTEGER,
  files_failed INTEGER,
  PRIMARY KEY (id)
);
CREATE TABLE cameras (
  id INTEGER NOT NULL,
  name VARCHAR(50) NOT NULL,
  x_pixels INTEGER NOT NULL,
  y_pixels INTEGER NOT NULL,
  pixel_size FLOAT,
  binning_support VARCHAR(20),
  notes TEXT,
  active BOOLEAN,
  PRIMARY KEY (id),
  UNIQUE (name)
);
CREATE TABLE telescopes (
  id INTEGER NOT NULL,
  name VARCHAR(50) NOT NULL,
  focal_length FLOAT NOT NULL,
  aperture FLOAT,
  telescope_type VARCHAR(20),
  notes TEXT,
  active BOOLEAN,
  PRIMARY KEY (id),
  UNIQUE (name)
);
CREATE TABLE filter_mappings (
  id INTEGER NOT NULL,
  raw_name VARCHAR(50) NOT NULL,
  standard_name VARCHAR(20) NOT NULL,
  filter_type VARCHAR(20),
  bandpass VARCHAR(20),
  notes TEXT,
  PRIMARY KEY (id),
  UNIQUE (raw_name)
);
CREATE TABLE processing_sessions (
  id VARCHAR(50) NOT NULL,
  name VARCHAR(255) NOT NULL,
  folder_path VARCHAR(500),
  objects TEXT,
  notes TEXT,
  status VARCHAR(20),
  version INTEGER,
  astrobin_url VARCHAR(500),
  social_urls TEXT,
  processing_started DATETIME,
  processing_completed DATETIME,
  primary_target VARCHAR(255),
  target_type VARCHAR(50),
  image_type VARCHAR(50),
  ra VARCHAR(50),
  dec VARCHAR(50),
  total_integration_seconds INTEGER,
  date_range_start DATETIME,
  date_range_end DATETIME,
  created_at DATETIME,
  updated_at DATETIME,
  PRIMARY KEY (id)
);
CREATE TABLE system_settings (
  "key" VARCHAR(50) NOT NULL,
  value VARCHAR(255) NOT NULL,
  updated_at DATETIME,
  PRIMARY KEY ("key")
);
CREATE TABLE schema_version (
  version INTEGER NOT NULL,
  applied_at DATETIME,
  description VARCHAR(255),
  PRIMARY KEY (version)
);
CREATE TABLE processed_files (
  id INTEGER NOT NULL,
  processing_session_id VARCHAR(50),
  file_path VARCHAR(500) NOT NULL,
  filename VARCHAR(255) NOT NULL,
  file_type VARCHAR(20) NOT NULL,
  subfolder VARCHAR(50),
  file_size INTEGER,
  created_date DATETIME,
  modified_date DATETIME,
  md5sum VARCHAR(32),
  has_companion BOOLEAN,
  companion_path VARCHAR(500),
  companion_size INTEGER,
  image_width INTEGER,
  image_height INTEGER,
  bit_depth INTEGER,
  color_space VARCHAR(50),
  associated_object VARCHAR(255),
  processing_stage VARCHAR(50),
  metadata_json TEXT,
  notes TEXT,
  cataloged_at DATETIME,
  updated_at DATETIME,
  PRIMARY KEY (id),
  FOREIGN KEY(processing_session_id) REFERENCES processing_sessions (id) ON DELETE CASCADE,
  UNIQUE (file_path)
);
CREATE TABLE processing_session_files (
  id INTEGER NOT NULL,
  processing_session_id VARCHAR(50),
  fits_file_id INTEGER,
  original_path VARCHAR(500) NOT NULL,
  original_filename VARCHAR(255) NOT NULL,
  staged_path VARCHAR(500) NOT NULL,
  staged_filename VARCHAR(255) NOT NULL,
  subfolder VARCHAR(50) NOT NULL,
  created_at DATETIME,
  file_size INTEGER,
  frame_type VARCHAR(20),
  PRIMARY KEY (id),
  FOREIGN KEY(processing_session_id) REFERENCES processing_sessions (id) ON DELETE CASCADE,
  FOREIGN KEY(fits_file_id) REFERENCES fits_files (id) ON DELETE CASCADE
);
CREATE TABLE imaging_sessions (
                id TEXT PRIMARY KEY,
                date TEXT NOT NULL,
                telescope TEXT,
                camera TEXT,
                site_name TEXT,
                latitude REAL,
                longitude REAL,
                elevation REAL,
                observer TEXT,
                notes TEXT,
                avg_seeing REAL,
                avg_sky_quality REAL,
                avg_cloud_cover REAL,
                created_at TIMESTAMP,
                updated_at TIMESTAMP
            );
CREATE TABLE "fits_files"(
  id INT,
  file TEXT,
  folder TEXT,
  object TEXT,
  obs_date TEXT,
  obs_timestamp NUM,
  ra TEXT,
  dec TEXT,
  width_pixels INT,
  height_pixels INT,
  frame_type TEXT,
  "filter" TEXT,
  focal_length REAL,
  exposure REAL,
  camera TEXT,
  telescope TEXT,
  md5sum TEXT,
  latitude REAL,
  longitude REAL,
  elevation REAL,
  fov_x REAL,
  fov_y REAL,
  pixel_scale REAL,
  gain INT,
  "offset" INT,
  egain REAL,
  binning_x INT,
  binning_y INT,
  sensor_temp REAL,
  readout_mode TEXT,
  bayerpat TEXT,
  iso_speed INT,
  guide_rms REAL,
  guide_fwhm REAL,
  guide_rms_ra REAL,
  guide_rms_dec REAL,
  ambient_temp REAL,
  dewpoint REAL,
  humidity REAL,
  pressure REAL,
  sky_temp REAL,
  sky_quality_mpsas REAL,
  sky_brightness REAL,
  wind_speed REAL,
  wind_direction REAL,
  wind_gust REAL,
  cloud_cover REAL,
  seeing_fwhm REAL,
  focuser_position INT,
  focuser_temp REAL,
  software_creator TEXT,
  software_modifier TEXT,
  observer TEXT,
  site_name TEXT,
  airmass REAL,
  exposure_start NUM,
  exposure_end NUM,
  star_count INT,
  median_fwhm REAL,
  eccentricity REAL,
  boltwood_cloud REAL,
  boltwood_wind REAL,
  boltwood_rain REAL,
  boltwood_daylight REAL,
  bad NUM,
  file_not_found NUM,
  orig_file TEXT,
  orig_folder TEXT,
  validation_score REAL,
  migration_ready NUM,
  validation_notes TEXT,
  imaging_session_id TEXT,
  created_at NUM,
  updated_at NUM
);
CREATE INDEX idx_processing_primary_target ON processing_sessions (primary_target);
CREATE INDEX idx_processing_objects ON processing_sessions (objects);
CREATE INDEX idx_processing_created ON processing_sessions (created_at);
CREATE INDEX idx_processing_status ON processing_sessions (status);
CREATE INDEX idx_processed_subfolder ON processed_files (subfolder);
CREATE INDEX idx_processed_stage ON processed_files (processing_stage);
CREATE INDEX idx_processed_type ON processed_files (file_type);
CREATE INDEX idx_processed_session ON processed_files (processing_session_id);
CREATE INDEX idx_processed_object ON processed_files (associated_object);
CREATE INDEX idx_processing_file_type ON processing_session_files (frame_type);
CREATE INDEX idx_processing_file_session ON processing_session_files (processing_session_id);
CREATE INDEX idx_processing_file_fits ON processing_session_files (fits_file_id);
CREATE UNIQUE INDEX idx_fits_md5 ON fits_files(md5sum);
CREATE INDEX idx_fits_imaging_session ON fits_files(imaging_session_id);
CREATE INDEX idx_fits_object ON fits_files(object);
CREATE INDEX idx_fits_obs_date ON fits_files(obs_date);
CREATE INDEX idx_fits_camera ON fits_files(camera);
CREATE INDEX idx_fits_telescope ON fits_files(telescope);
CREATE INDEX idx_fits_frame_type ON fits_files(frame_type);
CREATE INDEX idx_session_date ON imaging_sessions(date);
CREATE INDEX idx_session_telescope_camera ON imaging_sessions(telescope, camera);
