/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-query.h"

#include <gio/gio.h>
#include <string.h>

#include "catalog/lf-resources.h"

#define SQL_PATH LF_RESOURCE_PATH "/sql/"

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/**
 * lf_query_list_names:
 *
 * Lists the names of the application's queries, in alphabetical order. Any thread.
 *
 * Returns: (transfer full): a %NULL-terminated array; free with g_strfreev()
 */
GStrv
lf_query_list_names (void)
{
  g_auto (GStrv) files = g_resources_enumerate_children (SQL_PATH, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    if (g_str_has_suffix (files[i], ".sql"))
      g_ptr_array_add (names, g_strndup (files[i], strlen (files[i]) - strlen (".sql")));

  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/**
 * lf_query_get_sql:
 * @name: the name of a query, such as %LF_QUERY_SESSION_LIST
 *
 * Gets the text of a query with its header. Any thread.
 *
 * Returns: (transfer none): the SQL; it stays valid while the program runs
 */
const char *
lf_query_get_sql (const char *name)
{
  g_autofree char *path = g_strconcat (SQL_PATH, name, ".sql", NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);

  if (bytes == NULL)
    g_error ("There is no query “%s”: is lf_catalog_register_resources() called?", name);

  /* Uncompressed resources are in the program's own memory, with a NUL behind them */
  return g_bytes_get_data (bytes, NULL);
}

/**
 * lf_query_get_header:
 * @name: the name of a query
 * @field: a field of its header: `title`, `purpose`, `parameters` or `columns`
 *
 * Gets the first line of a field of the comment that every query starts with. Any thread.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL if the header has no such field
 */
char *
lf_query_get_header (const char *name,
                     const char *field)
{
  g_autofree char *start = g_strdup_printf ("-- %s: ", field);
  g_auto (GStrv) lines = g_strsplit (lf_query_get_sql (name), "\n", -1);

  for (guint i = 0; g_str_has_prefix (lines[i], "--"); i++)
    if (g_str_has_prefix (lines[i], start))
      return g_strdup (lines[i] + strlen (start));

  return NULL;
}
