/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cli/lf-cli-options.h"
#include "cli/lf-cli-repair.h"

static LfRun *
restore (const char *path,
         gpointer    data,
         LfJob      *job)
{
  return lf_repair_restore (data, path, job);
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
  LfCliRunRequest request = { .func = restore };
  int status;

  if (!lf_cli_parse (self, entries, words, &arguments, &status))
    return status;

  request.path = arguments[0];
  request.data = arguments[1];
  request.json = json;
  return lf_cli_run_and_record (self, _("Restoring the backup"), &request);
}

const LfCliCommand lf_cli_restore_command = {
  .name = "restore",
  .arguments = "CATALOG BACKUP",
  .n_arguments = 2,
  .summary = N_("Put a backup in the place of a catalog"),
  .description = N_("The backup is verified first, and what is in the catalog now is backed up, "
                    "too."),
  .run = run,
};
