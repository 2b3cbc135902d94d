/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/lf-cli-terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include "catalog/lf-format.h"

#define DEFAULT_COLUMNS 80
#define LEAST_COLUMNS 20
#define MOST_COLUMNS 1000

#define ELLIPSIS "…"

static guint
get_columns (int fd)
{
  struct winsize size = { 0 };
  guint64 columns = DEFAULT_COLUMNS;
  const char *given = g_getenv ("COLUMNS");

  if (ioctl (fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    columns = size.ws_col;
  else if (given != NULL)
    g_ascii_string_to_unsigned (given, 10, 1, MOST_COLUMNS, &columns, NULL);
  return (guint) CLAMP (columns, LEAST_COLUMNS, MOST_COLUMNS);
}

/**
 * lf_cli_terminal_init:
 * @self: (out caller-allocates): what is found
 * @fd: a file descriptor to write to
 *
 * Finds out what a file descriptor can show. `NO_COLOR` (with any text in it) and `TERM=dumb` are
 * respected.
 */
void
lf_cli_terminal_init (LfCliTerminal *self,
                      int            fd)
{
  const char *no_color = g_getenv ("NO_COLOR");
  gboolean is_terminal = isatty (fd);
  gboolean is_dumb = g_strcmp0 (g_getenv ("TERM"), "dumb") == 0;

  self->columns = is_terminal ? get_columns (fd) : 0;
  self->can_rewrite = is_terminal && !is_dumb;
  self->has_color = self->can_rewrite && (no_color == NULL || *no_color == '\0');
}

/**
 * lf_cli_terminal_append:
 * @self: where @text is going to be written
 * @text: to append to
 * @style: how it shall look
 * @part: what to append; made clean before
 *
 * Appends a text with the codes that give it a style.
 */
void
lf_cli_terminal_append (const LfCliTerminal *self,
                        GString             *text,
                        LfCliStyle           style,
                        const char          *part)
{
  static const char *const codes[] = {
    [LF_CLI_STYLE_PLAIN] = NULL,
    [LF_CLI_STYLE_BOLD] = "1",
    [LF_CLI_STYLE_DIM] = "2",
    [LF_CLI_STYLE_GOOD] = "32",
    [LF_CLI_STYLE_WARNING] = "33",
    [LF_CLI_STYLE_ERROR] = "1;31",
  };

  if (self->has_color && codes[style] != NULL && *part != '\0')
    g_string_append_printf (text, "\033[%sm%s\033[0m", codes[style], part);
  else
    g_string_append (text, part);
}

/**
 * lf_cli_text_clean:
 * @text: a text from anywhere
 *
 * Makes a text safe for a terminal and fit for one line: valid UTF-8 without control characters.
 *
 * Returns: (transfer full): the text
 */
char *
lf_cli_text_clean (const char *text)
{
  return lf_format_plain (text);
}

static guint
get_char_width (gunichar u)
{
  if (g_unichar_iszerowidth (u))
    return 0;
  return g_unichar_iswide (u) ? 2 : 1;
}

/**
 * lf_cli_text_get_width:
 * @text: a clean text
 *
 * Returns: how many columns of a terminal it takes
 */
guint
lf_cli_text_get_width (const char *text)
{
  guint width = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    width += get_char_width (g_utf8_get_char (c));
  return width;
}

/**
 * lf_cli_text_ellipsize:
 * @text: a clean text
 * @width: columns, at least 1
 *
 * Cuts a text that is wider; an ellipsis tells so.
 *
 * Returns: (transfer full): the text, of at most @width columns
 */
char *
lf_cli_text_ellipsize (const char *text,
                       guint       width)
{
  const char *end = text;
  guint used = 0;

  if (lf_cli_text_get_width (text) <= width)
    return g_strdup (text);

  while (used + get_char_width (g_utf8_get_char (end)) < width)
    {
      used += get_char_width (g_utf8_get_char (end));
      end = g_utf8_next_char (end);
    }
  return g_strdup_printf ("%.*s" ELLIPSIS, (int) (end - text), text);
}

/**
 * lf_cli_text_wrap:
 * @text: a clean text
 * @width: columns; 0 for any number
 *
 * Breaks a text into lines at its spaces. A word that is wider than a line stays whole.
 *
 * Returns: (transfer full): the lines, one at least
 */
GStrv
lf_cli_text_wrap (const char *text,
                  guint       width)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  GPtrArray *lines = g_ptr_array_new ();
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint wanted = lf_cli_text_get_width (line->str) + 1 + lf_cli_text_get_width (words[i]);

      if (line->len > 0 && width > 0 && wanted > width)
        {
          g_ptr_array_add (lines, g_strdup (line->str));
          g_string_truncate (line, 0);
        }
      if (line->len > 0)
        g_string_append_c (line, ' ');
      g_string_append (line, words[i]);
    }

  g_ptr_array_add (lines, g_strdup (line->str));
  g_ptr_array_add (lines, NULL);
  return (GStrv) g_ptr_array_free (lines, FALSE);
}
