/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-frame-table.h"

#include "app/lf-column-sorter.h"
#include "app/lf-frame-cell.h"
#include "app/lf-frame-slice.h"
#include "app/lf-frame-view-columns.h"

struct _LfFrameTable
{
  GtkWidget           parent_instance;

  GtkWidget          *scroller;
  GtkColumnView      *view;

  GPtrArray          *columns;          /* of LfFrameColumn: those of the catalog */
  GPtrArray          *names;            /* of columns that are read; never gets shorter */
  LfFrameModel       *model;
  LfFrameSlice       *slice;
  GtkMultiSelection  *selection;
  LfFrameQuery       *query;
  GHashTable         *wanted;           /* numbers of frames to be selected; NULL for none */
  guint               pointed;          /* the frame that was clicked last */
};

enum
{
  CHANGED,
  SELECTION_CHANGED,
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfFrameTable, lf_frame_table, GTK_TYPE_WIDGET)

static guint
find_name (LfFrameTable *self,
           const char   *name)
{
  for (guint i = 0; i < self->names->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->names, i), name) == 0)
      return i;
  return G_MAXUINT;
}

static GHashTable *
new_numbers (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
add_number (GHashTable *numbers,
            gint64      number)
{
  g_hash_table_add (numbers, g_memdup2 (&number, sizeof number));
}

/* Frames that are selected stay so in another order, or among others */
static void
keep_selection (LfFrameTable *self)
{
  g_autoptr (GArray) selected = lf_frame_table_dup_selected (self);

  if (selected->len == 0)
    return;

  if (self->wanted == NULL)
    self->wanted = new_numbers ();
  for (guint i = 0; i < selected->len; i++)
    add_number (self->wanted, g_array_index (selected, gint64, i));
}

/* As far as there are rows for them; the others follow when all rows are there */
static void
select_wanted (LfFrameTable *self)
{
  g_autoptr (GtkBitset) selected = NULL;
  g_autoptr (GtkBitset) mask = NULL;
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->slice));
  guint n = MIN (n_rows, g_list_model_get_n_items (G_LIST_MODEL (self->model)));

  if (self->wanted == NULL)
    return;

  selected = gtk_bitset_new_empty ();
  mask = gtk_bitset_new_range (0, n_rows);
  for (guint i = 0; i < n; i++)
    {
      gint64 number = lf_frame_model_get_number (self->model, i);

      if (g_hash_table_contains (self->wanted, &number))
        gtk_bitset_add (selected, i);
    }
  if (lf_frame_table_is_complete (self))
    g_clear_pointer (&self->wanted, g_hash_table_unref);
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), selected, mask);
}

/* The same query again finds the same frames, or nearly so, and the view keeps its place; of others
 * the first ones are shown */
static void
replaced_cb (LfFrameTable *self)
{
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)), 0);
}

static void
run_query (LfFrameTable *self)
{
  keep_selection (self);
  lf_frame_model_set_query (self->model, self->query);
}

static void
sorted_cb (LfFrameTable *self)
{
  GtkSortType order = GTK_SORT_ASCENDING;
  const char *name;

  /* The view goes, or has no frames yet */
  if (self->model == NULL || self->query == NULL)
    return;

  name = lf_frame_view_columns_get_name (lf_column_sorter_find_primary (self->view, &order));
  if (g_strcmp0 (self->query->sort, name) == 0 &&
      self->query->descending == (order == GTK_SORT_DESCENDING))
    return;

  g_free (self->query->sort);
  self->query->sort = g_strdup (name);
  self->query->descending = order == GTK_SORT_DESCENDING;
  run_query (self);
}

static void
model_changed_cb (LfFrameTable *self)
{
  if (!lf_frame_model_is_loading (self->model))
    select_wanted (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
selection_changed_cb (LfFrameTable *self)
{
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
activate_cb (LfFrameTable *self,
             guint         position)
{
  /* A row may be left of a frame that is no more */
  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->model)))
    return;

  self->pointed = position;
  g_signal_emit (self, signals[ACTIVATE], 0, position);
}

