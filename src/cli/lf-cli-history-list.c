/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/lf-cli-history-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <unistd.h>

#include "catalog/lf-format.h"
#include "cli/lf-cli-output.h"
#include "cli/lf-cli-table.h"
#include "maintenance/lf-history.h"
#include "maintenance/lf-report-json.h"

/* What was ended because it took too long has no median */
static void
add_json_median (LfJson     *json,
                 const char *name,
                 double      ms,
                 gboolean    is_bound)
{
  lf_json_add_number (json, name, is_bound ? NAN : ms);
}

static void
add_json (LfJson               *json,
          const LfHistoryEntry *entry)
{
  lf_json_begin_object (json, NULL);
  lf_json_add_count (json, "id", (guint64) entry->id);
  lf_json_add_text (json, "kind", lf_run_kind_get_name (entry->kind));
  lf_json_add_text (json, "outcome", lf_run_outcome_get_name (entry->kind, entry->outcome));
  lf_json_add_text (json, "catalog", entry->catalog);
  lf_json_add_text (json, "identity", entry->identity);
  lf_json_add_time (json, "started", entry->started);
  lf_json_add_number (json, "seconds", entry->seconds);
  lf_json_add_count (json, "bytes_before", entry->bytes_before);
  lf_json_add_count (json, "bytes_after", entry->bytes_after);
  lf_json_add_number (json, "problems", entry->before_is_checked ? entry->n_findings : NAN);
  lf_json_add_number (json, "problems_left", entry->after_is_checked ? entry->n_left : NAN);
  add_json_median (json, "details_before_ms", entry->details_before_ms, entry->before_is_bound);
  add_json_median (json, "details_after_ms", entry->details_after_ms, entry->after_is_bound);
  lf_json_end_object (json);
}

/**
 * lf_cli_history_write_json: (skip)
 * @entries: (element-type LfHistoryEntry): runs
 *
 * Writes them for programs.
 *
 * Returns: the exit status
 */
int
lf_cli_history_write_json (GPtrArray *entries)
{
  g_autoptr (LfJson) json = lf_json_new ();

  lf_json_begin_array (json, NULL);
  for (guint i = 0; i < entries->len; i++)
    add_json (json, g_ptr_array_index (entries, i));
  lf_json_end_array (json);
  return lf_cli_write_json (json, LF_CLI_FINE);
}

static char *
format_time (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

/* “5.4 ms → 0.020 ms”, or what there is of it */
static char *
join (const char *before,
      const char *after)
{
  if (after == NULL || g_strcmp0 (before, after) == 0)
    return g_strdup (before != NULL ? before : "");
  if (before == NULL)
    return g_strdup (after);
  return g_strdup_printf (_("%s → %s"), before, after);
}

static char *
describe_median (double   ms,
                 gboolean is_bound)
{
  g_autofree char *text = isnan (ms) ? NULL : lf_format_ms (ms);

  if (text == NULL || !is_bound)
    return g_steal_pointer (&text);
  /* Translators: longer than a time, such as “> 10.00 s” */
  return g_strdup_printf (_("> %s"), text);
}

static char *
describe_details (const LfHistoryEntry *entry)
{
  g_autofree char *before =
    describe_median (entry->details_before_ms, entry->before_is_bound);
  g_autofree char *after =
    describe_median (entry->details_after_ms, entry->after_is_bound);

  return join (before, after);
}

static char *
describe_size (const LfHistoryEntry *entry)
{
  g_autofree char *before = entry->bytes_before > 0 ? g_format_size (entry->bytes_before) : NULL;
  g_autofree char *after = entry->bytes_after > 0 ? g_format_size (entry->bytes_after) : NULL;

  return join (before, after);
}

static char *
describe_problems (const LfHistoryEntry *entry)
{
  g_autofree char *before = entry->before_is_checked ? lf_format_count (entry->n_findings) : NULL;
  g_autofree char *after = entry->after_is_checked ? lf_format_count (entry->n_left) : NULL;

  return join (before, after);
}

static LfCliStyle
get_style (LfRunOutcome outcome)
{
  static const LfCliStyle styles[LF_N_RUN_OUTCOMES] = {
    [LF_RUN_DONE] = LF_CLI_STYLE_GOOD,
    [LF_RUN_NOTHING_TO_DO] = LF_CLI_STYLE_DIM,
    [LF_RUN_CANCELLED] = LF_CLI_STYLE_WARNING,
    [LF_RUN_FAILED] = LF_CLI_STYLE_ERROR,
  };

  return styles[outcome];
}

static void
add_row (LfCliTable           *table,
         const LfHistoryEntry *entry)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entry->id);
  g_autofree char *time = format_time (entry->started);
  g_autofree char *name = g_path_get_basename (entry->catalog);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *problems = describe_problems (entry);
  g_autofree char *details = describe_details (entry);
  g_autofree char *size = describe_size (entry);

  lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, number);
  lf_cli_table_add (table, LF_CLI_STYLE_DIM, time);
  lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, lf_run_kind_get_title (entry->kind));
  lf_cli_table_add (table, get_style (entry->outcome),
                    lf_run_outcome_get_title (entry->kind, entry->outcome));
  lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, shown);
  lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, problems);
  lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, details);
  lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, size);
}

/**
 * lf_cli_history_write_table: (skip)
 * @entries: (element-type LfHistoryEntry): runs
 *
 * Writes them for people.
 *
 * Returns: the exit status
 */
int
lf_cli_history_write_table (GPtrArray *entries)
{
  g_autoptr (LfCliTable) table = lf_cli_table_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  LfCliTerminal terminal;

  if (entries->len == 0)
    return lf_cli_write_text (_("No run is in the history.\n"), LF_CLI_FINE);

  lf_cli_terminal_init (&terminal, STDOUT_FILENO);
  /* Translators: the number of a run */
  lf_cli_table_add_column (table, LF_CLI_COLUMN_NUMBER, _("Run"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_TEXT, _("Started"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_TEXT, _("What"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_TEXT, _("Outcome"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_FLEXIBLE, _("Catalog"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_NUMBER, _("Problems"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_NUMBER, _("Session details"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_NUMBER, _("Size"));
  for (guint i = 0; i < entries->len; i++)
    add_row (table, g_ptr_array_index (entries, i));

  lf_cli_table_write (table, &terminal, text);
  return lf_cli_write_text (text->str, LF_CLI_FINE);
}
