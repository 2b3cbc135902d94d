/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "catalog/lf-identity.h"
#include "catalog/lf-journal.h"
#include "cli/lf-cli-command.h"
#include "cli/lf-cli-options.h"
#include "cli/lf-cli-output.h"
#include "cli/lf-cli-run.h"
#include "cli/lf-cli-table.h"
#include "maintenance/lf-report-json.h"

/* A change and what can be said of it */
typedef struct
{
  const LfJournalEntry *entry;
  LfJournalState        state;
  char                 *reason;
} Change;

typedef struct
{
  GPtrArray *entries;
  GArray    *changes;           /* of Change */
  char      *notice;
} Answer;

static void
change_clear (Change *change)
{
  g_free (change->reason);
}

static void
answer_free (Answer *self)
{
  g_array_unref (self->changes);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self->notice);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gpointer
ask (LfJob     *job,
     gpointer   data,
     GError   **error)
{
  const char *catalog = data;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);
  g_autoptr (LfConnection) reader = NULL;
  g_autoptr (LfJournal) journal = NULL;
  g_autofree char *identity = NULL;

  answer->changes = g_array_new (FALSE, FALSE, sizeof (Change));
  g_array_set_clear_func (answer->changes, (GDestroyNotify) change_clear);
  reader = lf_connection_open (catalog, lf_job_get_cancellable (job), error);
  if (reader == NULL)
    return NULL;

  journal = lf_journal_open (NULL, error);
  if (journal == NULL)
    return NULL;

  identity = lf_identity_read (reader, NULL);
  answer->notice = g_strdup (lf_journal_get_notice (journal));
  answer->entries = lf_journal_list (journal, catalog, identity, error);
  if (answer->entries == NULL)
    return NULL;

  for (guint i = 0; i < answer->entries->len; i++)
    {
      Change change = { g_ptr_array_index (answer->entries, i), LF_JOURNAL_NOT_MADE, NULL };

      change.state = lf_journal_judge (journal, reader, change.entry, &change.reason);
      g_array_append_val (answer->changes, change);
    }
  return g_steal_pointer (&answer);
}

static const char *
get_state_word (LfJournalState state)
{
  static const char *const words[] = {
    [LF_JOURNAL_CAN_UNDO] = "can_undo",
    [LF_JOURNAL_UNDONE] = "undone",
    [LF_JOURNAL_CANNOT_UNDO] = "cannot_undo",
    [LF_JOURNAL_NOT_MADE] = "not_made",
  };

  return words[state];
}

