/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "catalog/lf-format.h"
#include "catalog/lf-session-list.h"
#include "cli/lf-cli-command.h"
#include "cli/lf-cli-options.h"
#include "cli/lf-cli-output.h"
#include "cli/lf-cli-run.h"
#include "cli/lf-cli-table.h"
#include "cli/lf-cli-words.h"

/* A narrower terminal does not show the objects, which most names have in them */
#define COLUMNS_FOR_OBJECTS 110

typedef struct
{
  char     *status;
  char     *search;
  gboolean  json;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->status);
  g_free (self->search);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gpointer
load (LfJob     *job,
      gpointer   data,
      GError   **error)
{
  g_autoptr (LfConnection) connection =
    lf_connection_open (data, lf_job_get_cancellable (job), error);

  return connection != NULL ? lf_session_list_load (connection, error) : NULL;
}

static gboolean
has_status (LfSession  *session,
            const char *folded)
{
  g_autofree char *own =
    lf_cli_fold_status (lf_cli_get_status_word (lf_session_get_status_text (session)));

  return g_strcmp0 (own, folded) == 0;
}

/* A catalog may have words of its own, so a status is wrong only if nobody knows it */
static gboolean
is_known_status (LfSessionList *list,
                 const char    *folded)
{
  if (lf_status_from_text (folded) != LF_STATUS_UNKNOWN)
    return TRUE;

  for (guint i = 0; i < list->sessions->len; i++)
    if (has_status (g_ptr_array_index (list->sessions, i), folded))
      return TRUE;
  return FALSE;
}

static GPtrArray *
choose (LfSessionList *list,
        const char    *status,
        const char    *search)
{
  GPtrArray *chosen = g_ptr_array_new ();
  g_autofree char *needle = search != NULL ? lf_search_fold (search) : NULL;

  for (guint i = 0; i < list->sessions->len; i++)
    {
      LfSession *session = g_ptr_array_index (list->sessions, i);

      if ((status == NULL || has_status (session, status)) &&
          (needle == NULL || lf_session_matches (session, needle)))
        g_ptr_array_add (chosen, session);
    }
  return chosen;
}

static void
add_json (LfJson    *json,
          LfSession *session)
{
  const char *const *objects = lf_session_get_objects (session);

  lf_json_begin_object (json, NULL);
  lf_json_add_text (json, "id", lf_session_get_id (session));
  lf_json_add_text (json, "name", lf_session_get_name (session));
  lf_json_add_text (json, "status",
                        lf_cli_get_status_word (lf_session_get_status_text (session)));
  lf_json_begin_array (json, "objects");
  for (guint i = 0; objects[i] != NULL; i++)
    lf_json_add_text (json, NULL, objects[i]);
  lf_json_end_array (json);
  for (guint i = 0; i < LF_N_FRAME_TYPES; i++)
    lf_json_add_count (json, lf_cli_get_frame_type_key (i), lf_session_get_count (session, i));
  lf_json_add_text (json, "created_at", lf_session_get_created (session));
  lf_json_end_object (json);
}

static int
write_json (GPtrArray *sessions)
{
  g_autoptr (LfJson) json = lf_json_new ();

  lf_json_begin_array (json, NULL);
  for (guint i = 0; i < sessions->len; i++)
    add_json (json, g_ptr_array_index (sessions, i));
  lf_json_end_array (json);
  return lf_cli_write_json (json, LF_CLI_FINE);
}

static LfCliTable *
make_table (gboolean with_other,
            gboolean with_objects)
{
  LfCliTable *table = lf_cli_table_new ();

  lf_cli_table_add_column (table, LF_CLI_COLUMN_TEXT, _("Session"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_FLEXIBLE, _("Name"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_TEXT, _("Status"));
  for (guint i = 0; i < LF_N_FRAME_TYPES; i++)
    if (i != LF_FRAME_OTHER || with_other)
      lf_cli_table_add_column (table, LF_CLI_COLUMN_NUMBER, lf_cli_get_frame_type (i));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_TEXT, _("Created"));
  if (with_objects)
    lf_cli_table_add_column (table, LF_CLI_COLUMN_FLEXIBLE, _("Objects"));
  return table;
}

static void
add_row (LfCliTable *table,
         LfSession  *session,
         gboolean    with_other,
         gboolean    with_objects)
{
  const char *status = lf_session_get_status_text (session);
  g_autofree char *created = lf_format_date (lf_session_get_created (session));
  g_autofree char *objects = lf_session_dup_objects_text (session);

  lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, lf_session_get_id (session));
  lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, lf_session_get_name (session));
  lf_cli_table_add (table, lf_cli_get_status_style (status), lf_cli_get_status (status));
  for (guint i = 0; i < LF_N_FRAME_TYPES; i++)
    if (i != LF_FRAME_OTHER || with_other)
      lf_cli_table_add_count (table, lf_session_get_count (session, i));
  lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, created);
  if (with_objects)
    lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, objects);
}

