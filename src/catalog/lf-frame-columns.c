/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-frame-columns.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "catalog/lf-query.h"

typedef struct
{
  const char         *name;
  const char         *title;
  LfFrameColumnGroup  group;
  gboolean            is_number;
} Known;

#define MAIN LF_FRAME_COLUMNS_MAIN
#define QUALITY LF_FRAME_COLUMNS_QUALITY
#define CONDITIONS LF_FRAME_COLUMNS_CONDITIONS
#define SENSOR LF_FRAME_COLUMNS_SENSOR
#define POSITION LF_FRAME_COLUMNS_POSITION
#define FILE_GROUP LF_FRAME_COLUMNS_FILE

/* The first eleven are the main ones, in their order */
static const Known known[] = {
  { "id", N_("Id"), MAIN, FALSE },
  { "file", N_("File"), MAIN, FALSE },
  { "folder", N_("Folder"), MAIN, FALSE },
  { "imaging_session_id", N_("Imaging session"), MAIN, FALSE },
  { "frame_type", N_("Type"), MAIN, FALSE },
  { "camera", N_("Camera"), MAIN, FALSE },
  { "telescope", N_("Telescope"), MAIN, FALSE },
  { "filter", N_("Filter"), MAIN, FALSE },
  { "exposure", N_("Exposure"), MAIN, TRUE },
  { "obs_date", N_("Date"), MAIN, FALSE },
  { "object", N_("Object"), MAIN, FALSE },
  { "median_fwhm", N_("FWHM"), QUALITY, TRUE },
  { "eccentricity", N_("Eccentricity"), QUALITY, TRUE },
  { "star_count", N_("Stars"), QUALITY, TRUE },
  { "guide_rms", N_("Guiding RMS"), QUALITY, TRUE },
  { "guide_rms_ra", N_("Guiding RMS in RA"), QUALITY, TRUE },
  { "guide_rms_dec", N_("Guiding RMS in Dec"), QUALITY, TRUE },
  { "guide_fwhm", N_("Guiding FWHM"), QUALITY, TRUE },
  { "airmass", N_("Airmass"), QUALITY, TRUE },
  { "validation_score", N_("Validation score"), QUALITY, TRUE },
  { "validation_notes", N_("Validation notes"), QUALITY, FALSE },
  { "bad", N_("Bad"), QUALITY, FALSE },
  { "ambient_temp", N_("Air temperature"), CONDITIONS, TRUE },
  { "sky_quality_mpsas", N_("Sky quality (SQM)"), CONDITIONS, TRUE },
  { "sky_brightness", N_("Sky brightness"), CONDITIONS, TRUE },
  { "sky_temp", N_("Sky temperature"), CONDITIONS, TRUE },
  { "seeing_fwhm", N_("Seeing"), CONDITIONS, TRUE },
  { "cloud_cover", N_("Clouds"), CONDITIONS, TRUE },
  { "humidity", N_("Humidity"), CONDITIONS, TRUE },
  { "dewpoint", N_("Dew point"), CONDITIONS, TRUE },
  { "pressure", N_("Air pressure"), CONDITIONS, TRUE },
  { "wind_speed", N_("Wind speed"), CONDITIONS, TRUE },
  { "wind_direction", N_("Wind direction"), CONDITIONS, TRUE },
  { "wind_gust", N_("Gusts"), CONDITIONS, TRUE },
  { "boltwood_cloud", N_("Clouds (Boltwood)"), CONDITIONS, TRUE },
  { "boltwood_wind", N_("Wind (Boltwood)"), CONDITIONS, TRUE },
  { "boltwood_rain", N_("Rain (Boltwood)"), CONDITIONS, TRUE },
  { "boltwood_daylight", N_("Daylight (Boltwood)"), CONDITIONS, TRUE },
  { "gain", N_("Gain"), SENSOR, TRUE },
  { "offset", N_("Offset"), SENSOR, TRUE },
  { "egain", N_("Electrons per ADU"), SENSOR, TRUE },
  { "iso_speed", N_("ISO"), SENSOR, TRUE },
  { "binning_x", N_("Binning across"), SENSOR, TRUE },
  { "binning_y", N_("Binning down"), SENSOR, TRUE },
  { "sensor_temp", N_("Sensor temperature"), SENSOR, TRUE },
  { "readout_mode", N_("Readout mode"), SENSOR, FALSE },
  { "bayerpat", N_("Bayer pattern"), SENSOR, FALSE },
  { "width_pixels", N_("Width"), SENSOR, TRUE },
  { "height_pixels", N_("Height"), SENSOR, TRUE },
  { "focal_length", N_("Focal length"), POSITION, TRUE },
  { "pixel_scale", N_("Pixel scale"), POSITION, TRUE },
  { "fov_x", N_("Field across"), POSITION, TRUE },
  { "fov_y", N_("Field down"), POSITION, TRUE },
  { "focuser_position", N_("Focuser position"), POSITION, TRUE },
  { "focuser_temp", N_("Focuser temperature"), POSITION, TRUE },
  { "ra", N_("Right ascension"), POSITION, FALSE },
  { "dec", N_("Declination"), POSITION, FALSE },
  { "latitude", N_("Latitude"), POSITION, TRUE },
  { "longitude", N_("Longitude"), POSITION, TRUE },
  { "elevation", N_("Elevation"), POSITION, TRUE },
  { "site_name", N_("Site"), POSITION, FALSE },
  { "observer", N_("Observer"), POSITION, FALSE },
  { "obs_timestamp", N_("Time"), FILE_GROUP, FALSE },
  { "exposure_start", N_("Exposure began"), FILE_GROUP, FALSE },
  { "exposure_end", N_("Exposure ended"), FILE_GROUP, FALSE },
  { "file_not_found", N_("File missing"), FILE_GROUP, FALSE },
  { "md5sum", N_("Checksum"), FILE_GROUP, FALSE },
  { "software_creator", N_("Written by"), FILE_GROUP, FALSE },
  { "software_modifier", N_("Changed by"), FILE_GROUP, FALSE },
  { "orig_file", N_("Original file"), FILE_GROUP, FALSE },
  { "orig_folder", N_("Original folder"), FILE_GROUP, FALSE },
  { "migration_ready", N_("Ready to be filed"), FILE_GROUP, FALSE },
  { "created_at", N_("Cataloged"), FILE_GROUP, FALSE },
  { "updated_at", N_("Changed"), FILE_GROUP, FALSE },
};

