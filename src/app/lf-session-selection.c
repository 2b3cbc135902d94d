/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-session-selection.h"

struct _LfSessionSelection
{
  GObject            parent_instance;

  LfTrickleModel    *sessions;
  GtkSelectionModel *model;
  GHashTable        *wanted;    /* ids of what is selected, or will be as soon as it is there */
  gboolean           all;       /* what is still to come is selected, too */
  gboolean           restoring;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfSessionSelection, lf_session_selection, G_TYPE_OBJECT)

/* By the user: what is not seen is not meant any more */
static void
selection_changed_cb (LfSessionSelection *self)
{
  g_autoptr (GPtrArray) sessions = NULL;

  if (self->restoring)
    return;

  sessions = lf_session_selection_dup_sessions (self);
  g_hash_table_remove_all (self->wanted);
  for (guint i = 0; i < sessions->len; i++)
    g_hash_table_add (self->wanted,
                      g_strdup (lf_session_get_id (g_ptr_array_index (sessions, i))));
  self->all = sessions->len > 1 && !lf_trickle_model_is_complete (self->sessions) &&
              sessions->len == g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Whatever comes later is new, and was not there to be selected */
static void
complete_cb (LfSessionSelection *self)
{
  if (lf_trickle_model_is_complete (self->sessions))
    self->all = FALSE;
}

static void
lf_session_selection_dispose (GObject *object)
{
  LfSessionSelection *self = LF_SESSION_SELECTION (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  if (self->sessions != NULL)
    g_signal_handlers_disconnect_by_data (self->sessions, self);
  g_clear_object (&self->sessions);

  G_OBJECT_CLASS (lf_session_selection_parent_class)->dispose (object);
}

static void
lf_session_selection_finalize (GObject *object)
{
  g_hash_table_unref (LF_SESSION_SELECTION (object)->wanted);

  G_OBJECT_CLASS (lf_session_selection_parent_class)->finalize (object);
}

static void
lf_session_selection_class_init (LfSessionSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_session_selection_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_session_selection_finalize;

  /**
   * LfSessionSelection::changed:
   * @self: a selection
   *
   * Other sessions are selected.
   */
  signals[CHANGED] = g_signal_new ("changed", LF_TYPE_SESSION_SELECTION, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lf_session_selection_init (LfSessionSelection *self)
{
  self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * lf_session_selection_new:
 * @sessions: (element-type LfSession): what can be selected
 *
 * Returns: (transfer full): a selection of nothing
 */
LfSessionSelection *
lf_session_selection_new (LfTrickleModel *sessions)
{
  LfSessionSelection *self = g_object_new (LF_TYPE_SESSION_SELECTION, NULL);

  self->sessions = g_object_ref (sessions);
  self->model = GTK_SELECTION_MODEL (gtk_multi_selection_new (
    g_object_ref (G_LIST_MODEL (sessions))));
  g_signal_connect_swapped (sessions, "notify::complete", G_CALLBACK (complete_cb), self);
  g_signal_connect_swapped (self->model, "selection-changed", G_CALLBACK (selection_changed_cb),
                            self);
  return self;
}

/**
 * lf_session_selection_get_model:
 * @self: a selection
 *
 * Returns: (transfer none): what a list view shows
 */
GtkSelectionModel *
lf_session_selection_get_model (LfSessionSelection *self)
{
  return self->model;
}

/**
 * lf_session_selection_want:
 * @self: a selection
 * @id: (nullable): a session's id; %NULL for none
 *
 * Selects this session alone, now if it is there, else as soon as it comes.
 *
 * Returns: its position; %GTK_INVALID_LIST_POSITION if it is not there
 */
guint
lf_session_selection_want (LfSessionSelection *self,
                           const char         *id)
{
  g_autofree char *wanted = g_strdup (id);
  guint position;

  self->restoring = TRUE;
  gtk_selection_model_unselect_all (self->model);
  self->restoring = FALSE;
  self->all = FALSE;
  g_hash_table_remove_all (self->wanted);
  if (wanted != NULL && *wanted != '\0')
    g_hash_table_add (self->wanted, g_steal_pointer (&wanted));
  position = lf_session_selection_restore (
    self, 0, g_list_model_get_n_items (G_LIST_MODEL (self->model)));
  g_signal_emit (self, signals[CHANGED], 0);
  return position;
}

/**
 * lf_session_selection_find:
 * @self: a selection
 * @id: a session's id
 *
 * Returns: its position if it is selected, else %GTK_INVALID_LIST_POSITION
 */
guint
lf_session_selection_find (LfSessionSelection *self,
                           const char         *id)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->model);
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (LfSession) session = g_list_model_get_item (G_LIST_MODEL (self->model), position);

      if (g_str_equal (lf_session_get_id (session), id))
        return position;
    }
  return GTK_INVALID_LIST_POSITION;
}

/**
 * lf_session_selection_restore:
 * @self: a selection
 * @position: where there are new sessions
 * @added: how many
 *
 * Selects those of them that are wanted. To be called when the view knows of them.
 *
 * Returns: the position of the first that was selected; %GTK_INVALID_LIST_POSITION if none was
 */
guint
lf_session_selection_restore (LfSessionSelection *self,
                              guint               position,
                              guint               added)
{
  g_autoptr (GtkBitset) mask = NULL;
  g_autoptr (GtkBitset) found = NULL;

  if (added == 0 || (!self->all && g_hash_table_size (self->wanted) == 0))
    return GTK_INVALID_LIST_POSITION;

  found = gtk_bitset_new_empty ();
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (LfSession) session = g_list_model_get_item (G_LIST_MODEL (self->model), i);

      if (self->all)
        g_hash_table_add (self->wanted, g_strdup (lf_session_get_id (session)));
      if (g_hash_table_contains (self->wanted, lf_session_get_id (session)) &&
          !gtk_selection_model_is_selected (self->model, i))
        gtk_bitset_add (found, i);
    }
  if (gtk_bitset_is_empty (found))
    return GTK_INVALID_LIST_POSITION;

  mask = gtk_bitset_copy (found);
  self->restoring = TRUE;
  gtk_selection_model_set_selection (self->model, found, mask);
  self->restoring = FALSE;
  return gtk_bitset_get_minimum (found);
}

/**
 * lf_session_selection_get_n:
 * @self: a selection
 *
 * Returns: how many sessions are selected
 */
guint
lf_session_selection_get_n (LfSessionSelection *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->model);

  return (guint) gtk_bitset_get_size (selected);
}

