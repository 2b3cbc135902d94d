/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-acquisition.h"

#include <math.h>
#include <sqlite3.h>

#include "catalog/lf-query.h"

/* Columns of export/acquisitions.sql */
enum
{
  ACQUISITION_NIGHT,
  ACQUISITION_CAMERA,
  ACQUISITION_TELESCOPE,
  ACQUISITION_FILTER,
  ACQUISITION_ASTROBIN_ID,
  ACQUISITION_EXPOSURE,
  ACQUISITION_ISO,
  ACQUISITION_GAIN,
  ACQUISITION_OFFSET,
  ACQUISITION_BINNING_X,
  ACQUISITION_BINNING_Y,
  ACQUISITION_TEMPERATURE,
  ACQUISITION_FOCAL_RATIO,
  ACQUISITION_FRAMES,
  ACQUISITION_SKY_QUALITY,
  ACQUISITION_SEEING,
  ACQUISITION_AMBIENT,
};

#define MAX_BINNING 100

static void
acquisition_free (LfAcquisition *self)
{
  lf_frame_setup_clear (&self->setup);
  g_free (self->night_text);
  g_free (self);
}

static double
read_number (sqlite3_stmt *stmt,
             int           column)
{
  int type = sqlite3_column_type (stmt, column);

  return type == SQLITE_INTEGER || type == SQLITE_FLOAT ? sqlite3_column_double (stmt, column)
                                                        : NAN;
}

static guint
to_binning (double number)
{
  return number > 0 && number < MAX_BINNING ? (guint) number : 0;
}

static LfAcquisition *
read_acquisition (sqlite3_stmt *stmt)
{
  LfAcquisition *self = g_new0 (LfAcquisition, 1);

  self->night_text = lf_column_dup_text (stmt, ACQUISITION_NIGHT);
  self->night = lf_night_from_text (self->night_text);
  self->setup.camera = lf_column_dup_text (stmt, ACQUISITION_CAMERA);
  self->setup.telescope = lf_column_dup_text (stmt, ACQUISITION_TELESCOPE);
  self->setup.filter = lf_column_dup_text (stmt, ACQUISITION_FILTER);
  self->setup.exposure = read_number (stmt, ACQUISITION_EXPOSURE);
  self->setup.gain = read_number (stmt, ACQUISITION_GAIN);
  self->setup.offset = read_number (stmt, ACQUISITION_OFFSET);
  self->setup.temperature = read_number (stmt, ACQUISITION_TEMPERATURE);
  self->binning_x = read_number (stmt, ACQUISITION_BINNING_X);
  self->binning_y = read_number (stmt, ACQUISITION_BINNING_Y);
  self->setup.binning_x = to_binning (self->binning_x);
  self->setup.binning_y = to_binning (self->binning_y);
  self->astrobin_id = read_number (stmt, ACQUISITION_ASTROBIN_ID);
  self->iso = read_number (stmt, ACQUISITION_ISO);
  self->focal_ratio = read_number (stmt, ACQUISITION_FOCAL_RATIO);
  self->sky_quality = read_number (stmt, ACQUISITION_SKY_QUALITY);
  self->seeing = read_number (stmt, ACQUISITION_SEEING);
  self->ambient = read_number (stmt, ACQUISITION_AMBIENT);
  self->frames = lf_column_get_count (stmt, ACQUISITION_FRAMES);
  return self;
}

static GPtrArray *
load_rows (LfConnection  *connection,
           const char    *session,
           GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_EXPORT_ACQUISITIONS,
                                                   error);
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) acquisition_free);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;

  sqlite3_bind_text (stmt, 1, session, -1, SQLITE_TRANSIENT);
  do
    {
      if (!lf_connection_step (connection, stmt, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (rows, read_acquisition (stmt));
    }
  while (has_row);
  return g_steal_pointer (&rows);
}

static gboolean
has_night (const LfLightGroup *group,
           LfNight             night)
{
  if (night == LF_NIGHT_UNKNOWN)
    return group->nights->len == 0;

  for (guint i = 0; i < group->nights->len; i++)
    if (g_array_index (group->nights, LfNight, i) == night)
      return TRUE;
  return FALSE;
}

/* The calibration knows no exposure that is not above zero, and no other impossible number */
static gboolean
is_of_group (const LfAcquisition *self,
             const LfLightGroup  *group)
{
  LfFrameSetup setup = self->setup;

  if (!(setup.exposure > 0 && isfinite (setup.exposure)))
    setup.exposure = NAN;
  if (!(setup.temperature > -274 && setup.temperature < 100))
    setup.temperature = NAN;
  return lf_frame_setup_is_same (&setup, &group->setup) && has_night (group, self->night);
}

static void
count_calibration (LfAcquisition       *self,
                   const LfCalibration *calibration)
{
  for (guint i = 0; i < calibration->groups->len; i++)
    {
      const LfLightGroup *group = g_ptr_array_index (calibration->groups, i);

      if (is_of_group (self, group))
        {
          for (guint type = 0; type < LF_N_CALIBRATION_TYPES; type++)
            self->calibration[type] = group->cells[type].frames;
          return;
        }
    }
}

/* By night, those of no known one last, then as the query has them */
static int
compare (gconstpointer a,
         gconstpointer b)
{
  const LfAcquisition *left = *(const LfAcquisition *const *) a;
  const LfAcquisition *right = *(const LfAcquisition *const *) b;
  LfNight left_night = left->night - 1;         /* an unknown one becomes the largest */
  LfNight right_night = right->night - 1;

  return (left_night > right_night) - (left_night < right_night);
}

/**
 * lf_acquisitions_load:
 * @connection: a connection
 * @session: a session's id; one that is not there has no lights
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Reads what a session's lights add up to by night, for exports, in one read transaction. Blocks:
 * on the connection's thread.
 *
 * Returns: (transfer full) (nullable) (element-type LfAcquisition): in the order of nights
 */
GPtrArray *
lf_acquisitions_load (LfConnection  *connection,
                      const char    *session,
                      GError       **error)
{
  sqlite3 *db = lf_connection_get_db (connection);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (LfCalibration) calibration = NULL;

  sqlite3_exec (db, "BEGIN", NULL, NULL, NULL);
  rows = load_rows (connection, session, error);
  if (rows != NULL)
    calibration = lf_calibration_load (connection, session, error);
  sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  if (calibration == NULL)
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    count_calibration (g_ptr_array_index (rows, i), calibration);
  g_ptr_array_sort (rows, compare);
  return g_steal_pointer (&rows);
}