/* Columns of frames/columns.sql */
enum
{
  COLUMN_NAME,
  COLUMN_IS_NUMBER,
};

static void
column_free (LfFrameColumn *column)
{
  g_free (column->name);
  g_free (column->title);
  g_free (column);
}

static LfFrameColumn *
column_new (const char *name,
            gboolean    is_number)
{
  LfFrameColumn *column = g_new0 (LfFrameColumn, 1);

  column->name = g_strdup (name);
  column->group = LF_FRAME_COLUMNS_OWN;
  column->is_number = is_number;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_ascii_strcasecmp (known[i].name, name) == 0)
      {
        column->title = g_strdup (_(known[i].title));
        column->group = known[i].group;
        column->is_number = known[i].is_number;
      }

  if (column->title == NULL)
    column->title = g_utf8_make_valid (name, -1);
  return column;
}

static guint
get_rank (const LfFrameColumn *column)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_ascii_strcasecmp (known[i].name, column->name) == 0)
      return i;
  return G_N_ELEMENTS (known);
}

static int
compare_columns (gconstpointer a,
                 gconstpointer b)
{
  return (int) get_rank (*(const LfFrameColumn *const *) a) -
         (int) get_rank (*(const LfFrameColumn *const *) b);
}

/**
 * lf_frame_columns_load:
 * @connection: a connection
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Lists the columns that the catalog's frames have. Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable) (element-type LfFrameColumn): the main ones first, then by
 *   what they are about
 */
GPtrArray *
lf_frame_columns_load (LfConnection  *connection,
                       GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_FRAME_COLUMNS, error);
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;

  do
    {
      if (!lf_connection_step (connection, stmt, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (columns,
                         column_new ((const char *) sqlite3_column_text (stmt, COLUMN_NAME),
                                     sqlite3_column_int (stmt, COLUMN_IS_NUMBER) != 0));
    }
  while (has_row);

  g_ptr_array_sort (columns, compare_columns);
  return g_steal_pointer (&columns);
}

/**
 * lf_frame_columns_find:
 * @columns: (element-type LfFrameColumn): from lf_frame_columns_load()
 * @name: a name
 *
 * Any thread.
 *
 * Returns: (transfer none) (nullable): the column of that name, whatever the case of its letters
 */
const LfFrameColumn *
lf_frame_columns_find (GPtrArray  *columns,
                       const char *name)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const LfFrameColumn *column = g_ptr_array_index (columns, i);

      if (g_ascii_strcasecmp (column->name, name) == 0)
        return column;
    }
  return NULL;
}

/**
 * lf_frame_columns_are_same:
 * @columns: (nullable) (element-type LfFrameColumn): from lf_frame_columns_load()
 * @others: (element-type LfFrameColumn): likewise
 *
 * Any thread.
 *
 * Returns: whether these are the same columns in the same order
 */
gboolean
lf_frame_columns_are_same (GPtrArray *columns,
                           GPtrArray *others)
{
  if (columns == NULL || columns->len != others->len)
    return FALSE;

  for (guint i = 0; i < columns->len; i++)
    {
      const LfFrameColumn *one = g_ptr_array_index (columns, i);
      const LfFrameColumn *two = g_ptr_array_index (others, i);

      if (g_strcmp0 (one->name, two->name) != 0 || one->is_number != two->is_number)
        return FALSE;
    }
  return TRUE;
}

/**
 * lf_frame_columns_list_main:
 *
 * Any thread.
 *
 * Returns: (transfer none): the names of the %LF_N_MAIN_FRAME_COLUMNS columns that are always
 *   shown, and %NULL
 */
const char *const *
lf_frame_columns_list_main (void)
{
  static const char *const names[LF_N_MAIN_FRAME_COLUMNS + 1] = {
    "id",        "file",   "folder",   "imaging_session_id", "frame_type", "camera",
    "telescope", "filter", "exposure", "obs_date",           "object",     NULL,
  };

  return names;
}

/**
 * lf_frame_column_group_get_title:
 * @group: a group
 *
 * Any thread.
 *
 * Returns: (transfer none): what it is called, translated
 */
const char *
lf_frame_column_group_get_title (LfFrameColumnGroup group)
{
  switch (group)
    {
    case LF_FRAME_COLUMNS_QUALITY:
      return _("Quality");
    case LF_FRAME_COLUMNS_CONDITIONS:
      return _("Conditions");
    case LF_FRAME_COLUMNS_SENSOR:
      return _("Camera");
    case LF_FRAME_COLUMNS_POSITION:
      return _("Telescope and place");
    case LF_FRAME_COLUMNS_FILE:
      return _("File");
    case LF_FRAME_COLUMNS_OWN:
      return _("Others");
    case LF_FRAME_COLUMNS_MAIN:
    default:
      return _("Frame");
    }
}
