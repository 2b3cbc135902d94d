/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-session-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/lf-bar-cell.h"
#include "app/lf-calibration-badge.h"
#include "app/lf-column-cell.h"
#include "app/lf-column-sorter.h"
#include "app/lf-text.h"
#include "catalog/lf-format.h"
#include "catalog/lf-session.h"

/* Left and right of what is in a cell, as style.css has it */
#define CELL_PADDING 12

/* So wide is the first column at the least, or another one goes */
#define LEAST_NAME 160

#define FIT_DATA "lf-fit-source"
#define WIDTH_DATA "lf-first-width"
#define KEPT_DATA "lf-kept-width"

typedef void (*BindFunc) (GtkWidget *cell,
                          LfSession *session);

typedef struct
{
  const char       *id;         /* in the settings */
  const char       *title;
  int               width;      /* pixels; -1 takes what is left */
  int             (*measure) (void);    /* the least width; NULL for any */
  LfSessionCompare  compare;
  GtkWidget      *(*make) (void);
  BindFunc          bind;
  void            (*unbind) (GtkWidget *cell);
} ColumnKind;

static GtkWidget *
make_line (const char *css_class)
{
  GtkWidget *line = g_object_new (GTK_TYPE_INSCRIPTION,
                                  "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                                  "min-lines", 1u,
                                  "nat-lines", 1u,
                                  NULL);

  gtk_widget_add_css_class (line, css_class);
  return line;
}

static GtkWidget *
make_name (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), make_line ("session-name"));
  gtk_box_append (GTK_BOX (box), make_line ("caption"));
  return box;
}

static void
bind_name (GtkWidget *cell,
           LfSession *session)
{
  GtkWidget *name = gtk_widget_get_first_child (cell);
  GtkWidget *caption = gtk_widget_get_last_child (cell);
  g_autofree char *title = lf_format_one_line (lf_session_get_name (session));
  g_autofree char *objects = lf_session_dup_objects_text (session);
  g_autofree char *line = lf_format_one_line (objects);
  g_autofree char *id = lf_format_one_line (lf_session_get_id (session));
  g_autofree char *text = *line != '\0' ? g_strjoin (" · ", id, line, NULL) : g_strdup (id);

  gtk_inscription_set_text (GTK_INSCRIPTION (name), title);
  gtk_inscription_set_text (GTK_INSCRIPTION (caption), text);
}

static GtkWidget *
make_status (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "pill");
  return label;
}

static void
bind_status (GtkWidget *cell,
             LfSession *session)
{
  LfStatus status = lf_session_get_status (session);
  const char *classes[] = { "pill", lf_text_get_status_class (status), NULL };
  g_autofree char *text =
    lf_format_one_line (lf_text_get_status (status, lf_session_get_status_text (session)));

  gtk_label_set_text (GTK_LABEL (cell), text);
  gtk_widget_set_css_classes (cell, classes);
}

/* In other languages the words may be longer than the column is in English */
static int
measure_status (void)
{
  g_autoptr (GtkWidget) pill = g_object_ref_sink (make_status ());
  int widest = 0;

  for (int status = LF_STATUS_NOT_STARTED; status <= LF_STATUS_COMPLETE; status++)
    {
      int width;

      gtk_label_set_text (GTK_LABEL (pill), lf_text_get_status ((LfStatus) status, NULL));
      gtk_widget_measure (pill, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
      widest = MAX (widest, width);
    }
  return widest + 2 * CELL_PADDING;
}

static int
measure_calibration (void)
{
  return lf_calibration_badge_measure () + 2 * CELL_PADDING;
}

static void
bind_frames (GtkWidget *cell,
             LfSession *session)
{
  lf_bar_cell_show_frames (LF_BAR_CELL (cell), session);
}

static void
bind_integration (GtkWidget *cell,
                  LfSession *session)
{
  lf_bar_cell_show_integration (LF_BAR_CELL (cell), session);
}

static void
unbind_bar (GtkWidget *cell)
{
  lf_bar_cell_clear (LF_BAR_CELL (cell));
}

static void
bind_calibration (GtkWidget *cell,
                  LfSession *session)
{
  lf_calibration_badge_show (LF_CALIBRATION_BADGE (cell), session);
}

static void
unbind_calibration (GtkWidget *cell)
{
  lf_calibration_badge_clear (LF_CALIBRATION_BADGE (cell));
}

static GtkWidget *
make_created (void)
{
  GtkWidget *line = make_line ("numeric");

  gtk_inscription_set_xalign (GTK_INSCRIPTION (line), 1);
  return line;
}

static void
bind_created (GtkWidget *cell,
              LfSession *session)
{
  g_autofree char *date = lf_format_date (lf_session_get_created (session));

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), date);
}

