/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/lf-cli-output.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "catalog/lf-error.h"
#include "cli/lf-cli-terminal.h"

static gboolean
write_all (int         fd,
           const char *text)
{
  gsize left = strlen (text);

  while (left > 0)
    {
      gssize written = write (fd, text, left);

      if (written < 0 && errno != EINTR)
        return FALSE;
      if (written > 0)
        {
          text += written;
          left -= (gsize) written;
        }
    }
  return TRUE;
}

/* In the encoding of the locale; what that does not have becomes a question mark */
static char *
to_locale (const char *text)
{
  const char *charset;
  char *converted;

  if (g_get_charset (&charset))
    return g_strdup (text);

  converted = g_convert_with_fallback (text, -1, charset, "UTF-8", "?", NULL, NULL, NULL);
  return converted != NULL ? converted : g_str_to_ascii (text, NULL);
}

static int
write_out (const char *text,
           int         status)
{
  g_autofree char *message = NULL;

  /* Whoever reads may have had enough, as “head” has */
  if (write_all (STDOUT_FILENO, text) || errno == EPIPE)
    return status;

  message = g_strdup_printf (_("The result could not be written: %s."), g_strerror (errno));
  lf_cli_complain (NULL, message);
  return LF_CLI_FAILED;
}

/**
 * lf_cli_write_text:
 * @text: text for people, in UTF-8
 * @status: the exit status if all goes well
 *
 * Writes to standard output. A reader that has gone away is no failure.
 *
 * Returns: the exit status
 */
int
lf_cli_write_text (const char *text,
                   int         status)
{
  g_autofree char *converted = to_locale (text);

  return write_out (converted, status);
}

/**
 * lf_cli_write_utf8:
 * @text: text for programs
 * @status: the exit status if all goes well
 *
 * Writes to standard output as it is, whatever the locale.
 *
 * Returns: the exit status
 */
int
lf_cli_write_utf8 (const char *text,
                   int         status)
{
  return write_out (text, status);
}

/**
 * lf_cli_write_json:
 * @json: what to write
 * @status: the exit status if all goes well
 *
 * Writes to standard output, always in UTF-8.
 *
 * Returns: the exit status
 */
int
lf_cli_write_json (LfJson *json,
                   int     status)
{
  g_autofree char *text = lf_json_to_text (json);

  return write_out (text, status);
}

/**
 * lf_cli_complain:
 * @command: (nullable): the command that complains; %NULL for the program itself
 * @message: what is wrong, in whole sentences
 *
 * Writes a line to standard error.
 */
void
lf_cli_complain (const LfCliCommand *command,
                 const char         *message)
{
  g_autofree char *clean = lf_cli_text_clean (message);
  g_autofree char *line = NULL;
  g_autofree char *converted = NULL;

  line = command != NULL ? g_strdup_printf ("%s %s: %s\n", LF_CLI_NAME, command->name, clean)
                         : g_strdup_printf ("%s: %s\n", LF_CLI_NAME, clean);
  converted = to_locale (line);
  write_all (STDERR_FILENO, converted);
}

/**
 * lf_cli_fail:
 * @command: the command that failed
 * @error: why
 * @signal_number: the signal that cancelled it; 0 if none did
 *
 * Tells why a command did not do its work.
 *
 * Returns: the exit status
 */
int
lf_cli_fail (const LfCliCommand *command,
             const GError       *error,
             int                 signal_number)
{
  lf_cli_complain (command, error->message);

  if (g_error_matches (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED))
    return LF_CLI_SIGNALLED + (signal_number != 0 ? signal_number : SIGINT);
  return LF_CLI_FAILED;
}
