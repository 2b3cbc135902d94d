/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-history-view.h"

#include <glib/gi18n-lib.h>

#include "app/lf-column-cell.h"
#include "app/lf-state-icon.h"
#include "app/lf-trickle-model.h"

struct _LfHistoryView
{
  GtkWidget            parent_instance;

  GtkWidget           *scroller;
  GtkColumnView       *view;
  GtkColumnViewColumn *outcome;
  GtkColumnViewColumn *catalog;         /* which is shown if there are several */
  GListStore          *items;
  LfTrickleModel      *trickle;
  GtkMultiSelection   *selection;
};

enum
{
  ACTIVATED,
  SELECTION_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfHistoryView, lf_history_view, GTK_TYPE_WIDGET)

/* Rows that are made in one frame, and after how many a GTK 4.8 list view makes no more */
#define ROWS_A_FRAME 4
#define ROWS_OF_A_VIEW 208

typedef struct
{
  const char  *title;
  gboolean     is_figure;
  gboolean     has_state;       /* a sign before the text */
  gboolean     expands;
  char      *(*dup_text) (LfHistoryItem *item);
} ColumnKind;

static const ColumnKind kinds[] = {
  { N_("When"), FALSE, FALSE, FALSE, lf_history_item_dup_time },
  { N_("What"), FALSE, FALSE, FALSE, lf_history_item_dup_kind },
  { N_("Outcome"), FALSE, TRUE, FALSE, lf_history_item_dup_outcome },
  { N_("Catalog"), FALSE, FALSE, TRUE, lf_history_item_dup_catalog },
  { N_("Problems"), TRUE, FALSE, FALSE, lf_history_item_dup_problems },
  { N_("Session details"), TRUE, FALSE, FALSE, lf_history_item_dup_details },
  { N_("Size"), TRUE, FALSE, FALSE, lf_history_item_dup_size },
};

static GtkWidget *
make_label (const ColumnKind *kind)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "xalign", kind->is_figure ? 1.0f : 0.0f,
                                   "ellipsize", kind->expands ? PANGO_ELLIPSIZE_END
                                                              : PANGO_ELLIPSIZE_NONE,
                                   "width-chars", kind->expands ? 18 : -1,
                                   NULL);

  if (kind->is_figure)
    gtk_widget_add_css_class (label, "numeric");
  return label;
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item,
          const ColumnKind   *kind)
{
  GtkWidget *label = make_label (kind);
  GtkWidget *box;

  if (!kind->has_state)
    {
      lf_column_cell_set_child (item, label);
      return;
    }

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_append (GTK_BOX (box), lf_state_icon_new (LF_SEVERITY_OK));
  gtk_box_append (GTK_BOX (box), label);
  lf_column_cell_set_child (item, box);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *list_item,
         const ColumnKind   *kind)
{
  GtkWidget *child = gtk_list_item_get_child (list_item);
  LfHistoryItem *item = gtk_list_item_get_item (list_item);
  g_autofree char *text = kind->dup_text (item);

  if (kind->has_state)
    {
      lf_state_icon_set (LF_STATE_ICON (gtk_widget_get_first_child (child)),
                         lf_history_item_get_state (item));
      child = gtk_widget_get_last_child (child);
    }
  gtk_label_set_text (GTK_LABEL (child), text);
  if (kind->expands)
    {
      g_autofree char *path = lf_history_item_dup_path (item);

      gtk_widget_set_tooltip_text (child, path);
    }
}

static void
activate_cb (LfHistoryView *self,
             guint          position)
{
  g_autoptr (LfHistoryItem) item =
    g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, lf_history_item_get_entry (item)->id);
}

static void
selection_cb (LfHistoryView *self)
{
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static gboolean
lf_history_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (LF_HISTORY_VIEW (widget)->view));
}

static void
lf_history_view_dispose (GObject *object)
{
  LfHistoryView *self = LF_HISTORY_VIEW (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->trickle);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (lf_history_view_parent_class)->dispose (object);
}

static void
lf_history_view_class_init (LfHistoryViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_history_view_dispose;
  widget_class->grab_focus = lf_history_view_grab_focus;

  /**
   * LfHistoryView::activated:
   * @self: the list
   * @id: number of a run
   */
  signals[ACTIVATED] = g_signal_new ("activated", LF_TYPE_HISTORY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  /**
   * LfHistoryView::selection-changed:
   * @self: the list
   */
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", LF_TYPE_HISTORY_VIEW,
                                             G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                             0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "historyview");
}

/* GTK 4.8 has titles begin at the left, also over figures that end at the right */
static void
align_title (LfHistoryView *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  GtkWidget *title = header != NULL ? gtk_widget_get_last_child (header) : NULL;
  GtkWidget *box = title != NULL ? gtk_widget_get_first_child (title) : NULL;

  if (box != NULL)
    gtk_widget_set_halign (box, GTK_ALIGN_END);
}

