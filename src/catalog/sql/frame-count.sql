-- title: Frame count
-- purpose: how many frames the catalog has
-- parameters: none
-- columns: frames
SELECT count(*) AS frames FROM fits_files;