static int
compare_name (LfSession *a,
              LfSession *b)
{
  return strcmp (lf_session_get_sort_key (a), lf_session_get_sort_key (b));
}

static int
compare_status (LfSession *a,
                LfSession *b)
{
  LfStatus left = lf_session_get_status (a);
  LfStatus right = lf_session_get_status (b);

  if (left == LF_STATUS_UNKNOWN && right == LF_STATUS_UNKNOWN)
    return g_strcmp0 (lf_session_get_status_text (a), lf_session_get_status_text (b));
  return (int) left - (int) right;
}

static int
compare_frames (LfSession *a,
                LfSession *b)
{
  guint left = lf_session_get_n_frames (a);
  guint right = lf_session_get_n_frames (b);

  return (left > right) - (left < right);
}

static int
compare_integration (LfSession *a,
                     LfSession *b)
{
  double left = lf_session_get_seconds (a);
  double right = lf_session_get_seconds (b);

  return (left > right) - (left < right);
}

static int
compare_created (LfSession *a,
                 LfSession *b)
{
  int order = g_strcmp0 (lf_session_get_created (a), lf_session_get_created (b));

  return order != 0 ? order : strcmp (lf_session_get_id (a), lf_session_get_id (b));
}

static const ColumnKind kinds[] = {
  { "name", N_("Session"), -1, NULL, compare_name, make_name, bind_name, NULL },
  { "status", N_("Status"), 128, measure_status, compare_status, make_status, bind_status, NULL },
  { "frames", N_("Frames"), 208, NULL, compare_frames, lf_bar_cell_new, bind_frames, unbind_bar },
  { "integration", N_("Integration"), 208, NULL, compare_integration, lf_bar_cell_new,
    bind_integration, unbind_bar },
  { "calibration", N_("Calibration"), 172, measure_calibration, lf_calibration_badge_compare,
    lf_calibration_badge_new, bind_calibration, unbind_calibration },
  { "created", N_("Created"), 120, NULL, compare_created, make_created, bind_created, NULL },
};

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          const ColumnKind         *kind)
{
  g_object_set_data (G_OBJECT (item), "lf-column-kind", (gpointer) kind);
  lf_column_cell_set_child (item, kind->make ());
}

/* The catalog says something else of a session that is seen; it stays in its row */
static void
changed_cb (LfSession   *session,
            GtkListItem *item)
{
  const ColumnKind *kind = g_object_get_data (G_OBJECT (item), "lf-column-kind");

  kind->bind (gtk_list_item_get_child (item), session);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         const ColumnKind         *kind)
{
  LfSession *session = gtk_list_item_get_item (item);

  kind->bind (gtk_list_item_get_child (item), session);
  g_signal_connect (session, "changed", G_CALLBACK (changed_cb), item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           const ColumnKind         *kind)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), changed_cb, item);
  if (kind->unbind != NULL)
    kind->unbind (gtk_list_item_get_child (item));
}

static GtkColumnViewColumn *
make_column (const ColumnKind *kind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;
  g_autoptr (GtkSorter) sorter = lf_column_sorter_new (kind->compare);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) kind);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), (gpointer) kind);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), (gpointer) kind);

  column = gtk_column_view_column_new (_(kind->title), factory);
  g_object_set_data (G_OBJECT (column), "lf-column-kind", (gpointer) kind);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, kind->width < 0);
  if (kind->width > 0)
    {
      int least = kind->measure != NULL ? kind->measure () : 0;
      int usual = lf_column_cell_scale (kind->width);
      int width = MAX (usual, least);

      gtk_column_view_column_set_fixed_width (column, width);
      g_object_set_data (G_OBJECT (column), WIDTH_DATA, GINT_TO_POINTER (width));
    }
  return column;
}

/* A column's title is a button whose contents start at its left edge; over numbers that are set to
 * the right it belongs there too. GTK 4.8 has no property for it. */
static void
align_last_title (GtkColumnView *view)
{
  GtkWidget *titles = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *title = titles != NULL ? gtk_widget_get_last_child (titles) : NULL;
  GtkWidget *contents = title != NULL ? gtk_widget_get_first_child (title) : NULL;

  if (contents != NULL)
    gtk_widget_set_halign (contents, GTK_ALIGN_END);
}

