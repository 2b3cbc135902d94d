/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-frame-view-columns.h"

#include "app/lf-column-cell.h"
#include "app/lf-column-sorter.h"
#include "app/lf-frame-cell.h"

/* The columns of a view of frames */

#define NAME_DATA "lf-frame-column"
#define KIND_DATA "lf-frame-kind"

typedef struct
{
  const char *name;
  int         width;    /* pixels, with what is left and right of the text */
} Width;

static const Width widths[] = {
  { "id", 92 },           { "file", 250 },        { "folder", 150 },
  { "frame_type", 74 },   { "camera", 140 },      { "telescope", 140 },
  { "filter", 84 },       { "exposure", 94 },     { "obs_date", 108 },
  { "object", 130 },      { "imaging_session_id", 158 },
};

#define NUMBER_WIDTH 124
#define TEXT_WIDTH 164

static int
get_width (const LfFrameColumn *column)
{
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    if (g_str_equal (widths[i].name, column->name))
      return widths[i].width;
  return column->is_number ? NUMBER_WIDTH : TEXT_WIDTH;
}

/**
 * lf_frame_view_columns_get_kind:
 * @column: a column
 *
 * Returns: how its cells look
 */
LfFrameCellKind
lf_frame_view_columns_get_kind (const LfFrameColumn *column)
{
  if (g_str_equal (column->name, "exposure"))
    return LF_FRAME_CELL_EXPOSURE;
  if (g_str_equal (column->name, "file"))
    return LF_FRAME_CELL_FILE;
  if (g_str_equal (column->name, "folder"))
    return LF_FRAME_CELL_FOLDER;
  return column->is_number || g_str_equal (column->name, "id") ? LF_FRAME_CELL_NUMBER
                                                                : LF_FRAME_CELL_TEXT;
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item,
          gpointer            kind)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "lf-index"));

  lf_column_cell_set_child (item, lf_frame_cell_new (GPOINTER_TO_UINT (kind), index, item));
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item)
{
  lf_frame_cell_bind (LF_FRAME_CELL (gtk_list_item_get_child (item)));
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *item)
{
  lf_frame_cell_unbind (LF_FRAME_CELL (gtk_list_item_get_child (item)));
}

/* The list is sorted by SQL; the sorter only tells which column was chosen */
static int
compare_cb (LfSession *a,
            LfSession *b)
{
  return 0;
}

/* Titles stand above what they are titles of; GTK 4.8 has no property for it */
static void
align_title (GtkColumnView *view)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *title = header != NULL ? gtk_widget_get_last_child (header) : NULL;
  GtkWidget *contents = title != NULL ? gtk_widget_get_first_child (title) : NULL;

  if (contents != NULL)
    gtk_widget_set_halign (contents, GTK_ALIGN_END);
}

/**
 * lf_frame_view_columns_append:
 * @view: a view of frames
 * @column: a column
 * @index: its index in the rows of the frames
 *
 * Adds a column as the last one.
 */
void
lf_frame_view_columns_append (GtkColumnView       *view,
                              const LfFrameColumn *column,
                              guint                index)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = lf_column_sorter_new (compare_cb);
  g_autoptr (GtkColumnViewColumn) added = NULL;
  LfFrameCellKind kind = lf_frame_view_columns_get_kind (column);

  g_object_set_data (G_OBJECT (factory), "lf-index", GUINT_TO_POINTER (index));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (kind));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);

  added = gtk_column_view_column_new (column->title, factory);
  g_object_set_data_full (G_OBJECT (added), NAME_DATA, g_strdup (column->name), g_free);
  g_object_set_data (G_OBJECT (added), KIND_DATA, GUINT_TO_POINTER (kind));
  gtk_column_view_column_set_sorter (added, sorter);
  gtk_column_view_column_set_resizable (added, TRUE);
  gtk_column_view_column_set_fixed_width (added, lf_column_cell_scale (get_width (column)));
  gtk_column_view_append_column (view, added);
  if (kind == LF_FRAME_CELL_NUMBER || kind == LF_FRAME_CELL_EXPOSURE)
    align_title (view);
}

/**
 * lf_frame_view_columns_get_name:
 * @column: (nullable): a column of a view of frames
 *
 * Returns: (transfer none) (nullable): its name in layout 2
 */
const char *
lf_frame_view_columns_get_name (GtkColumnViewColumn *column)
{
  return column != NULL ? g_object_get_data (G_OBJECT (column), NAME_DATA) : NULL;
}

/**
 * lf_frame_view_columns_keep:
 * @view: a view of frames
 * @names: names of columns
 *
 * Takes all other columns out.
 */
void
lf_frame_view_columns_keep (GtkColumnView     *view,
                            const char *const *names)
{
  GListModel *shown = gtk_column_view_get_columns (view);

  for (guint i = g_list_model_get_n_items (shown); i > 0; i--)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (shown, i - 1);

      if (!g_strv_contains (names, lf_frame_view_columns_get_name (column)))
        gtk_column_view_remove_column (view, column);
    }
}

/**
 * lf_frame_view_columns_keep_same:
 * @view: a view of frames
 * @columns: (element-type LfFrameColumn): the columns that the catalog has now
 *
 * Takes those out that the catalog does not have any more, or that look otherwise now.
 */
void
lf_frame_view_columns_keep_same (GtkColumnView *view,
                                 GPtrArray     *columns)
{
  GListModel *shown = gtk_column_view_get_columns (view);

  for (guint i = g_list_model_get_n_items (shown); i > 0; i--)
    {
      g_autoptr (GtkColumnViewColumn) one = g_list_model_get_item (shown, i - 1);
      const LfFrameColumn *column =
        lf_frame_columns_find (columns, lf_frame_view_columns_get_name (one));
      guint kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (one), KIND_DATA));

      if (column == NULL || lf_frame_view_columns_get_kind (column) != kind)
        gtk_column_view_remove_column (view, one);
    }
}

/**
 * lf_frame_view_columns_dup_names:
 * @view: a view of frames
 *
 * Returns: (transfer full): the names of the columns, in their order
 */
GStrv
lf_frame_view_columns_dup_names (GtkColumnView *view)
{
  GListModel *shown = gtk_column_view_get_columns (view);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (shown, i);

      g_strv_builder_add (names, lf_frame_view_columns_get_name (column));
    }
  return g_strv_builder_end (names);
}
