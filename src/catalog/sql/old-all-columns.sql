-- title: Old details: all columns
-- purpose: every column of every frame of a processing session, to be added up by the program: what
--   session-details.sql replaces
-- parameters: ?1 session id
-- columns: id, file, folder, object, obs_date, obs_timestamp, ra, dec, width_pixels,
--   height_pixels, imaging_session_id, frame_type, filter, focal_length, exposure, camera,
--   telescope, md5sum, latitude, longitude, elevation, fov_x, fov_y, pixel_scale, gain, offset,
--   egain, binning_x, binning_y, sensor_temp, readout_mode, bayerpat, iso_speed, guide_rms,
--   guide_fwhm, guide_rms_ra, guide_rms_dec, ambient_temp, dewpoint, humidity, pressure, sky_temp,
--   sky_quality_mpsas, sky_brightness, wind_speed, wind_direction, wind_gust, cloud_cover,
--   seeing_fwhm, focuser_position, focuser_temp, software_creator, software_modifier, observer,
--   site_name, airmass, exposure_start, exposure_end, star_count, median_fwhm, eccentricity,
--   boltwood_cloud, boltwood_wind, boltwood_rain, boltwood_daylight, bad, file_not_found,
--   orig_file, orig_folder, validation_score, migration_ready, validation_notes, created_at,
--   updated_at
SELECT f.id, f.file, f.folder, f.object, f.obs_date, f.obs_timestamp, f.ra, f.dec,
       f.width_pixels, f.height_pixels, f.imaging_session_id, f.frame_type, f.filter,
       f.focal_length, f.exposure, f.camera, f.telescope, f.md5sum, f.latitude, f.longitude,
       f.elevation, f.fov_x, f.fov_y, f.pixel_scale, f.gain, f."offset", f.egain, f.binning_x,
       f.binning_y, f.sensor_temp, f.readout_mode, f.bayerpat, f.iso_speed, f.guide_rms,
       f.guide_fwhm, f.guide_rms_ra, f.guide_rms_dec, f.ambient_temp, f.dewpoint, f.humidity,
       f.pressure, f.sky_temp, f.sky_quality_mpsas, f.sky_brightness, f.wind_speed,
       f.wind_direction, f.wind_gust, f.cloud_cover, f.seeing_fwhm, f.focuser_position,
       f.focuser_temp, f.software_creator, f.software_modifier, f.observer, f.site_name,
       f.airmass, f.exposure_start, f.exposure_end, f.star_count, f.median_fwhm, f.eccentricity,
       f.boltwood_cloud, f.boltwood_wind, f.boltwood_rain, f.boltwood_daylight, f.bad,
       f.file_not_found, f.orig_file, f.orig_folder, f.validation_score, f.migration_ready,
       f.validation_notes, f.created_at, f.updated_at
  FROM processing_session_files AS psf
  JOIN fits_files AS f ON f.id = psf.fits_file_id
 WHERE psf.processing_session_id = ?1;
