/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-session-refresh.h"

#include "catalog/lf-session.h"

/* Each place that differs costs the list a look at all of it, so many of them become one */
#define MAX_PLACES 32

static void
take_by_id (GHashTable *by_id,
            LfSession  *session)
{
  /* In a damaged catalog two may have one id; the second is a session of its own each time */
  if (!g_hash_table_contains (by_id, lf_session_get_id (session)))
    g_hash_table_insert (by_id, g_strdup (lf_session_get_id (session)), g_object_ref (session));
}

/* Has the sessions that were there before take over what they are now, and puts them in the place of
 * those that were read, as they are the same for a list. Returns those that have changed. */
static GHashTable *
update_known (GListModel *shown,
              GPtrArray  *fresh)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                        g_object_unref);
  GHashTable *changed = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (LfSession) session = g_list_model_get_item (shown, i);

      take_by_id (by_id, session);
    }

  for (guint i = 0; i < fresh->len; i++)
    {
      LfSession *read = g_ptr_array_index (fresh, i);
      g_autofree char *id = NULL;
      LfSession *known;

      if (!g_hash_table_steal_extended (by_id, lf_session_get_id (read), (gpointer *) &id,
                                        (gpointer *) &known))
        continue;

      if (lf_session_update (known, read))
        g_hash_table_add (changed, known);
      g_ptr_array_index (fresh, i) = known;
      g_object_unref (read);
    }
  return changed;
}

static gboolean
is_unchanged (GListModel *shown,
              guint       position,
              GPtrArray  *fresh,
              guint       i,
              GHashTable *changed)
{
  g_autoptr (LfSession) session = g_list_model_get_item (shown, position);

  return session != NULL && i < fresh->len && session == g_ptr_array_index (fresh, i) &&
         !g_hash_table_contains (changed, session);
}

static void
splice (GListStore *shown,
        guint       position,
        guint       removed,
        GPtrArray  *fresh,
        guint       first,
        guint       added)
{
  g_list_store_splice (shown, position, removed, fresh->pdata + first, added);
}

/* A place where the two differ: so many that go, and so many that come */
typedef struct
{
  guint position;       /* in @fresh */
  guint removed;
  guint added;
} Place;

/* Whether a session of the one is among those of the other */
static GHashTable *
list_all (GListModel *model)
{
  GHashTable *all = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (LfSession) session = g_list_model_get_item (model, i);

      /* The list keeps it */
      g_hash_table_add (all, session);
    }
  return all;
}

/* Finds where the two differ. Returns FALSE if the sessions that stay are in another order. */
static gboolean
find_places (GListModel *shown,
             GPtrArray  *fresh,
             GHashTable *changed,
             GArray     *places)
{
  g_autoptr (GHashTable) before = list_all (shown);
  g_autoptr (GHashTable) after = g_hash_table_new (NULL, NULL);
  guint n = g_list_model_get_n_items (shown);
  guint i = 0;
  guint j = 0;

  for (guint k = 0; k < fresh->len; k++)
    g_hash_table_add (after, g_ptr_array_index (fresh, k));

  while (i < n || j < fresh->len)
    {
      Place place = { j, 0, 0 };

      if (is_unchanged (shown, i, fresh, j, changed))
        {
          i++;
          j++;
          continue;
        }

      for (; i < n; i++, place.removed++)
        {
          g_autoptr (LfSession) session = g_list_model_get_item (shown, i);

          if (g_hash_table_contains (after, session))
            break;
        }
      for (; j < fresh->len &&
             !g_hash_table_contains (before, g_ptr_array_index (fresh, j)); j++)
        place.added++;

      /* One that stays but has changed: what it is filtered and sorted by may have */
      if (place.removed == 0 && place.added == 0)
        {
          g_autoptr (LfSession) session = g_list_model_get_item (shown, i);

          if (session == NULL || j == fresh->len || session != g_ptr_array_index (fresh, j))
            return FALSE;
          place = (Place) { j++, 1, 1 };
          i++;
        }
      g_array_append_val (places, place);
    }
  return TRUE;
}

/**
 * lf_session_refresh_apply:
 * @shown: (element-type LfSession): the sessions of a list
 * @fresh: (element-type LfSession): those that the catalog has now; of no use afterwards
 *
 * Shows what was changed, added and removed. Sessions that were there before stay the same objects,
 * so that a list keeps its place, its selection and what it knows of them.
 *
 * Returns: whether anything has changed
 */
gboolean
lf_session_refresh_apply (GListStore *shown,
                          GPtrArray  *fresh)
{
  g_autoptr (GHashTable) changed = update_known (G_LIST_MODEL (shown), fresh);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (shown));

  if (!find_places (G_LIST_MODEL (shown), fresh, changed, places))
    {
      splice (shown, 0, n, fresh, 0, fresh->len);
      return TRUE;
    }

  if (places->len > MAX_PLACES)
    {
      guint first = g_array_index (places, Place, 0).position;

      splice (shown, first, n - first, fresh, first, fresh->len - first);
      return TRUE;
    }

  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);

      splice (shown, place->position, place->removed, fresh, place->position, place->added);
    }
  return places->len > 0;
}
