/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-session-position.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-format.h"
#include "catalog/lf-session.h"

/**
 * lf_session_position_find:
 * @sessions: (element-type LfSession): a list
 * @id: a session's id
 *
 * Finds a session by its id, for the list may have been read again.
 *
 * Returns: where it is; %GTK_INVALID_LIST_POSITION if it is not listed
 */
guint
lf_session_position_find (GListModel *sessions,
                          const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (LfSession) session = g_list_model_get_item (sessions, i);

      if (g_str_equal (lf_session_get_id (session), id))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/**
 * lf_session_position_describe:
 * @id: a session's id
 * @position: where it is, or %GTK_INVALID_LIST_POSITION
 * @n_sessions: how many are listed
 *
 * Returns: (transfer full): its id, and which of the sessions it is
 */
char *
lf_session_position_describe (const char *id,
                              guint       position,
                              guint       n_sessions)
{
  g_autofree char *line = lf_format_one_line (id);
  g_autofree char *here = lf_format_count ((guint64) position + 1);
  g_autofree char *all = lf_format_count (n_sessions);

  if (position == GTK_INVALID_LIST_POSITION)
    return g_steal_pointer (&line);

  /* Translators: a session's id, and which of the sessions of the list it is */
  return g_strdup_printf (_("%s · %s of %s"), line, here, all);
}

/**
 * lf_session_position_measure:
 * @detail: a session
 *
 * Returns: (transfer full): how much it is, and how long it took to read
 */
char *
lf_session_position_measure (const LfSessionDetail *detail)
{
  g_autofree char *frames = lf_format_count (detail->n_frames);
  g_autofree char *frames_text = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%s frame", "%s frames", detail->n_frames), frames);
  g_autofree char *queries_text = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u query", "%u queries", detail->n_queries), detail->n_queries);
  g_autofree char *elapsed = lf_format_elapsed (detail->elapsed_us);

  /* Translators: such as “2,001 frames in 3 queries · 2.1 ms” */
  return g_strdup_printf (_("%s in %s · %s"), frames_text, queries_text, elapsed);
}
