/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-browser-totals.h"

#include <glib/gi18n-lib.h>

#include "app/lf-text.h"
#include "catalog/lf-format.h"
#include "catalog/lf-session.h"

/* The footer of the session list */

/* One is only where the keyboard is; more than one are chosen */
#define CHOSEN 2

static void
add (LfSession *session,
     guint64   *frames,
     double    *seconds)
{
  *frames += lf_session_get_n_frames (session);
  *seconds += lf_session_get_seconds (session);
}

static char *
describe_sessions (guint n_shown,
                   guint n_all,
                   guint n_selected)
{
  g_autofree char *shown = lf_format_count (n_shown);
  g_autofree char *selected = lf_format_count (n_selected);

  if (n_selected < CHOSEN)
    return lf_text_session_count (n_shown, n_all);

  /* Translators: how many sessions are selected, and how many are shown */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s of %s selected", "%s of %s selected",
                                       n_selected),
                          selected, shown);
}

/**
 * lf_browser_totals_describe:
 * @shown: (element-type LfSession): the sessions that the list shows
 * @n_all: how many there are
 * @selection: which of them are selected
 * @all_known: whether every session has its integration
 *
 * Sums up what is shown; or what is selected, if that is more than one session.
 *
 * Returns: (transfer full): such as “3 of 49 selected · 1,204 frames · 31 h 20 m of light”
 */
char *
lf_browser_totals_describe (GListModel         *shown,
                            guint               n_all,
                            LfSessionSelection *selection,
                            gboolean            all_known)
{
  guint n_shown = g_list_model_get_n_items (shown);
  g_autoptr (GPtrArray) selected = lf_session_selection_dup_sessions (selection);
  guint64 frames = 0;
  double seconds = 0;
  g_autofree char *sessions_text = describe_sessions (n_shown, n_all, selected->len);
  g_autofree char *frames_text = NULL;
  g_autofree char *integration = NULL;
  g_autofree char *text = NULL;

  if (selected->len >= CHOSEN)
    for (guint i = 0; i < selected->len; i++)
      add (g_ptr_array_index (selected, i), &frames, &seconds);
  else
    for (guint i = 0; i < n_shown; i++)
      {
        g_autoptr (LfSession) session = g_list_model_get_item (shown, i);

        add (session, &frames, &seconds);
      }

  frames_text = lf_format_count (frames);
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s · %s frame", "%s · %s frames", frames),
                          sessions_text, frames_text);
  if (!all_known)
    return g_steal_pointer (&text);

  integration = lf_format_integration (seconds);
  /* Translators: sessions and frames, then an integration such as “1,312 h 40 m” */
  return g_strdup_printf (_("%s · %s of light"), text, integration);
}