static const char *
get_state_text (LfJournalState state)
{
  static const char *const texts[] = {
    [LF_JOURNAL_CAN_UNDO] = NC_("change", "can be undone"),
    [LF_JOURNAL_UNDONE] = NC_("change", "undone"),
    [LF_JOURNAL_CANNOT_UNDO] = NC_("change", "cannot be undone"),
    [LF_JOURNAL_NOT_MADE] = NC_("change", "was not made"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "change", texts[state]);
}

static LfCliStyle
get_state_style (LfJournalState state)
{
  return state == LF_JOURNAL_CAN_UNDO       ? LF_CLI_STYLE_GOOD
         : state == LF_JOURNAL_CANNOT_UNDO ? LF_CLI_STYLE_WARNING
                                           : LF_CLI_STYLE_DIM;
}

static void
add_json (LfJson       *json,
          const Change *change)
{
  const LfJournalEntry *entry = change->entry;
  g_autofree char *what = lf_undo_kind_describe (entry->kind, entry->title);

  lf_json_begin_object (json, NULL);
  lf_json_add_count (json, "id", (guint64) entry->id);
  lf_json_add_time (json, "time", entry->made_at);
  lf_json_add_text (json, "kind", lf_undo_kind_get_name (entry->kind));
  lf_json_add_text (json, "what", what);
  lf_json_add_text (json, "state", get_state_word (change->state));
  lf_json_add_text (json, "reason", change->reason);
  lf_json_begin_array (json, "sessions");
  for (guint i = 0; i < entry->sessions->len; i++)
    {
      const LfJournalSession *session = g_ptr_array_index (entry->sessions, i);

      lf_json_begin_object (json, NULL);
      lf_json_add_text (json, "id", session->id);
      lf_json_add_text (json, "name", session->name);
      lf_json_end_object (json);
    }
  lf_json_end_array (json);
  lf_json_add_count (json, "rows", entry->n_rows);
  lf_json_add_count (json, "links", entry->n_links);
  lf_json_end_object (json);
}

static int
write_json (const Answer *answer)
{
  g_autoptr (LfJson) json = lf_json_new ();

  lf_json_begin_array (json, NULL);
  for (guint i = 0; i < answer->changes->len; i++)
    add_json (json, &g_array_index (answer->changes, Change, i));
  lf_json_end_array (json);
  return lf_cli_write_json (json, LF_CLI_FINE);
}

static char *
name_sessions (const LfJournalEntry *entry)
{
  const LfJournalSession *first;
  g_autofree char *name = NULL;
  guint n = entry->sessions->len;

  if (n == 0)
    return g_strdup ("");

  first = g_ptr_array_index (entry->sessions, 0);
  name = lf_cli_text_clean (first->name != NULL ? first->name : first->id);
  if (n == 1)
    return g_steal_pointer (&name);
  /* Translators: the name of a session, and how many others */
  return g_strdup_printf (_("%s and %u more"), name, n - 1);
}

static void
add_row (LfCliTable   *table,
         const Change *change)
{
  const LfJournalEntry *entry = change->entry;
  g_autoptr (GDateTime) local =
    g_date_time_new_from_unix_local (entry->made_at / G_USEC_PER_SEC);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entry->id);
  g_autofree char *time = local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : NULL;
  g_autofree char *described = lf_undo_kind_describe (entry->kind, entry->title);
  g_autofree char *what = lf_cli_text_clean (described);
  g_autofree char *sessions = name_sessions (entry);

  lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, number);
  lf_cli_table_add (table, LF_CLI_STYLE_DIM, time != NULL ? time : "");
  lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, what);
  lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, sessions);
  lf_cli_table_add (table, get_state_style (change->state), get_state_text (change->state));
}

static int
write_table (const Answer *answer)
{
  g_autoptr (LfCliTable) table = lf_cli_table_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  LfCliTerminal terminal;

  if (answer->changes->len == 0)
    return lf_cli_write_text (_("Lightframe has changed nothing in this catalog.\n"),
                              LF_CLI_FINE);

  lf_cli_terminal_init (&terminal, STDOUT_FILENO);
  /* Translators: the number of a change */
  lf_cli_table_add_column (table, LF_CLI_COLUMN_NUMBER, _("Change"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_TEXT, _("When"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_TEXT, _("What"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_FLEXIBLE, _("Session"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_TEXT, _("State"));
  for (guint i = 0; i < answer->changes->len; i++)
    add_row (table, &g_array_index (answer->changes, Change, i));

  lf_cli_table_write (table, &terminal, text);
  return lf_cli_write_text (text->str, LF_CLI_FINE);
}

static int
run (const LfCliCommand *self,
     GStrv               words)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Write JSON, for programs"), NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (Answer) answer = NULL;
  int status;

  if (!lf_cli_parse (self, entries, words, &arguments, &status))
    return status;

  answer = lf_cli_run_job (self, _("Reading the history"), ask, arguments[0], &status);
  if (answer == NULL)
    return status;

  if (answer->notice != NULL)
    lf_cli_complain (self, answer->notice);
  return json ? write_json (answer) : write_table (answer);
}

const LfCliCommand lf_cli_changes_command = {
  .name = "changes",
  .arguments = "CATALOG",
  .n_arguments = 1,
  .summary = N_("List what Lightframe has changed in a catalog"),
  .description = N_("The newest change comes first. The history is kept in your own data folder, "
                    "never in a catalog: the newest 1,000 changes, and at most 64 MiB."),
  .run = run,
};