/* What the columns need, with a name that can be read */
static int
measure_all (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  int width = lf_column_cell_scale (LEAST_NAME);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      width += MAX (0, lf_session_columns_get_width (column));
    }
  return width;
}

/* GTK 4.8 keeps the place of a column that is not shown, if it has a width of its own */
static void
show_column (GtkColumnViewColumn *column,
             gboolean             shown)
{
  int width = lf_session_columns_get_width (column);

  gtk_column_view_column_set_visible (column, shown);
  gtk_column_view_column_set_fixed_width (column, shown ? width : 0);
  g_object_set_data (G_OBJECT (column), KEPT_DATA, GINT_TO_POINTER (shown ? 0 : width));
}

static gboolean
fit_cb (gpointer data)
{
  GtkColumnView *view = data;
  GtkAdjustment *across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view));
  GtkColumnViewColumn *column = lf_session_columns_find (view, "calibration");
  double size = across != NULL ? gtk_adjustment_get_page_size (across) : 0;
  gboolean fits = size >= measure_all (view);

  g_object_set_data (G_OBJECT (view), FIT_DATA, NULL);
  if (column != NULL && size > 0 && gtk_column_view_column_get_visible (column) != fits)
    show_column (column, fits);
  return G_SOURCE_REMOVE;
}

/* Not while the view gets its size */
static void
fit_later (GtkColumnView *view)
{
  guint source;

  if (g_object_get_data (G_OBJECT (view), FIT_DATA) != NULL)
    return;

  source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_cb, g_object_ref (view), g_object_unref);
  g_object_set_data (G_OBJECT (view), FIT_DATA, GUINT_TO_POINTER (source));
}

static void
across_cb (GtkColumnView *view)
{
  GtkAdjustment *across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view));

  if (across != NULL)
    g_signal_connect_object (across, "notify::page-size", G_CALLBACK (fit_later), view,
                             G_CONNECT_SWAPPED);
}

/**
 * lf_session_columns_add:
 * @view: an empty column view for a model of #LfSession
 *
 * Gives the session list its columns. In a narrow window the calibration gives way to the name.
 */
void
lf_session_columns_add (GtkColumnView *view)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = make_column (&kinds[i]);

      gtk_column_view_append_column (view, column);
    }
  align_last_title (view);
  g_signal_connect (view, "notify::hadjustment", G_CALLBACK (across_cb), NULL);
  across_cb (view);
}

/**
 * lf_session_columns_find:
 * @view: a column view that lf_session_columns_add() made
 * @id: a column's id
 *
 * Returns: (transfer none) (nullable): the column
 */
GtkColumnViewColumn *
lf_session_columns_find (GtkColumnView *view,
                         const char    *id)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (lf_session_columns_get_id (column), id) == 0)
        return column;
    }
  return NULL;
}

/**
 * lf_session_columns_get_id:
 * @column: a column of the session list
 *
 * Returns: (transfer none): its id, as it is kept in the settings
 */
const char *
lf_session_columns_get_id (GtkColumnViewColumn *column)
{
  const ColumnKind *kind = g_object_get_data (G_OBJECT (column), "lf-column-kind");

  return kind->id;
}

/**
 * lf_session_columns_get_width:
 * @column: a column of the session list
 *
 * Returns: its width in pixels, also if there is no room for it; -1 if it takes what is left
 */
int
lf_session_columns_get_width (GtkColumnViewColumn *column)
{
  int kept = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), KEPT_DATA));

  return kept > 0 ? kept : gtk_column_view_column_get_fixed_width (column);
}

/**
 * lf_session_columns_set_width:
 * @column: a column of the session list
 * @width: its width in pixels
 *
 * Gives a column a width, which it has as soon as there is room for it.
 */
void
lf_session_columns_set_width (GtkColumnViewColumn *column,
                              int                  width)
{
  if (g_object_get_data (G_OBJECT (column), KEPT_DATA) != NULL)
    g_object_set_data (G_OBJECT (column), KEPT_DATA, GINT_TO_POINTER (width));
  else
    gtk_column_view_column_set_fixed_width (column, width);
}

/**
 * lf_session_columns_is_resized:
 * @column: a column of the session list
 *
 * Returns: whether it has another width than it begins with in this language
 */
gboolean
lf_session_columns_is_resized (GtkColumnViewColumn *column)
{
  int first = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), WIDTH_DATA));

  return first == 0 || lf_session_columns_get_width (column) != first;
}
