/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-calibration.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <sqlite3.h>

#include "catalog/lf-calibration-rules.h"
#include "catalog/lf-query.h"

/* Columns of the queries in sql/calibration; that of all sessions has one more before them */
enum
{
  SET_TYPE,
  SET_CAMERA,
  SET_TELESCOPE,
  SET_FILTER,
  SET_EXPOSURE,
  SET_GAIN,
  SET_OFFSET,
  SET_BINNING_X,
  SET_BINNING_Y,
  SET_TEMPERATURE,
  SET_NIGHT,
  SET_NIGHT_ID,
  SET_FRAMES,
  SET_USABLE,
  SET_IDS,                      /* of calibration/catalog.sql only */
};

static double
read_number (sqlite3_stmt *stmt,
             int           column)
{
  return sqlite3_column_type (stmt, column) != SQLITE_NULL ? sqlite3_column_double (stmt, column)
                                                           : NAN;
}

/* @first is the column where those of a set begin */
static void
add_set (GArray       *sets,
         sqlite3_stmt *stmt,
         int           first)
{
  LfFrameSet set = {
    .type = lf_frame_type_from_text ((const char *) sqlite3_column_text (stmt, first + SET_TYPE)),
    .setup = {
      .camera = lf_column_dup_text (stmt, first + SET_CAMERA),
      .telescope = lf_column_dup_text (stmt, first + SET_TELESCOPE),
      .filter = lf_column_dup_text (stmt, first + SET_FILTER),
      .exposure = read_number (stmt, first + SET_EXPOSURE),
      .gain = read_number (stmt, first + SET_GAIN),
      .offset = read_number (stmt, first + SET_OFFSET),
      .binning_x = lf_column_get_count (stmt, first + SET_BINNING_X),
      .binning_y = lf_column_get_count (stmt, first + SET_BINNING_Y),
      .temperature = read_number (stmt, first + SET_TEMPERATURE),
    },
    .night = lf_night_from_text ((const char *) sqlite3_column_text (stmt, first + SET_NIGHT)),
    .night_id = lf_column_dup_text (stmt, first + SET_NIGHT_ID),
    .frames = lf_column_get_count (stmt, first + SET_FRAMES),
    .usable = lf_column_get_count (stmt, first + SET_USABLE),
  };

  if (sqlite3_column_count (stmt) > first + SET_IDS)
    set.ids = lf_column_dup_text (stmt, first + SET_IDS);

  g_array_append_val (sets, set);
}

static GArray *
sets_new (void)
{
  GArray *sets = g_array_new (FALSE, FALSE, sizeof (LfFrameSet));

  g_array_set_clear_func (sets, (GDestroyNotify) lf_frame_set_clear);
  return sets;
}

static GArray *
load_sets (LfConnection  *connection,
           const char    *query,
           const char    *session,
           GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, query, error);
  g_autoptr (GArray) sets = sets_new ();
  gboolean has_row;

  if (stmt == NULL)
    return NULL;

  sqlite3_bind_text (stmt, 1, session, -1, SQLITE_TRANSIENT);
  do
    {
      if (!lf_connection_step (connection, stmt, &has_row, error))
        return NULL;
      if (has_row)
        add_set (sets, stmt, 0);
    }
  while (has_row);
  return g_steal_pointer (&sets);
}

/**
 * lf_calibration_load:
 * @connection: a connection
 * @session: a session's id; one that is not there has no lights
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Finds out which calibration frames the lights of a session have, how old they are and what does
 * not fit, in one query that groups in SQL. Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable): what there is, without offers
 */
LfCalibration *
lf_calibration_load (LfConnection  *connection,
                     const char    *session,
                     GError       **error)
{
  g_autoptr (GArray) sets = load_sets (connection, LF_QUERY_CALIBRATION_SESSION, session, error);
  LfCalibration *self;

  if (sets == NULL)
    return NULL;

  self = g_new0 (LfCalibration, 1);
  self->groups = lf_light_groups_new (sets);
  self->coverage = lf_light_groups_cover (self->groups, sets);
  return self;
}

/**
 * lf_calibration_add_offers:
 * @self: what lf_calibration_load() found out
 * @connection: a connection
 * @session: the same session
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Looks through all calibration frames of the catalog for what would fill the gaps. That reads the
 * frames once, so it is a step of its own; where there is no gap it does nothing. Blocks.
 *
 * Returns: %FALSE on an error, which leaves @self without offers
 */
gboolean
lf_calibration_add_offers (LfCalibration  *self,
                           LfConnection   *connection,
                           const char     *session,
                           GError        **error)
{
  g_autoptr (GArray) sets = NULL;

  if (self->coverage > LF_COVERAGE_GOOD && !self->has_offers)
    {
      sets = load_sets (connection, LF_QUERY_CALIBRATION_CATALOG, session, error);
      if (sets == NULL)
        return FALSE;
      lf_light_groups_add_offers (self->groups, sets);
    }

  self->has_offers = TRUE;
  return TRUE;
}

