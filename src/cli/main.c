/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <string.h>

#include "catalog/lf-resources.h"
#include "cli/config.h"
#include "cli/lf-cli-command.h"
#include "cli/lf-cli-options.h"
#include "cli/lf-cli-output.h"

static const LfCliCommand *const commands[] = {
  &lf_cli_sessions_command,
  &lf_cli_show_command,
  &lf_cli_frames_command,
  &lf_cli_calibration_command,
  &lf_cli_export_command,
  &lf_cli_set_status_command,
  &lf_cli_remove_object_command,
  &lf_cli_changes_command,
  &lf_cli_undo_command,
  &lf_cli_check_command,
  &lf_cli_plans_command,
  &lf_cli_timings_command,
  &lf_cli_repair_command,
  &lf_cli_analyze_command,
  &lf_cli_vacuum_command,
  &lf_cli_backup_command,
  &lf_cli_restore_command,
  &lf_cli_history_command,
  &lf_cli_demo_command,
};

static const LfCliCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i]->name, name) == 0)
      return commands[i];
  return NULL;
}

/* A text and the spaces that make it as wide as others, in characters */
static void
append_padded (GString    *text,
               const char *word,
               glong       width)
{
  g_string_append (text, word);
  for (glong i = g_utf8_strlen (word, -1); i < width; i++)
    g_string_append_c (text, ' ');
}

static char *
list_commands (void)
{
  GString *text = g_string_new (_("Commands:"));
  glong name_width = 0;
  glong arguments_width = 0;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      glong name = g_utf8_strlen (commands[i]->name, -1);
      glong arguments = g_utf8_strlen (commands[i]->arguments, -1);

      name_width = MAX (name_width, name);
      arguments_width = MAX (arguments_width, arguments);
    }

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_string_append (text, "\n  ");
      append_padded (text, commands[i]->name, name_width + 2);
      append_padded (text, commands[i]->arguments, arguments_width + 2);
      g_string_append (text, _(commands[i]->summary));
    }
  g_string_append_printf (text, "\n\n%s", _("Each command tells its options with --help."));
  return g_string_free (text, FALSE);
}

static int
run_without_command (GStrv words)
{
  g_autoptr (GOptionContext) context = g_option_context_new (_("COMMAND …"));
  g_autoptr (GError) error = NULL;
  g_autofree char *list = list_commands ();
  gboolean wants_help = FALSE;
  gboolean wants_version = FALSE;
  const GOptionEntry entries[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &wants_help, N_("Show this help"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &wants_version, N_("Show the version"), NULL },
    { NULL },
  };

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (
    context, _("Reads, checks and measures catalogs of FITS frames without a display."));
  g_option_context_set_description (context, list);
  if (!g_option_context_parse_strv (context, &words, &error))
    return lf_cli_misused (NULL, error->message);

  if (wants_version)
    return lf_cli_write_text (LF_CLI_NAME " " LF_VERSION "\n", LF_CLI_FINE);
  if (wants_help)
    {
      g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

      return lf_cli_write_text (help, LF_CLI_FINE);
    }
  return lf_cli_misused (NULL, _("A command is missing."));
}

static int
run (GStrv words)
{
  const char *name = words[0] != NULL ? words[1] : NULL;
  const LfCliCommand *command;
  g_autofree char *message = NULL;
  g_autofree char *shown = NULL;

  if (name == NULL || *name == '-')
    return run_without_command (words);

  command = find_command (name);
  if (command != NULL)
    return command->run (command, g_strdupv (words + 1));

  shown = lf_cli_decode (name);
  message = g_strdup_printf (_("There is no command “%s”."), shown);
  return lf_cli_misused (NULL, message);
}

int
main (int   argc,
      char *argv[])
{
  g_auto (GStrv) words = g_strdupv (argv);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LF_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  /* A reader that goes away is met where it is written to */
  signal (SIGPIPE, SIG_IGN);

  g_set_prgname (LF_CLI_NAME);
  lf_catalog_register_resources ();
  return run (words);
}
