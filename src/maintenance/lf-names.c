/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/lf-format.h"

/* A sentence stays readable with so many names in it */
#define MAX_NAMES 6

/**
 * lf_names_show:
 * @name: (nullable): a name as it stands in a file, any bytes
 *
 * Makes a name fit to be shown. Any thread.
 *
 * Returns: (transfer full): valid UTF-8 in one line
 */
char *
lf_names_show (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);

  return lf_format_one_line (valid);
}

/**
 * lf_names_join:
 * @names: (element-type utf8): names
 *
 * Returns: (transfer full): the names as they are shown, separated by commas. Any thread.
 */
char *
lf_names_join (GPtrArray *names)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *shown = lf_names_show (g_ptr_array_index (names, i));

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", shown);
    }
  return g_string_free (text, FALSE);
}

/**
 * lf_names_summarize:
 * @names: (element-type utf8): names
 *
 * Joins names for a sentence: the first of them, and how many more there are. Any thread.
 *
 * Returns: (transfer full): such as “a, b and 3 more”
 */
char *
lf_names_summarize (GPtrArray *names)
{
  g_autoptr (GPtrArray) first = g_ptr_array_new ();
  g_autofree char *joined = NULL;
  g_autofree char *more = NULL;

  if (names->len <= MAX_NAMES)
    return lf_names_join (names);

  for (guint i = 0; i < MAX_NAMES - 1; i++)
    g_ptr_array_add (first, g_ptr_array_index (names, i));
  joined = lf_names_join (first);
  more = lf_format_count (names->len - first->len);
  return g_strdup_printf (_("%s and %s more"), joined, more);
}

/**
 * lf_names_underscore:
 * @columns: columns, separated by commas
 *
 * Returns: (transfer full): the same for the id of a finding, such as “telescope_camera”. Any
 *   thread.
 */
char *
lf_names_underscore (const char *columns)
{
  g_auto (GStrv) names = g_strsplit (columns, ", ", -1);

  return g_strjoinv ("_", names);
}

static void
append_id (GString    *id,
           const char *part)
{
  for (const guchar *c = (const guchar *) part; *c != '\0'; c++)
    {
      if (g_ascii_isalnum (*c) || *c == '_' || *c == '-')
        g_string_append_c (id, (char) *c);
      else
        g_string_append_printf (id, "%%%02X", *c);
    }
}

/**
 * lf_names_make_id:
 * @first: the first part
 * @...: the other parts, then %NULL
 *
 * Makes the id of a finding of parts, some of which come from a file: ASCII, without blanks and
 * commas. Any thread.
 *
 * Returns: (transfer full): the parts, separated by dots
 */
char *
lf_names_make_id (const char *first,
                  ...)
{
  GString *id = g_string_new (NULL);
  const char *part = first;
  va_list args;

  va_start (args, first);
  do
    {
      if (id->len > 0)
        g_string_append_c (id, '.');
      append_id (id, part);
      part = va_arg (args, const char *);
    }
  while (part != NULL);
  va_end (args);
  return g_string_free (id, FALSE);
}