/**
 * lf_calibration_free:
 * @self: (transfer full): what calibrates a session
 *
 * Any thread.
 */
void
lf_calibration_free (LfCalibration *self)
{
  g_ptr_array_unref (self->groups);
  g_free (self);
}

static LfCalibrationSummary *
summarize (GPtrArray  *groups,
           LfCoverage  coverage)
{
  LfCalibrationSummary *self = g_new0 (LfCalibrationSummary, 1);

  self->coverage = coverage;
  self->flat_days = -1;
  for (guint i = 0; i < groups->len; i++)
    {
      const LfLightGroup *group = g_ptr_array_index (groups, i);
      const LfCalibrationCell *flats = &group->cells[LF_CALIBRATION_FLAT];

      for (guint type = 0; type < LF_N_CALIBRATION_TYPES; type++)
        self->types[type] = MAX (self->types[type], group->cells[type].coverage);
      if (flats->coverage == LF_COVERAGE_OLD || flats->coverage == LF_COVERAGE_TOO_OLD)
        self->flat_days = MAX (self->flat_days, flats->days);
    }
  return self;
}

/* Sessions without lights need nothing */
static void
end_session (GHashTable *summary,
             char      **session,
             GArray     *sets)
{
  g_autoptr (GPtrArray) groups = lf_light_groups_new (sets);

  if (*session != NULL && groups->len > 0)
    g_hash_table_insert (summary, g_steal_pointer (session),
                         summarize (groups, lf_light_groups_cover (groups, sets)));
  g_clear_pointer (session, g_free);
  g_array_set_size (sets, 0);
}

/**
 * lf_calibration_load_summary:
 * @connection: a connection
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Finds out for every session what calibrates its lights worst, in one query that groups in SQL. It reads every linked frame: about a second for 250,000 frames, so it is for the background.
 * Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable) (element-type utf8 LfCalibrationSummary): by session id, only
 *   those that have lights
 */
GHashTable *
lf_calibration_load_summary (LfConnection  *connection,
                             GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_CALIBRATION_SESSIONS,
                                                   error);
  g_autoptr (GHashTable) summary = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                          g_free);
  g_autoptr (GArray) sets = sets_new ();
  g_autofree char *session = NULL;
  gboolean has_row;

  if (stmt == NULL)
    return NULL;

  do
    {
      const char *text;

      if (!lf_connection_step (connection, stmt, &has_row, error))
        return NULL;
      if (!has_row)
        break;

      text = (const char *) sqlite3_column_text (stmt, 0);
      if (g_strcmp0 (text, session) != 0)
        {
          end_session (summary, &session, sets);
          session = g_strdup (text);
        }
      add_set (sets, stmt, 1);
    }
  while (has_row);

  end_session (summary, &session, sets);
  return g_steal_pointer (&summary);
}

/**
 * lf_calibration_summary_equal:
 * @self: (nullable): what the lights of a session have
 * @other: (nullable): another one
 *
 * Returns: whether the two say the same
 */
gboolean
lf_calibration_summary_equal (const LfCalibrationSummary *self,
                              const LfCalibrationSummary *other)
{
  if (self == NULL || other == NULL)
    return self == other;

  for (guint type = 0; type < LF_N_CALIBRATION_TYPES; type++)
    if (self->types[type] != other->types[type])
      return FALSE;
  return self->coverage == other->coverage && self->flat_days == other->flat_days;
}

/**
 * lf_coverage_get_word:
 * @coverage: a coverage
 *
 * Any thread.
 *
 * Returns: (transfer none): one word for programs: `complete`, `unknown`, `old`, `mismatched` or
 *   `missing`
 */
const char *
lf_coverage_get_word (LfCoverage coverage)
{
  switch (coverage)
    {
    case LF_COVERAGE_UNKNOWN:
      return "unknown";
    case LF_COVERAGE_OLD:
    case LF_COVERAGE_TOO_OLD:
      return "old";
    case LF_COVERAGE_MISMATCHED:
      return "mismatched";
    case LF_COVERAGE_MISSING:
      return "missing";
    case LF_COVERAGE_GOOD:
    case LF_COVERAGE_ACCEPTABLE:
    default:
      return "complete";
    }
}

/**
 * lf_coverage_get_title:
 * @coverage: a coverage
 *
 * Any thread.
 *
 * Returns: (transfer none): a word or two for people, translated
 */
const char *
lf_coverage_get_title (LfCoverage coverage)
{
  switch (coverage)
    {
    case LF_COVERAGE_ACCEPTABLE:
      return C_("calibration", "Acceptable");
    case LF_COVERAGE_UNKNOWN:
      return C_("calibration", "Unknown");
    case LF_COVERAGE_OLD:
      return C_("calibration", "Old");
    case LF_COVERAGE_TOO_OLD:
      return C_("calibration", "Too old");
    case LF_COVERAGE_MISMATCHED:
      return C_("calibration", "Mismatched");
    case LF_COVERAGE_MISSING:
      return C_("calibration", "Missing");
    case LF_COVERAGE_GOOD:
    default:
      return C_("calibration", "Good");
    }
}
