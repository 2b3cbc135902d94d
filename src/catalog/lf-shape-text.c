/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "catalog/lf-shape.h"

/* What no pragma tells and must be read from the words of a definition */

/**
 * lf_affinity_from_type:
 * @type: (nullable): a declared type
 *
 * Applies the rules of https://www.sqlite.org/datatype3.html#determination_of_column_affinity.
 * Any thread.
 *
 * Returns: the affinity of a column of that type
 */
LfAffinity
lf_affinity_from_type (const char *type)
{
  static const struct
  {
    const char *word;
    LfAffinity  affinity;
  } rules[] = {
    { "INT", LF_AFFINITY_INTEGER }, { "CHAR", LF_AFFINITY_TEXT }, { "CLOB", LF_AFFINITY_TEXT },
    { "TEXT", LF_AFFINITY_TEXT },   { "BLOB", LF_AFFINITY_BLOB }, { "REAL", LF_AFFINITY_REAL },
    { "FLOA", LF_AFFINITY_REAL },   { "DOUB", LF_AFFINITY_REAL },
  };
  g_autofree char *upper = g_ascii_strup (type != NULL ? type : "", -1);

  if (*upper == '\0')
    return LF_AFFINITY_BLOB;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (strstr (upper, rules[i].word) != NULL)
      return rules[i].affinity;
  return LF_AFFINITY_NUMERIC;
}

/* Where the condition of a partial index may begin: behind the columns' closing parenthesis. SQLite
 * keeps the text as it was typed, with quotes and comments. */
static const char *
skip_token (const char *c)
{
  const char *end = NULL;

  if (*c == '\'' || *c == '"' || *c == '`')
    end = strchr (c + 1, *c);
  else if (*c == '[')
    end = strchr (c + 1, ']');
  else if (g_str_has_prefix (c, "--"))
    end = strchr (c, '\n');
  else if (g_str_has_prefix (c, "/*"))
    {
      end = strstr (c + 2, "*/");
      return end != NULL ? end + 2 : c + strlen (c);
    }
  else
    return c + 1;

  return end != NULL ? end + 1 : c + strlen (c);
}

/**
 * lf_shape_parse_where:
 * @sql: (nullable): a CREATE INDEX as SQLite keeps it
 *
 * Finds the condition of a partial index. Any thread.
 *
 * Returns: (transfer full) (nullable): its text behind WHERE; %NULL if there is none
 */
char *
lf_shape_parse_where (const char *sql)
{
  guint depth = 0;

  for (const char *c = sql; c != NULL && *c != '\0'; c = skip_token (c))
    {
      if (*c == '(')
        depth++;
      else if (*c == ')' && depth > 0)
        depth--;
      else if (depth == 0 && g_ascii_strncasecmp (c, "WHERE", 5) == 0 && c > sql &&
               !g_ascii_isalnum (c[5]) && c[5] != '_' &&
               (c[-1] == ')' || c[-1] == '/' || g_ascii_isspace (c[-1])))
        return g_strstrip (g_strdup (c + 5));
    }
  return NULL;
}