/**
 * lf_session_selection_dup_sessions:
 * @self: a selection
 *
 * Returns: (transfer full) (element-type LfSession): what is selected, in the order of the list
 */
GPtrArray *
lf_session_selection_dup_sessions (LfSessionSelection *self)
{
  GPtrArray *sessions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->model);
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    g_ptr_array_add (sessions, g_list_model_get_item (G_LIST_MODEL (self->model), position));
  return sessions;
}

/**
 * lf_session_selection_dup_ids:
 * @self: a selection
 *
 * Returns: (transfer full): the ids of what is selected, in the order of the list
 */
GStrv
lf_session_selection_dup_ids (LfSessionSelection *self)
{
  g_autoptr (GPtrArray) sessions = lf_session_selection_dup_sessions (self);
  GStrv ids = g_new0 (char *, sessions->len + 1);

  for (guint i = 0; i < sessions->len; i++)
    ids[i] = g_strdup (lf_session_get_id (g_ptr_array_index (sessions, i)));
  return ids;
}

/**
 * lf_session_selection_dup_wanted:
 * @self: a selection
 *
 * Returns: (transfer full) (nullable): the id of one session that is selected, or would be if it
 *   were shown; %NULL if there is none
 */
char *
lf_session_selection_dup_wanted (LfSessionSelection *self)
{
  g_auto (GStrv) ids = lf_session_selection_dup_ids (self);
  GHashTableIter iter;
  gpointer id;

  if (ids[0] != NULL)
    return g_strdup (ids[0]);

  g_hash_table_iter_init (&iter, self->wanted);
  return g_hash_table_iter_next (&iter, &id, NULL) ? g_strdup (id) : NULL;
}