static LfFrameCell *
find_cell_in (GtkWidget *widget)
{
  LfFrameCell *found = NULL;

  if (LF_IS_FRAME_CELL (widget))
    return LF_FRAME_CELL (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_cell_in (child);
  return found;
}

/* The row at a point, or NULL: between the columns there may be something that is no cell */
static LfFrameCell *
find_cell_at (LfFrameTable *self,
              double        x,
              double        y)
{
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (self->view));
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);

  if (widget == NULL || widget == list || !gtk_widget_is_ancestor (widget, list))
    return NULL;

  while (gtk_widget_get_parent (widget) != list)
    widget = gtk_widget_get_parent (widget);
  return find_cell_in (widget);
}

static void
menu_pressed_cb (GtkGestureClick *gesture,
                 int              n_press,
                 double           x,
                 double           y,
                 LfFrameTable    *self)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->selection);
  LfFrameCell *cell = find_cell_at (self, x, y);
  double own_x, own_y;

  if (cell == NULL)
    return;

  /* What is meant is what is selected; what is not selected is meant alone */
  self->pointed = lf_frame_cell_get_position (cell);
  if (!gtk_selection_model_is_selected (selection, self->pointed))
    gtk_selection_model_select_item (selection, self->pointed, TRUE);

  gtk_widget_translate_coordinates (GTK_WIDGET (self->view), GTK_WIDGET (self), x, y, &own_x,
                                    &own_y);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_activate_action (GTK_WIDGET (self), "frames.menu", "(dd)", own_x, own_y);
}

static void
clear_model (LfFrameTable *self)
{
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  if (self->slice != NULL)
    g_signal_handlers_disconnect_by_data (self->slice, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->slice);
  g_clear_object (&self->model);
}

static void
lf_frame_table_dispose (GObject *object)
{
  LfFrameTable *self = LF_FRAME_TABLE (object);

  clear_model (self);
  self->view = NULL;
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->query, lf_frame_query_free);
  g_clear_pointer (&self->wanted, g_hash_table_unref);

  G_OBJECT_CLASS (lf_frame_table_parent_class)->dispose (object);
}

static void
lf_frame_table_finalize (GObject *object)
{
  LfFrameTable *self = LF_FRAME_TABLE (object);

  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_ptr_array_unref (self->names);

  G_OBJECT_CLASS (lf_frame_table_parent_class)->finalize (object);
}

static void
lf_frame_table_class_init (LfFrameTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_frame_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_frame_table_finalize;

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                             NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "frametable");
}

static void
lf_frame_table_init (LfFrameTable *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->pointed = GTK_INVALID_LIST_POSITION;
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_reorderable (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "frames");
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sorted_cb), self, G_CONNECT_SWAPPED);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect (gesture, "pressed", G_CALLBACK (menu_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (gesture));

  self->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", self->view, NULL);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/* The places of the others stay, for rows that were read have them */
static void
forget_gone_names (LfFrameTable *self)
{
  const char *first = lf_frame_columns_list_main ()[0];

  for (guint i = 0; i < self->names->len; i++)
    if (lf_frame_columns_find (self->columns, g_ptr_array_index (self->names, i)) == NULL)
      {
        g_free (self->names->pdata[i]);
        self->names->pdata[i] = g_strdup (first);
      }
}

static void
read_names (LfFrameTable *self)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  g_ptr_array_extend (all, self->names, NULL, NULL);
  g_ptr_array_add (all, NULL);
  lf_frame_model_set_columns (self->model, (const char *const *) all->pdata);
}

/* The same catalog, opened anew or with other columns: the frames keep their places */
static void
renew_catalog (LfFrameTable *self,
               LfCatalog    *catalog)
{
  lf_frame_view_columns_keep_same (self->view, self->columns);
  forget_gone_names (self);
  lf_frame_model_set_catalog (self->model, catalog);
  read_names (self);
}

/**
 * lf_frame_table_set_catalog:
 * @self: a table
 * @catalog: a catalog; always the same one, which may have been opened anew or have other columns
 * @columns: (element-type LfFrameColumn): its columns, see lf_frame_columns_load()
 *
 * Shows the main columns of a catalog, and no frames yet; the second time those that are shown as far
 * as the catalog still has them, with their frames, what is selected and what is seen of it.
 */
