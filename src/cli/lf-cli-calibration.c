/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <unistd.h>

#include "catalog/lf-calibration.h"
#include "catalog/lf-format.h"
#include "catalog/lf-shot-list.h"
#include "cli/lf-cli-command.h"
#include "cli/lf-cli-options.h"
#include "cli/lf-cli-output.h"
#include "cli/lf-cli-run.h"
#include "cli/lf-cli-session.h"
#include "cli/lf-cli-table.h"

typedef struct
{
  const char *path;
  char       *session;
} Request;

static const char *const type_keys[LF_N_CALIBRATION_TYPES] = {
  [LF_CALIBRATION_DARK] = "dark",
  [LF_CALIBRATION_FLAT] = "flat",
  [LF_CALIBRATION_BIAS] = "bias",
};

static gpointer
load (LfJob     *job,
      gpointer   data,
      GError   **error)
{
  Request *request = data;
  g_autoptr (LfConnection) connection = NULL;
  g_autoptr (LfCalibration) calibration = NULL;
  g_autofree char *id = NULL;

  connection = lf_connection_open (request->path, lf_job_get_cancellable (job), error);
  if (connection == NULL)
    return NULL;

  id = lf_cli_find_session (connection, request->session, error);
  if (id == NULL)
    return NULL;

  calibration = lf_calibration_load (connection, id, error);
  if (calibration == NULL || !lf_calibration_add_offers (calibration, connection, id, error))
    return NULL;
  return g_steal_pointer (&calibration);
}

/* What is not known is NaN, which becomes null */
static void
add_setup (LfJson             *json,
           const LfFrameSetup *setup)
{
  lf_json_add_text (json, "camera", setup->camera);
  lf_json_add_text (json, "telescope", setup->telescope);
  lf_json_add_text (json, "filter", setup->filter);
  lf_json_add_number (json, "exposure", setup->exposure);
  lf_json_add_number (json, "gain", setup->gain);
  lf_json_add_number (json, "offset", setup->offset);
  lf_json_add_number (json, "binning_x", setup->binning_x > 0 ? setup->binning_x : NAN);
  lf_json_add_number (json, "binning_y", setup->binning_y > 0 ? setup->binning_y : NAN);
  lf_json_add_number (json, "temperature", round (setup->temperature));
}

static void
add_fields (LfJson       *json,
            const char   *key,
            LfSetupField  set)
{
  static const char *const names[] = { "gain",   "offset",    "binning", "temperature",
                                       "camera", "telescope", "filter",  "exposure",
                                       "night" };

  lf_json_begin_array (json, key);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((set & (1u << i)) != 0)
      lf_json_add_text (json, NULL, names[i]);
  lf_json_end_array (json);
}

static void
add_night (LfJson     *json,
           const char *key,
           LfNight     night)
{
  g_autofree char *text = lf_night_to_text (night);

  lf_json_add_text (json, key, text);
}

static void
add_cell (LfJson                  *json,
          const char              *key,
          const LfCalibrationCell *cell)
{
  lf_json_begin_object (json, key);
  lf_json_add_text (json, "coverage", lf_coverage_get_word (cell->coverage));
  lf_json_add_count (json, "frames", cell->frames);
  lf_json_add_count (json, "mismatched", cell->mismatched);
  lf_json_add_count (json, "unusable", cell->unusable);
  lf_json_add_count (json, "possible", cell->possible);
  lf_json_add_number (json, "days", cell->days >= 0 ? cell->days : NAN);
  add_fields (json, "differing", cell->differing);
  add_fields (json, "not_known", cell->unknown);
  if (cell->offer != NULL)
    {
      lf_json_begin_object (json, "offer");
      lf_json_add_text (json, "coverage", lf_coverage_get_word (cell->offer->coverage));
      lf_json_add_count (json, "frames", cell->offer->frames);
      add_night (json, "night", cell->offer->night);
      lf_json_add_text (json, "imaging_session", cell->offer->night_id);
      lf_json_add_number (json, "days", cell->offer->days >= 0 ? cell->offer->days : NAN);
      add_fields (json, "differing", cell->offer->differing);
      add_fields (json, "not_known", cell->offer->unknown);
      lf_json_end_object (json);
    }
  else
    lf_json_add_text (json, "offer", NULL);
  lf_json_end_object (json);
}

