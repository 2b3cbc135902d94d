/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-browser-state.h"

#include "app/lf-column-sorter.h"
#include "app/lf-session-columns.h"
#include "catalog/lf-session.h"

/* Narrower than this a column cannot be read, nor its edge be found again */
#define MIN_WIDTH 48

static const char *status_names[] = { "not-started", "in-progress", "complete", "unknown" };

/**
 * lf_browser_state_restore_columns:
 * @settings: the settings
 * @view: the session list
 *
 * Gives the columns the widths and the order they had.
 */
void
lf_browser_state_restore_columns (GSettings     *settings,
                                  GtkColumnView *view)
{
  g_autoptr (GVariant) widths = g_settings_get_value (settings, "column-widths");
  g_autofree char *sorted = g_settings_get_string (settings, "sort-column");
  gboolean descending = g_settings_get_boolean (settings, "sort-descending");
  GtkColumnViewColumn *column;
  GVariantIter iter;
  const char *id;
  int width;

  g_variant_iter_init (&iter, widths);
  while (g_variant_iter_next (&iter, "{&si}", &id, &width))
    {
      column = lf_session_columns_find (view, id);
      if (column != NULL && width >= MIN_WIDTH)
        lf_session_columns_set_width (column, width);
    }

  column = lf_session_columns_find (view, sorted);
  if (column == NULL)
    column = lf_session_columns_find (view, "created");
  gtk_column_view_sort_by_column (view, column,
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

/**
 * lf_browser_state_save_widths:
 * @settings: the settings
 * @view: the session list
 *
 * Keeps the widths of the columns that somebody has resized.
 */
void
lf_browser_state_save_widths (GSettings     *settings,
                              GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  GVariantBuilder widths;

  g_variant_builder_init (&widths, G_VARIANT_TYPE ("a{si}"));
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      int width = lf_session_columns_get_width (column);

      if (width >= MIN_WIDTH && lf_session_columns_is_resized (column))
        g_variant_builder_add (&widths, "{si}", lf_session_columns_get_id (column), width);
    }
  g_settings_set_value (settings, "column-widths", g_variant_builder_end (&widths));
}

/**
 * lf_browser_state_save_sort:
 * @settings: the settings
 * @view: the session list
 *
 * Keeps the column the list is sorted by.
 */
void
lf_browser_state_save_sort (GSettings     *settings,
                            GtkColumnView *view)
{
  GtkSortType order = GTK_SORT_ASCENDING;
  GtkColumnViewColumn *column = lf_column_sorter_find_primary (view, &order);

  if (column == NULL)
    return;

  g_settings_set_string (settings, "sort-column", lf_session_columns_get_id (column));
  g_settings_set_boolean (settings, "sort-descending", order == GTK_SORT_DESCENDING);
}

/**
 * lf_browser_state_load_status:
 * @settings: the settings
 *
 * Returns: the #LfStatus whose sessions are shown; -1 for all
 */
int
lf_browser_state_load_status (GSettings *settings)
{
  g_autofree char *name = g_settings_get_string (settings, "filter-status");

  for (guint i = 0; i < G_N_ELEMENTS (status_names); i++)
    if (g_str_equal (status_names[i], name))
      return (int) i;
  return -1;
}

/**
 * lf_browser_state_save_status:
 * @settings: the settings
 * @status: an #LfStatus; -1 for all
 *
 * Keeps the filter for the status.
 */
void
lf_browser_state_save_status (GSettings *settings,
                              int        status)
{
  g_settings_set_string (settings, "filter-status", status < 0 ? "" : status_names[status]);
}

/**
 * lf_browser_state_resort:
 * @view: the session list
 * @column: a column's id
 *
 * Sorts again after what a column shows has changed, if the list is sorted by it.
 */
void
lf_browser_state_resort (GtkColumnView *view,
                         const char    *column)
{
  GtkSortType order;
  GtkColumnViewColumn *primary = lf_column_sorter_find_primary (view, &order);

  if (primary != NULL && g_str_equal (lf_session_columns_get_id (primary), column))
    gtk_sorter_changed (gtk_column_view_column_get_sorter (primary), GTK_SORTER_CHANGE_DIFFERENT);
}

/**
 * lf_browser_state_scroll_to:
 * @view: the session list
 * @position: a row
 *
 * Scrolls to a row and lets it have the keyboard.
 */
void
lf_browser_state_scroll_to (GtkColumnView *view,
                            guint          position)
{
  /* The view's own list is its last child; gtk_column_view_scroll_to() came with GTK 4.12 */
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (view));

  if (list != NULL)
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
}