void
lf_frame_table_set_catalog (LfFrameTable *self,
                            LfCatalog    *catalog,
                            GPtrArray    *columns)
{
  const char *const *main_names = lf_frame_columns_list_main ();

  g_ptr_array_ref (columns);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  self->columns = columns;
  if (self->model != NULL)
    {
      renew_catalog (self, catalog);
      return;
    }

  self->model = lf_frame_model_new (catalog, main_names);
  self->slice = lf_frame_slice_new (self->model, GTK_WIDGET (self));
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->slice)));
  g_signal_connect_swapped (self->model, "replaced", G_CALLBACK (replaced_cb), self);
  g_signal_connect_swapped (self->model, "notify::loading", G_CALLBACK (model_changed_cb), self);
  g_signal_connect_swapped (self->model, "notify::error", G_CALLBACK (model_changed_cb), self);
  g_signal_connect_swapped (self->slice, "notify::complete", G_CALLBACK (model_changed_cb), self);
  g_signal_connect_swapped (self->selection, "selection-changed",
                            G_CALLBACK (selection_changed_cb), self);
  lf_frame_table_show_columns (self, main_names);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}

/**
 * lf_frame_table_set_query:
 * @self: a table with a catalog
 * @query: which frames; the table has an order of its own
 *
 * Shows frames. Those that are selected stay so if they are among them, in the same session.
 */
void
lf_frame_table_set_query (LfFrameTable       *self,
                          const LfFrameQuery *query)
{
  LfFrameQuery *copy = lf_frame_query_copy (query);

  /* What was selected in one session is not meant in another */
  if (self->query != NULL && g_strcmp0 (self->query->session, query->session) != 0)
    {
      g_clear_pointer (&self->wanted, g_hash_table_unref);
      gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
    }

  g_free (copy->sort);
  copy->sort = self->query != NULL ? g_strdup (self->query->sort) : NULL;
  copy->descending = self->query != NULL && self->query->descending;
  g_clear_pointer (&self->query, lf_frame_query_free);
  self->query = copy;
  run_query (self);
}

/**
 * lf_frame_table_show_columns:
 * @self: a table with a catalog
 * @names: the columns to show, by their names in layout 2; those that the catalog does not have are
 *   left out
 *
 * Chooses the columns. New ones come last.
 */
void
lf_frame_table_show_columns (LfFrameTable      *self,
                             const char *const *names)
{
  g_auto (GStrv) shown = NULL;
  guint n_read = self->names->len;

  lf_frame_view_columns_keep (self->view, names);
  shown = lf_frame_table_dup_shown (self);
  for (guint i = 0; names[i] != NULL; i++)
    {
      const LfFrameColumn *column = lf_frame_columns_find (self->columns, names[i]);
      guint index = find_name (self, names[i]);

      if (column == NULL || g_strv_contains ((const char *const *) shown, names[i]))
        continue;

      if (index == G_MAXUINT)
        {
          index = self->names->len;
          g_ptr_array_add (self->names, g_strdup (names[i]));
        }
      lf_frame_view_columns_append (self->view, column, index);
    }

  if (self->names->len > n_read)
    read_names (self);
}

static gboolean
show_end_cb (GtkWidget     *view,
             GdkFrameClock *clock,
             gpointer       n_frames)
{
  GtkAdjustment *position = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view));

  /* A new column gets its place at the end of the first frame */
  if (--*(guint *) n_frames > 0)
    return G_SOURCE_CONTINUE;

  gtk_adjustment_set_value (position, gtk_adjustment_get_upper (position));
  return G_SOURCE_REMOVE;
}

/**
 * lf_frame_table_show_last:
 * @self: a table with a catalog
 *
 * Scrolls to the right, to a column that has just been added.
 */
void
lf_frame_table_show_last (LfFrameTable *self)
{
  guint *n_frames = g_new (guint, 1);

  *n_frames = 2;
  gtk_widget_add_tick_callback (GTK_WIDGET (self->view), show_end_cb, n_frames, g_free);
}

/**
 * lf_frame_table_get_model:
 * @self: a table
 *
 * Returns: (transfer none) (nullable): its frames
 */
LfFrameModel *
lf_frame_table_get_model (LfFrameTable *self)
{
  return self->model;
}

/**
 * lf_frame_table_get_view:
 * @self: a table
 *
 * Returns: (transfer none): its view
 */
GtkColumnView *
lf_frame_table_get_view (LfFrameTable *self)
{
  return self->view;
}

