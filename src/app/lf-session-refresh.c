/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-session-refresh.h"

#include "catalog/lf-session.h"

static gboolean
is_same_text (const char *a,
              const char *b)
{
  return g_strcmp0 (a, b) == 0;
}

static gboolean
is_same (LfSession *a,
         LfSession *b)
{
  for (guint i = 0; i < LF_N_FRAME_TYPES; i++)
    if (lf_session_get_count (a, (LfFrameType) i) != lf_session_get_count (b, (LfFrameType) i))
      return FALSE;

  return is_same_text (lf_session_get_name (a), lf_session_get_name (b)) &&
         is_same_text (lf_session_get_status_text (a), lf_session_get_status_text (b)) &&
         is_same_text (lf_session_get_target (a), lf_session_get_target (b)) &&
         is_same_text (lf_session_get_notes (a), lf_session_get_notes (b)) &&
         is_same_text (lf_session_get_created (a), lf_session_get_created (b)) &&
         g_strv_equal (lf_session_get_objects (a), lf_session_get_objects (b));
}

static gboolean
has_same_ids (GListModel *shown,
              GPtrArray  *fresh)
{
  if (g_list_model_get_n_items (shown) != fresh->len)
    return FALSE;

  for (guint i = 0; i < fresh->len; i++)
    {
      g_autoptr (LfSession) session = g_list_model_get_item (shown, i);

      if (!is_same_text (lf_session_get_id (session),
                         lf_session_get_id (g_ptr_array_index (fresh, i))))
        return FALSE;
    }
  return TRUE;
}

/**
 * lf_session_refresh_apply:
 * @shown: (element-type LfSession): the sessions of a list
 * @fresh: (element-type LfSession): the same, read again
 *
 * Puts those that were changed in the place of what they were. The others stay as they are, so that
 * a list keeps its place.
 *
 * Returns: %FALSE if these are other sessions, after which nothing is changed
 */
gboolean
lf_session_refresh_apply (GListStore *shown,
                          GPtrArray  *fresh)
{
  if (!has_same_ids (G_LIST_MODEL (shown), fresh))
    return FALSE;

  for (guint i = 0; i < fresh->len; i++)
    {
      g_autoptr (LfSession) session = g_list_model_get_item (G_LIST_MODEL (shown), i);

      if (!is_same (session, g_ptr_array_index (fresh, i)))
        g_list_store_splice (shown, i, 1, &g_ptr_array_index (fresh, i), 1);
    }
  return TRUE;
}
