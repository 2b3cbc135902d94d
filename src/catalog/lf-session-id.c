/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-session-id.h"

#include <string.h>

/* YYYYMMDD_XXXXXXXX */
#define DATE_LENGTH 8
#define HEX_LENGTH 8

/**
 * lf_session_id_make:
 *
 * Any thread.
 *
 * Returns: (transfer full): an id as the cataloger makes them: the day, in UTC as all times of a
 *   catalog, and eight hexadecimal digits by chance
 */
char *
lf_session_id_make (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *day = g_date_time_format (now, "%Y%m%d");

  return g_strdup_printf ("%s_%08X", day, g_random_int ());
}

/**
 * lf_session_id_is_valid:
 * @id: a session's id
 *
 * Any thread.
 *
 * Returns: whether it has the form that the cataloger gives to ids, so that it says nothing else as
 *   the name of a folder either
 */
gboolean
lf_session_id_is_valid (const char *id)
{
  if (strlen (id) != DATE_LENGTH + 1 + HEX_LENGTH || id[DATE_LENGTH] != '_')
    return FALSE;

  for (guint i = 0; i < DATE_LENGTH; i++)
    if (!g_ascii_isdigit (id[i]))
      return FALSE;
  for (guint i = DATE_LENGTH + 1; id[i] != '\0'; i++)
    if (!g_ascii_isxdigit (id[i]))
      return FALSE;
  return TRUE;
}