/**
 * lf_frame_table_is_complete:
 * @self: a table
 *
 * Returns: whether all frames of its query are there
 */
gboolean
lf_frame_table_is_complete (LfFrameTable *self)
{
  return self->model != NULL && !lf_frame_model_is_loading (self->model) &&
         lf_frame_slice_is_complete (self->slice);
}

/**
 * lf_frame_table_get_n_selected:
 * @self: a table
 *
 * Returns: how many frames are selected
 */
guint
lf_frame_table_get_n_selected (LfFrameTable *self)
{
  g_autoptr (GtkBitset) selected = NULL;

  if (self->selection == NULL)
    return 0;

  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  return (guint) gtk_bitset_get_size (selected);
}

/**
 * lf_frame_table_dup_selected:
 * @self: a table
 *
 * Returns: (transfer full) (element-type gint64): the numbers of the frames that are selected, in
 *   the order of the table
 */
GArray *
lf_frame_table_dup_selected (LfFrameTable *self)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkBitset) selected = NULL;
  GtkBitsetIter iter;
  guint position;

  if (self->selection == NULL)
    return numbers;

  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position);
       more && position < g_list_model_get_n_items (G_LIST_MODEL (self->model));
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 number = lf_frame_model_get_number (self->model, position);

      g_array_append_val (numbers, number);
    }
  return numbers;
}

/**
 * lf_frame_table_select:
 * @self: a table with a catalog
 * @numbers: (array length=n_numbers): numbers of frames
 * @n_numbers: how many
 *
 * Selects frames, and no others, and scrolls to the first of them.
 */
void
lf_frame_table_select (LfFrameTable *self,
                       const gint64 *numbers,
                       guint         n_numbers)
{
  g_autoptr (GtkBitset) selected = NULL;
  /* The view's own list is its last child; gtk_column_view_scroll_to() came with GTK 4.12 */
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (self->view));

  g_clear_pointer (&self->wanted, g_hash_table_unref);
  self->wanted = new_numbers ();
  for (guint i = 0; i < n_numbers; i++)
    add_number (self->wanted, numbers[i]);

  if (!lf_frame_table_is_complete (self))
    return;

  select_wanted (self);
  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  if (!gtk_bitset_is_empty (selected))
    gtk_widget_activate_action (list, "list.scroll-to-item", "u",
                                gtk_bitset_get_minimum (selected));
}

/**
 * lf_frame_table_get_pointed:
 * @self: a table
 * @position: (out): where it is in the list
 *
 * Finds the one frame that is meant where there can be only one: of those selected the one clicked
 * last, or else the first.
 *
 * Returns: whether there is one
 */
gboolean
lf_frame_table_get_pointed (LfFrameTable *self,
                            guint        *position)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->selection);
  g_autoptr (GtkBitset) selected = NULL;

  if (selection == NULL)
    return FALSE;

  selected = gtk_selection_model_get_selection (selection);
  if (gtk_bitset_is_empty (selected))
    return FALSE;

  *position = gtk_bitset_contains (selected, self->pointed) ? self->pointed
                                                             : gtk_bitset_get_minimum (selected);
  return *position < g_list_model_get_n_items (G_LIST_MODEL (self->model));
}

/**
 * lf_frame_table_dup_text:
 * @self: a table
 * @position: the position of a frame
 * @name: the name of a main column
 *
 * Returns: (transfer full) (nullable): what the frame has; %NULL for nothing, or if the frame is
 *   not read yet
 */
char *
lf_frame_table_dup_text (LfFrameTable *self,
                         guint         position,
                         const char   *name)
{
  g_autoptr (LfFrame) frame = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  LfFrameRow *row = frame != NULL ? lf_frame_get_row (frame) : NULL;
  guint index = find_name (self, name);

  if (row == NULL || index >= lf_frame_row_get_n_columns (row))
    return NULL;

  return g_strdup (lf_frame_row_get_text (row, index));
}

/**
 * lf_frame_table_dup_shown:
 * @self: a table
 *
 * Returns: (transfer full): the names of the columns that are shown, in their order
 */
GStrv
lf_frame_table_dup_shown (LfFrameTable *self)
{
  return lf_frame_view_columns_dup_names (self->view);
}
