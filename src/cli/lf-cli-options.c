/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/lf-cli-options.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-frame-columns.h"
#include "cli/lf-cli-output.h"

/**
 * lf_cli_misused:
 * @command: (nullable): the command that was typed; %NULL if none was
 * @message: what is wrong with the command line
 *
 * Tells that the command line is wrong, and where help is.
 *
 * Returns: the exit status
 */
int
lf_cli_misused (const LfCliCommand *command,
                const char         *message)
{
  g_autofree char *call =
    command != NULL ? g_strconcat (LF_CLI_NAME, " ", command->name, " --help", NULL)
                    : g_strdup (LF_CLI_NAME " --help");
  g_autofree char *help = NULL;

  lf_cli_complain (command, message);
  /* Translators: a command to type */
  help = g_strdup_printf (_("“%s” tells more."), call);
  lf_cli_complain (command, help);
  return LF_CLI_FAILED;
}

/* The usage line begins with the program's name and “[OPTION…]”, and the command stands between */
static GOptionContext *
make_context (const LfCliCommand *command,
              const GOptionEntry *entries)
{
  g_autofree char *name = g_strconcat (LF_CLI_NAME, " ", command->name, NULL);
  GOptionContext *context = g_option_context_new (command->arguments);

  g_set_prgname (name);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, command->summary);
  if (command->description != NULL)
    g_option_context_set_description (context, command->description);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return context;
}

static gboolean
check_arguments (const LfCliCommand *command,
                 GStrv               arguments,
                 int                *status)
{
  guint n = arguments != NULL ? g_strv_length (arguments) : 0;
  guint most = command->n_arguments + command->n_optional;
  g_autofree char *message = NULL;

  if (n >= command->n_arguments && n <= most)
    return TRUE;

  if (n < command->n_arguments)
    /* Translators: what must be typed after a command, such as “CATALOG SESSION” */
    message = g_strdup_printf (_("Something is missing: %s."), command->arguments);
  else
    message = g_strdup_printf (_("“%s” is one argument too many."), arguments[most]);
  *status = lf_cli_misused (command, message);
  return FALSE;
}

/**
 * lf_cli_parse:
 * @command: the command
 * @entries: its options, whose arguments are taken as `G_OPTION_ARG_FILENAME` so that any bytes do
 * @words: (transfer full): the command line, from the command on
 * @arguments: (out): what is no option, as many as @command has, and %NULL behind that; free with
 *   g_strfreev()
 * @status: (out): the exit status, if there is nothing left to do
 *
 * Takes a command line apart, shows help and tells what is wrong with it.
 *
 * Returns: whether to go on
 */
gboolean
lf_cli_parse (const LfCliCommand *command,
              const GOptionEntry *entries,
              GStrv               words,
              GStrv              *arguments,
              int                *status)
{
  g_autoptr (GOptionContext) context = make_context (command, entries);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) rest = NULL;
  gboolean wants_help = FALSE;
  const GOptionEntry common[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &wants_help, N_("Show this help"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL },
    { NULL },
  };
  gboolean parsed;

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  parsed = g_option_context_parse_strv (context, &words, &error);
  g_strfreev (words);

  if (!parsed)
    {
      *status = lf_cli_misused (command, error->message);
      return FALSE;
    }
  if (wants_help)
    {
      g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

      *status = lf_cli_write_text (help, LF_CLI_FINE);
      return FALSE;
    }
  if (!check_arguments (command, rest, status))
    return FALSE;

  *arguments = rest != NULL ? g_steal_pointer (&rest) : g_new0 (char *, 1);
  return TRUE;
}

/**
 * lf_cli_parse_number:
 * @option: the option it was given with
 * @word: (nullable): what was typed; %NULL leaves @number as it is
 * @most: the largest that is allowed; the smallest is 1
 * @number: (inout): the number
 * @error: where to put an error
 *
 * Reads a number of things.
 *
 * Returns: whether it is one
 */
gboolean
lf_cli_parse_number (const char  *option,
                     const char  *word,
                     guint        most,
                     guint       *number,
                     GError     **error)
{
  guint64 value;

  if (word == NULL)
    return TRUE;

  if (!g_ascii_string_to_unsigned (word, 10, 1, most, &value, NULL))
    {
      g_autofree char *shown = g_utf8_make_valid (word, -1);

      /* Translators: an option, the largest number it takes, and what was typed instead */
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("%s takes a number from 1 to %u, not “%s”."), option, most, shown);
      return FALSE;
    }

  *number = (guint) value;
  return TRUE;
}

/**
 * lf_cli_parse_columns:
 * @word: (nullable): names of frames' columns, separated by commas
 *
 * Reads which columns are wanted; what they are is found out by the catalog.
 *
 * Returns: (transfer full): the names; those that are always shown for %NULL
 */
GStrv
lf_cli_parse_columns (const char *word)
{
  static const char *const nameless[] = { "", NULL };
  g_autofree char *text = word != NULL ? lf_cli_decode (word) : NULL;

  if (text == NULL)
    return g_strdupv ((GStrv) lf_frame_columns_list_main ());
  return *text != '\0' ? g_strsplit (text, ",", -1) : g_strdupv ((GStrv) nameless);
}

/**
 * lf_cli_decode:
 * @word: a word of the command line
 *
 * Makes a text of a word: UTF-8 is taken as it is, whatever the locale; anything else is taken to
 * be in the encoding of the locale.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
lf_cli_decode (const char *word)
{
  char *text;

  if (g_utf8_validate (word, -1, NULL))
    return g_strdup (word);

  text = g_locale_to_utf8 (word, -1, NULL, NULL, NULL);
  return text != NULL ? text : g_utf8_make_valid (word, -1);
}
