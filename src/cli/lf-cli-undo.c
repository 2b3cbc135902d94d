/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/lf-cli-undo.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-journal.h"
#include "cli/lf-cli-options.h"
#include "cli/lf-cli-output.h"
#include "cli/lf-cli-run.h"
#include "cli/lf-cli-terminal.h"

typedef struct
{
  const char *catalog;
  guint       change;           /* 0: the latest */
} Request;

static char *
make_command (const char *catalog,
              gint64      change)
{
  g_autofree char *name = lf_cli_text_clean (catalog);
  g_autofree char *quoted = g_shell_quote (name);
  gboolean is_plain = g_regex_match_simple ("^[[:alnum:]_./][[:alnum:]_./-]*$", name, 0, 0);

  return g_strdup_printf (LF_CLI_NAME " undo %s %" G_GINT64_FORMAT, is_plain ? name : quoted,
                          change);
}

/**
 * lf_cli_tell_undo:
 * @command: the command that has made a change
 * @catalog: path of the catalog
 * @undo: the change
 *
 * Tells what the user should know of a change that was made, if anything.
 *
 * Returns: (transfer full): a line that says how to take it back; empty if that cannot be done
 */
char *
lf_cli_tell_undo (const LfCliCommand *command,
                  const char         *catalog,
                  LfUndo             *undo)
{
  g_autofree char *how = NULL;

  if (undo != NULL && lf_undo_get_remark (undo) != NULL)
    lf_cli_complain (command, lf_undo_get_remark (undo));
  if (undo == NULL || lf_undo_get_id (undo) == 0)
    return g_strdup ("");

  how = make_command (catalog, lf_undo_get_id (undo));
  /* Translators: a command to be typed */
  return g_strdup_printf (_("To undo this: %s\n"), how);
}

static gpointer
undo (LfJob     *job,
      gpointer   data,
      GError   **error)
{
  const Request *request = data;

  return lf_journal_undo (request->catalog, request->change, NULL, lf_job_get_cancellable (job),
                          error);
}

static int
tell (const LfCliCommand *self,
      const Request      *request,
      LfUndo             *done)
{
  g_autofree char *described = lf_undo_describe (done);
  g_autofree char *what = lf_cli_text_clean (described);
  g_autoptr (GString) text = g_string_new (what);

  if (lf_undo_get_remark (done) != NULL)
    lf_cli_complain (self, lf_undo_get_remark (done));

  g_string_append_c (text, '\n');
  if (lf_undo_get_undone_by (done) != 0)
    {
      g_autofree char *how = make_command (request->catalog, lf_undo_get_undone_by (done));

      g_string_append_printf (text, _("To undo this: %s\n"), how);
    }
  return lf_cli_write_text (text->str, LF_CLI_FINE);
}

static int
run (const LfCliCommand *self,
     GStrv               words)
{
  const GOptionEntry entries[] = { { NULL } };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (LfUndo) done = NULL;
  g_autoptr (GError) error = NULL;
  Request request = { NULL };
  int status;

  if (!lf_cli_parse (self, entries, words, &arguments, &status))
    return status;
  if (!lf_cli_parse_number ("CHANGE", arguments[1], G_MAXINT, &request.change, &error))
    return lf_cli_misused (self, error->message);

  request.catalog = arguments[0];
  done = lf_cli_run_job (self, _("Undoing the change"), undo, &request, &status);
  return done != NULL ? tell (self, &request, done) : status;
}

const LfCliCommand lf_cli_undo_command = {
  .name = "undo",
  .arguments = "CATALOG [CHANGE]",
  .n_arguments = 1,
  .n_optional = 1,
  .summary = N_("Undo a change that Lightframe has made"),
  .description = N_("CHANGE is a number that “changes” lists; without it, the latest is undone that "
                    "was not undone yet. To do a change again, undo what undid it. What another "
                    "program has changed since is not overwritten."),
  .run = run,
};
