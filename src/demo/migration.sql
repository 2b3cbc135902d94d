-- What the cataloger's "Phase 3" migration does to a catalog of layout 1, step by step.
-- purpose: makes the damage that it left in users' catalogs, for demonstrations and tests alone
-- parameters: none
-- The order of the steps and the transactions decide which pages are freed and used again, and the
-- texts become the definitions in the catalog, down to their blanks: change none of them.
CREATE TABLE IF NOT EXISTS imaging_sessions (
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

BEGIN;
INSERT INTO imaging_sessions
  SELECT session_id, session_date, telescope, camera, site_name, latitude, longitude, elevation,
         observer, notes, avg_seeing, avg_sky_quality, avg_cloud_cover, created_at, updated_at
    FROM sessions;
-- Here the primary key, the foreign key, every NOT NULL and the declared types are lost
CREATE TABLE fits_files_new AS
  SELECT id, file, folder, object, obs_date, obs_timestamp, ra, dec, x AS width_pixels, y AS
         height_pixels, frame_type, filter, focal_length, exposure, camera, telescope, md5sum,
         latitude, longitude, elevation, fov_x, fov_y, pixel_scale, gain, "offset", egain,
         binning_x, binning_y, sensor_temp, readout_mode, bayerpat, iso_speed, guide_rms,
         guide_fwhm, guide_rms_ra, guide_rms_dec, ambient_temp, dewpoint, humidity, pressure,
         sky_temp, sky_quality_mpsas, sky_brightness, wind_speed, wind_direction, wind_gust,
         cloud_cover, seeing_fwhm, focuser_position, focuser_temp, software_creator,
         software_modifier, observer, site_name, airmass, exposure_start, exposure_end, star_count,
         median_fwhm, eccentricity, boltwood_cloud, boltwood_wind, boltwood_rain,
         boltwood_daylight, bad, file_not_found, orig_file, orig_folder, validation_score,
         migration_ready, validation_notes, session_id AS imaging_session_id, created_at,
         updated_at
    FROM fits_files;
DROP TABLE fits_files;
ALTER TABLE fits_files_new RENAME TO fits_files;
CREATE UNIQUE INDEX idx_fits_md5 ON fits_files(md5sum);
CREATE INDEX idx_fits_imaging_session ON fits_files(imaging_session_id);
CREATE INDEX idx_fits_object ON fits_files(object);
CREATE INDEX idx_fits_obs_date ON fits_files(obs_date);
CREATE INDEX idx_fits_camera ON fits_files(camera);
CREATE INDEX idx_fits_telescope ON fits_files(telescope);
CREATE INDEX idx_fits_frame_type ON fits_files(frame_type);
DROP TABLE sessions;
CREATE INDEX idx_session_date ON imaging_sessions(date);
CREATE INDEX idx_session_telescope_camera ON imaging_sessions(telescope, camera);
COMMIT;

INSERT INTO schema_version
VALUES (2, '2025-02-03 20:03:42', 'Phase 3: Renamed tables and columns');