static char *
describe_count (guint n_shown,
                guint n_all)
{
  g_autofree char *shown = lf_format_count (n_shown);
  g_autofree char *all = lf_format_count (n_all);

  if (n_shown == n_all)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s session", "%s sessions", n_all), all);

  /* Translators: how many sessions are shown, and how many there are */
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%s of %s session", "%s of %s sessions", n_all), shown, all);
}

static int
write_table (GPtrArray *sessions,
             guint      n_all)
{
  g_autoptr (LfCliTable) table = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *count = describe_count (sessions->len, n_all);
  LfCliTerminal terminal;
  gboolean with_other = FALSE;
  gboolean with_objects;

  lf_cli_terminal_init (&terminal, STDOUT_FILENO);
  with_objects = terminal.columns == 0 || terminal.columns >= COLUMNS_FOR_OBJECTS;
  for (guint i = 0; i < sessions->len && !with_other; i++)
    with_other = lf_session_get_count (g_ptr_array_index (sessions, i), LF_FRAME_OTHER) > 0;

  table = make_table (with_other, with_objects);
  for (guint i = 0; i < sessions->len; i++)
    add_row (table, g_ptr_array_index (sessions, i), with_other, with_objects);

  if (sessions->len > 0)
    {
      lf_cli_table_write (table, &terminal, text);
      g_string_append_c (text, '\n');
    }
  g_string_append_printf (text, "%s\n", count);
  return lf_cli_write_text (text->str, LF_CLI_FINE);
}

static int
list (const LfCliCommand *self,
      const char         *path,
      const Options      *options)
{
  g_autoptr (LfSessionList) all = NULL;
  g_autoptr (GPtrArray) chosen = NULL;
  g_autofree char *search = options->search != NULL ? lf_cli_decode (options->search) : NULL;
  g_autofree char *status = options->status != NULL ? lf_cli_decode (options->status) : NULL;
  g_autofree char *folded = status != NULL ? lf_cli_fold_status (status) : NULL;
  int result = LF_CLI_FAILED;

  all = lf_cli_run_job (self, _("Reading the sessions"), load, (gpointer) path, &result);
  if (all == NULL)
    return result;

  if (folded != NULL && !is_known_status (all, folded))
    {
      g_autofree char *message =
        g_strdup_printf (_("No session has the status “%s”, and the cataloger knows only "
                           "not_started, in_progress and complete."),
                         status);

      return lf_cli_misused (self, message);
    }

  chosen = choose (all, folded, search);
  return options->json ? write_json (chosen) : write_table (chosen, all->sessions->len);
}

static int
run (const LfCliCommand *self,
     GStrv               words)
{
  g_auto (Options) options = { 0 };
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry entries[] = {
    { "status", 0, 0, G_OPTION_ARG_FILENAME, &options.status,
      N_("Only sessions that are not_started, in_progress or complete"), N_("STATUS") },
    { "search", 0, 0, G_OPTION_ARG_FILENAME, &options.search,
      N_("Only sessions with these words in name, objects, target or notes"), N_("TEXT") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("Write JSON, for programs"), NULL },
    { NULL },
  };
  int status;

  if (!lf_cli_parse (self, entries, words, &arguments, &status))
    return status;

  return list (self, arguments[0], &options);
}

const LfCliCommand lf_cli_sessions_command = {
  .name = "sessions",
  .arguments = "CATALOG",
  .n_arguments = 1,
  .summary = N_("List the processing sessions"),
  .run = run,
};
