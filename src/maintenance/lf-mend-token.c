/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-mend-token.h"

#include <string.h>

/* SQL as https://www.sqlite.org/lang_expr.html and SQLite's own tokenizer have it, as far as it
 * takes to tell the parts of a definition from each other. The text has been accepted by SQLite. */

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '$' || (guchar) c >= 0x80;
}

/* Behind what begins at @c and ends with @quote, which stands for itself if it is there twice */
static const char *
skip_quoted (const char *c,
             char        quote)
{
  for (c++; *c != '\0'; c++)
    {
      if (*c != quote)
        continue;
      if (quote == ']' || c[1] != quote)
        return c + 1;
      c++;
    }
  return c;
}

static const char *
skip_to (const char *c,
         const char *end)
{
  const char *found = strstr (c, end);

  return found != NULL ? found + strlen (end) : c + strlen (c);
}

static const char *
skip_blanks (const char *c)
{
  while (TRUE)
    {
      if (*c != '\0' && strchr (" \t\n\f\r", *c) != NULL)
        c++;
      else if (g_str_has_prefix (c, "--"))
        c = skip_to (c, "\n");
      else if (g_str_has_prefix (c, "/*"))
        c = skip_to (c + 2, "*/");
      else
        return c;
    }
}

static LfTokenKind
classify (const char  *c,
          const char **end)
{
  *end = c + 1;
  switch (*c)
    {
    case '(':
      return LF_TOKEN_OPEN;
    case ')':
      return LF_TOKEN_CLOSE;
    case ',':
      return LF_TOKEN_COMMA;
    case '\'':
      *end = skip_quoted (c, '\'');
      return LF_TOKEN_STRING;
    case '"':
    case '`':
      *end = skip_quoted (c, *c);
      return LF_TOKEN_NAME;
    case '[':
      *end = skip_quoted (c, ']');
      return LF_TOKEN_NAME;
    default:
      if (!is_name_char (*c))
        return LF_TOKEN_OTHER;
      while (is_name_char (**end))
        (*end)++;
      return g_ascii_isdigit (*c) ? LF_TOKEN_OTHER : LF_TOKEN_WORD;
    }
}

/**
 * lf_tokens_read:
 * @sql: a statement, which must live as long as its tokens are used
 *
 * Takes a statement apart. Blanks and comments lie between the tokens. Any thread.
 *
 * Returns: (transfer full) (element-type LfToken): its tokens
 */
GArray *
lf_tokens_read (const char *sql)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (LfToken));
  guint depth = 0;

  for (const char *c = skip_blanks (sql), *end; *c != '\0'; c = skip_blanks (end))
    {
      LfToken token = { classify (c, &end), c, (gsize) (end - c), 0 };

      if (token.kind == LF_TOKEN_CLOSE && depth > 0)
        depth--;
      token.depth = depth;
      if (token.kind == LF_TOKEN_OPEN)
        depth++;
      g_array_append_val (tokens, token);
    }
  return tokens;
}

/**
 * lf_token_is_word:
 * @self: a token
 * @word: a keyword
 *
 * Returns: whether it is that word, without quotes. Any thread.
 */
gboolean
lf_token_is_word (const LfToken *self,
                  const char    *word)
{
  return self->kind == LF_TOKEN_WORD && strlen (word) == self->length &&
         g_ascii_strncasecmp (self->start, word, self->length) == 0;
}

/**
 * lf_token_dup_name:
 * @self: a token that is a name
 *
 * Returns: (transfer full): the name without its quotes. Any thread.
 */
char *
lf_token_dup_name (const LfToken *self)
{
  GString *name = g_string_new (NULL);
  char quote = self->start[self->length - 1];

  if (self->kind == LF_TOKEN_WORD)
    return g_string_free (g_string_append_len (name, self->start, (gssize) self->length), FALSE);

  for (gsize i = 1; i + 1 < self->length; i++)
    {
      g_string_append_c (name, self->start[i]);
      if (self->start[i] == quote && quote != ']')
        i++;
    }
  return g_string_free (name, FALSE);
}