static int
write_json (LfCalibration *calibration)
{
  g_autoptr (LfJson) json = lf_json_new ();

  lf_json_begin_object (json, NULL);
  lf_json_add_text (json, "coverage", lf_coverage_get_word (calibration->coverage));
  lf_json_begin_array (json, "groups");
  for (guint i = 0; i < calibration->groups->len; i++)
    {
      const LfLightGroup *group = g_ptr_array_index (calibration->groups, i);

      lf_json_begin_object (json, NULL);
      add_setup (json, &group->setup);
      lf_json_add_count (json, "lights", group->frames);
      lf_json_begin_array (json, "nights");
      for (guint j = 0; j < group->nights->len; j++)
        add_night (json, NULL, g_array_index (group->nights, LfNight, j));
      lf_json_end_array (json);
      for (guint type = 0; type < LF_N_CALIBRATION_TYPES; type++)
        add_cell (json, type_keys[type], &group->cells[type]);
      lf_json_end_object (json);
    }
  lf_json_end_array (json);
  lf_json_end_object (json);
  return lf_cli_write_json (json, LF_CLI_FINE);
}

static LfCliStyle
get_style (LfCoverage coverage)
{
  switch (coverage)
    {
    case LF_COVERAGE_GOOD:
    case LF_COVERAGE_ACCEPTABLE:
      return LF_CLI_STYLE_GOOD;
    case LF_COVERAGE_UNKNOWN:
      return LF_CLI_STYLE_DIM;
    case LF_COVERAGE_OLD:
    case LF_COVERAGE_TOO_OLD:
      return LF_CLI_STYLE_WARNING;
    case LF_COVERAGE_MISMATCHED:
    case LF_COVERAGE_MISSING:
    default:
      return LF_CLI_STYLE_ERROR;
    }
}

/* Such as “Good: 30 frames, 12 days” */
static char *
describe_cell (const LfCalibrationCell *cell)
{
  GString *text = g_string_new (lf_coverage_get_title (cell->coverage));
  guint n = cell->frames > 0 ? cell->frames
            : cell->coverage == LF_COVERAGE_UNKNOWN ? cell->possible : cell->mismatched;

  if (n > 0)
    {
      g_autofree char *count = lf_format_count (n);

      g_string_append_printf (
        text, g_dngettext (GETTEXT_PACKAGE, ": %s frame", ": %s frames", n), count);
    }
  if (cell->days >= 0)
    g_string_append_printf (
      text, g_dngettext (GETTEXT_PACKAGE, ", %d day", ", %d days", (gulong) cell->days),
      cell->days);
  if (cell->differing != 0)
    {
      g_autofree char *fields = lf_setup_field_to_text (cell->differing);

      g_string_append_printf (text, " (%s)", fields);
    }
  else if (cell->coverage == LF_COVERAGE_UNKNOWN)
    {
      g_autofree char *fields = lf_setup_field_to_text (cell->unknown);

      g_string_append_c (text, ' ');
      /* Translators: why it cannot be told whether frames fit, such as “(filter not known)” */
      g_string_append_printf (text, _("(%s not known)"), fields);
    }
  return g_string_free (text, FALSE);
}

static char *
describe_nights (GArray *nights)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (nights->len == 0)
    return g_strdup (_("unknown"));

  first = lf_night_to_text (g_array_index (nights, LfNight, 0));
  if (nights->len == 1)
    return g_steal_pointer (&first);

  last = lf_night_to_text (g_array_index (nights, LfNight, nights->len - 1));
  return g_strdup_printf ("%s – %s", first, last);
}