static void
add_columns (LfHistoryView *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) &kinds[i]);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), (gpointer) &kinds[i]);
      column = gtk_column_view_column_new (g_dgettext (GETTEXT_PACKAGE, kinds[i].title), factory);
      gtk_column_view_append_column (self->view, column);
      if (kinds[i].has_state)
        self->outcome = column;
      if (kinds[i].expands)
        self->catalog = column;
      if (kinds[i].is_figure)
        align_title (self);
    }
}

static void
lf_history_view_init (LfHistoryView *self)
{
  self->items = g_list_store_new (LF_TYPE_HISTORY_ITEM);
  self->trickle = lf_trickle_model_new (g_object_ref (G_LIST_MODEL (self->items)), ROWS_A_FRAME,
                                        ROWS_OF_A_VIEW);
  lf_trickle_model_grow_with (self->trickle, GTK_WIDGET (self));
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->trickle)));
  self->view = GTK_COLUMN_VIEW (
    gtk_column_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection))));
  gtk_column_view_set_reorderable (self->view, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "runs");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Runs"), -1);
  add_columns (self);

  self->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", self->view, NULL);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_cb), self,
                           G_CONNECT_SWAPPED);
}

/* The items that are shown, by the numbers of their runs, which never change */
static GHashTable *
index_items (LfHistoryView *self)
{
  GHashTable *shown = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      LfHistoryItem *item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      g_hash_table_insert (shown, (gpointer) &lf_history_item_get_entry (item)->id, item);
    }
  return shown;
}

/**
 * lf_history_view_fill:
 * @self: a list
 * @entries: (element-type LfHistoryEntry): runs, which it takes out of the array
 * @with_catalogs: whether to tell of which catalog they are
 *
 * Shows runs. Those that were selected stay so, if they are still there; of the first ones that are
 * shown, the newest is selected.
 */
void
lf_history_view_fill (LfHistoryView *self,
                      GPtrArray     *entries,
                      gboolean       with_catalogs)
{
  g_autoptr (GArray) chosen = lf_history_view_list_chosen (self);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) shown = index_items (self);
  gboolean was_empty = g_hash_table_size (shown) == 0;

  g_ptr_array_set_free_func (entries, NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      LfHistoryEntry *entry = g_ptr_array_index (entries, i);
      LfHistoryItem *item = g_hash_table_lookup (shown, &entry->id);

      if (item != NULL)
        lf_history_entry_free (entry);
      g_ptr_array_add (items, item != NULL ? g_object_ref (item) : lf_history_item_new (entry));
    }
  g_ptr_array_set_size (entries, 0);

  gtk_column_view_column_set_visible (self->catalog, with_catalogs);
  gtk_column_view_column_set_expand (self->catalog, with_catalogs);
  gtk_column_view_column_set_expand (self->outcome, !with_catalogs);
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
  if (was_empty && items->len > 0)
    {
      lf_trickle_model_grow (self->trickle);
      gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), 0, TRUE);
    }
  if (!was_empty)
    lf_history_view_choose (self, (const gint64 *) chosen->data, chosen->len);
}

static gint64
get_id (LfHistoryView *self,
        guint          position)
{
  g_autoptr (LfHistoryItem) item =
    g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  return lf_history_item_get_entry (item)->id;
}

/**
 * lf_history_view_list_chosen:
 * @self: a list
 *
 * Returns: (transfer full) (element-type gint64): the numbers of the runs that are selected
 */
GArray *
lf_history_view_list_chosen (LfHistoryView *self)
{
  g_autoptr (GtkBitset) bits = gtk_selection_model_get_selection (
    GTK_SELECTION_MODEL (self->selection));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, bits, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = get_id (self, position);

      g_array_append_val (ids, id);
    }
  return ids;
}

/**
 * lf_history_view_choose:
 * @self: a list
 * @ids: (array length=n_ids): numbers of runs
 * @n_ids: how many they are
 *
 * Selects runs, and no others. Those whose row is not made yet are left out.
 */
void
lf_history_view_choose (LfHistoryView *self,
                        const gint64  *ids,
                        guint          n_ids)
{
  g_autoptr (GHashTable) chosen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GtkBitset) bits = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) mask = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; i < n_ids; i++)
    g_hash_table_add (chosen, (gpointer) &ids[i]);
  for (guint i = 0; i < n; i++)
    {
      gint64 id = get_id (self, i);

      if (g_hash_table_contains (chosen, &id))
        gtk_bitset_add (bits, i);
    }

  mask = gtk_bitset_new_range (0, n);
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), bits, mask);
  selection_cb (self);
}

/**
 * lf_history_view_get_n_items:
 * @self: a list
 *
 * Returns: how many runs there are
 */
guint
lf_history_view_get_n_items (LfHistoryView *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

/**
 * lf_history_view_is_filled:
 * @self: a list
 *
 * Returns: whether all of its rows are made
 */
gboolean
lf_history_view_is_filled (LfHistoryView *self)
{
  return lf_trickle_model_is_complete (self->trickle);
}