static void
add_row (LfCliTable         *table,
         const LfLightGroup *group)
{
  g_autofree char *setup = lf_frame_setup_to_text (&group->setup);
  g_autofree char *nights = describe_nights (group->nights);

  lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, *setup != '\0' ? setup : _("unknown setup"));
  lf_cli_table_add_count (table, group->frames);
  lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, nights);
  for (guint type = 0; type < LF_N_CALIBRATION_TYPES; type++)
    {
      const LfCalibrationCell *cell = &group->cells[type];
      g_autofree char *text = describe_cell (cell);

      lf_cli_table_add (table, get_style (cell->coverage), text);
    }
}

static void
append_shots (GString       *text,
              LfCalibration *calibration,
              LfNight        tonight)
{
  g_autoptr (GPtrArray) shots = lf_shot_list_new (calibration, tonight);
  g_autofree char *list = lf_shot_list_to_text (shots);
  g_auto (GStrv) lines = g_strsplit (list, "\n", -1);

  for (guint i = 0; *list != '\0' && lines[i] != NULL; i++)
    {
      const char *bare = lines[i];
      g_autofree char *clean = NULL;

      while (*bare == ' ')
        bare++;
      clean = lf_cli_text_clean (bare);
      g_string_append_printf (text, "\n%.*s%s", (int) (bare - lines[i]), lines[i], clean);
    }
}

static int
write_text (LfCalibration *calibration,
            LfNight        tonight)
{
  g_autoptr (LfCliTable) table = lf_cli_table_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  LfCliTerminal terminal;

  if (calibration->groups->len == 0)
    {
      g_string_append_printf (text, "%s\n", _("No light frames"));
      return lf_cli_write_text (text->str, LF_CLI_FINE);
    }

  lf_cli_terminal_init (&terminal, STDOUT_FILENO);
  lf_cli_table_add_column (table, LF_CLI_COLUMN_FLEXIBLE, _("Lights"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_NUMBER, _("Frames"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_TEXT, _("Nights"));
  for (guint type = 0; type < LF_N_CALIBRATION_TYPES; type++)
    lf_cli_table_add_column (table, LF_CLI_COLUMN_FLEXIBLE, lf_calibration_type_get_title (type));
  for (guint i = 0; i < calibration->groups->len; i++)
    add_row (table, g_ptr_array_index (calibration->groups, i));

  lf_cli_table_write (table, &terminal, text);
  append_shots (text, calibration, tonight);
  return lf_cli_write_text (text->str, LF_CLI_FINE);
}

static int
run (const LfCliCommand *self,
     GStrv               words)
{
  gboolean json = FALSE;
  g_autofree char *night = NULL;
  const GOptionEntry entries[] = {
    { "night", 0, 0, G_OPTION_ARG_FILENAME, &night,
      N_("The night that flats would be taken in, if not tonight"), N_("YYYY-MM-DD") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Write JSON, for programs"), NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  g_autofree char *session = NULL;
  g_autoptr (LfCalibration) calibration = NULL;
  Request request;
  LfNight tonight;
  int status;

  if (!lf_cli_parse (self, entries, words, &arguments, &status))
    return status;

  tonight = night != NULL ? lf_night_from_text (night) : lf_night_get_tonight ();
  if (tonight == LF_NIGHT_UNKNOWN)
    return lf_cli_misused (self, _("--night takes a date, such as 2025-01-13."));

  session = lf_cli_decode (arguments[1]);
  request = (Request) { .path = arguments[0], .session = session };
  calibration = lf_cli_run_job (self, _("Reading the calibration frames"), load, &request,
                                &status);
  if (calibration == NULL)
    return status;

  return json ? write_json (calibration) : write_text (calibration, tonight);
}

const LfCliCommand lf_cli_calibration_command = {
  .name = "calibration",
  .arguments = "CATALOG SESSION",
  .n_arguments = 2,
  .summary = N_("Show which calibration frames lights have and lack"),
  .description = N_("SESSION is the id of a session, or its name if no other has it."),
  .run = run,
};
