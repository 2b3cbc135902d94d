/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "app/lf-frame-cell.h"
#include "app/lf-frame-chart.h"
#include "app/lf-frame-chooser.h"
#include "app/lf-frame-table.h"
#include "app/lf-frame-view-columns.h"
#include "app/lf-frames-page.h"
#include "app/lf-open-with.h"
#include "lf-test-ui.h"

#define N_MANY 5000

/* The dialog with its Frames page */
typedef struct
{
  LfSessionWindow *dialog;
  LfFramesPage    *page;
  LfFrameTable    *table;
} Shown;

static void
add_details (LfTestCatalog *catalog)
{
  lf_test_catalog_exec (catalog,
                        "UPDATE fits_files SET file = 'frame ' || id || '.fits', folder = '%q',"
                        " camera = 'QHY268M', gain = id * 10, median_fwhm = 2 + id * 0.125,"
                        " obs_timestamp = '2025-01-13 2' || (id %% 4) || ':00:00'",
                        "/nowhere");
  lf_test_catalog_exec (catalog, "UPDATE fits_files SET bad = 1 WHERE id = 2");
  lf_test_catalog_exec (catalog, "UPDATE fits_files SET file_not_found = 1 WHERE id = 3");
}

static void
wait_ready (Shown *shown)
{
  lf_test_ui_until (lf_frames_page_is_ready (shown->page));
}

static Shown
open_frames (LfTestUi      *ui,
             LfTestCatalog *catalog,
             const char    *session)
{
  g_autofree char *path = g_strdup (catalog->path);
  Shown shown;

  lf_test_catalog_close (catalog);
  shown.dialog = lf_test_ui_open_page (ui, path, session, "frames");
  shown.page = LF_FRAMES_PAGE (lf_test_ui_find (shown.dialog, LF_TYPE_FRAMES_PAGE, 0));
  shown.table = lf_test_ui_child (shown.page, "table");
  wait_ready (&shown);
  return shown;
}

static Shown
open_filled (LfTestUi   *ui,
             const char *session)
{
  LfTestCatalog *catalog = lf_test_catalog_new (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);

  lf_test_catalog_fill (catalog);
  add_details (catalog);
  return open_frames (ui, catalog, session);
}

static GListModel *
get_model (Shown *shown)
{
  return G_LIST_MODEL (lf_frame_table_get_model (shown->table));
}

static gboolean
has_row (Shown *shown,
         guint  position)
{
  g_autoptr (LfFrame) frame = g_list_model_get_item (get_model (shown), position);

  return frame != NULL && lf_frame_get_row (frame) != NULL;
}

/* What the view shows in its first row, once it is read */
static char *
dup_row (Shown *shown,
         guint  position)
{
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (lf_frame_table_get_view (shown->table)));
  GtkWidget *row = gtk_widget_get_first_child (list);

  lf_test_ui_until (has_row (shown, position));
  for (guint i = 0; i < position; i++)
    row = gtk_widget_get_next_sibling (row);
  return lf_test_ui_dup_texts (row);
}

/* The numbers of the frames in their order */
static char *
dup_numbers (Shown *shown)
{
  LfFrameModel *model = lf_frame_table_get_model (shown->table);
  GString *numbers = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    g_string_append_printf (numbers, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            lf_frame_model_get_number (model, i));
  return g_string_free (numbers, FALSE);
}

static void
assert_numbers (Shown      *shown,
                const char *expected)
{
  g_autofree char *numbers = NULL;

  wait_ready (shown);
  numbers = dup_numbers (shown);
  g_assert_cmpstr (numbers, ==, expected);
}

static const char *
get_footer (Shown *shown)
{
  return gtk_label_get_text (lf_test_ui_child (shown->dialog, "footer"));
}

static const char *
get_state (Shown *shown)
{
  return gtk_stack_get_visible_child_name (lf_test_ui_child (shown->page, "stack"));
}

static GtkColumnViewColumn *
find_column (Shown      *shown,
             const char *name)
{
  GListModel *columns = gtk_column_view_get_columns (lf_frame_table_get_view (shown->table));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (lf_frame_view_columns_get_name (column), name) == 0)
        return column;
    }
  return NULL;
}

static void
test_shows (LfTestUi      *ui,
            gconstpointer  data)
{
  Shown shown = open_filled (ui, "S1");
  g_autofree char *row = dup_row (&shown, 0);
  g_autofree char *bad = dup_row (&shown, 1);
  g_autofree char *missing = dup_row (&shown, 2);
  g_autofree char *tabs = lf_test_ui_dup_texts (lf_test_ui_child (shown.dialog, "tabs"));

  assert_numbers (&shown, "1 2 3 4 5 6");
  lf_test_ui_assert_has (row, "1|frame 1.fits|/nowhere|N1|LIGHT|QHY268M|");
  lf_test_ui_assert_has (row, "Ha|300 s|");
  lf_test_ui_assert_has (row, "M 31");
  lf_test_ui_assert_has (bad, "frame 2.fits|bad|");
  lf_test_ui_assert_has (missing, "frame 3.fits|missing|");
  g_assert_cmpstr (get_footer (&shown), ==, "6 frames");
  lf_test_ui_assert_has (tabs, "Overview|Frames|6|");
}

/* Nothing of it is read before it is seen */
static void
test_lazy (LfTestUi      *ui,
           gconstpointer  data)
{
  g_autofree char *path = lf_test_make_catalog (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);
  LfSessionWindow *dialog;
  GtkWidget *page;

  lf_test_ui_open (ui, path);
  dialog = lf_test_ui_activate (ui, "S1");
  lf_test_ui_settle ();
  page = lf_test_ui_find (dialog, LF_TYPE_FRAMES_PAGE, 0);
  g_assert_null (lf_frame_table_get_model (lf_test_ui_child (page, "table")));
  g_assert_true (lf_test_ui_press (dialog, GDK_KEY_Page_Down, GDK_CONTROL_MASK));
  lf_test_ui_until (lf_frames_page_is_ready (LF_FRAMES_PAGE (page)));
  g_assert_true (lf_test_ui_press (dialog, GDK_KEY_Page_Up, GDK_CONTROL_MASK));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (lf_test_ui_child (dialog, "pages")), ==,
                   "overview");
}

static void
test_empty (LfTestUi      *ui,
            gconstpointer  data)
{
  Shown shown = open_filled (ui, "S2");

  g_assert_cmpstr (get_state (&shown), ==, "none");
  g_assert_cmpstr (get_footer (&shown), ==, "0 frames");
}

static void
test_sort (LfTestUi      *ui,
           gconstpointer  data)
{
  Shown shown = open_filled (ui, "S1");
  GtkColumnView *view = lf_frame_table_get_view (shown.table);

  gtk_column_view_sort_by_column (view, find_column (&shown, "exposure"), GTK_SORT_ASCENDING);
  assert_numbers (&shown, "6 5 3 1 2 4");
  gtk_column_view_sort_by_column (view, find_column (&shown, "exposure"), GTK_SORT_DESCENDING);
  assert_numbers (&shown, "1 2 4 3 5 6");
}

static void
test_filter (LfTestUi      *ui,
             gconstpointer  data)
{
  Shown shown = open_filled (ui, "S1");
  gpointer search = lf_test_ui_child (shown.page, "search");

  gtk_drop_down_set_selected (lf_test_ui_child (shown.page, "type"), 1);
  assert_numbers (&shown, "1 2 3");
  g_assert_cmpstr (get_footer (&shown), ==, "3 of 6 frames");
  gtk_toggle_button_set_active (lf_test_ui_child (shown.page, "flawed"), TRUE);
  assert_numbers (&shown, "2 3");
  gtk_editable_set_text (search, "no such frame");
  g_signal_emit_by_name (search, "search-changed");
  assert_numbers (&shown, "");
  g_assert_cmpstr (get_state (&shown), ==, "nothing-found");
  gtk_widget_activate_action (GTK_WIDGET (shown.page), "frames.show-all", NULL);
  assert_numbers (&shown, "1 2 3 4 5 6");
  g_assert_cmpstr (get_state (&shown), ==, "table");
}

/* From any page, and wherever the focus is */
static void
test_search_key (LfTestUi      *ui,
                 gconstpointer  data)
{
  Shown shown = open_filled (ui, "S1");
  GtkWidget *search = lf_test_ui_child (shown.page, "search");

  gtk_widget_activate_action (GTK_WIDGET (shown.dialog), "session.page", "s", "notes");
  gtk_window_set_focus (GTK_WINDOW (shown.dialog), NULL);
  g_assert_true (lf_test_ui_press (GTK_WIDGET (shown.dialog), GDK_KEY_f, GDK_CONTROL_MASK));
  wait_ready (&shown);
  g_assert_nonnull (gtk_window_get_focus (GTK_WINDOW (shown.dialog)));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (shown.dialog)), search));
}

static GtkSelectionModel *
get_selection (Shown *shown)
{
  return gtk_column_view_get_model (lf_frame_table_get_view (shown->table));
}

/* Frames stay selected in another order */
static void
test_selection (LfTestUi      *ui,
                gconstpointer  data)
{
  Shown shown = open_filled (ui, "S1");
  g_autoptr (GArray) selected = NULL;

  gtk_selection_model_select_range (get_selection (&shown), 1, 2, TRUE);
  g_assert_cmpstr (get_footer (&shown), ==, "6 frames · 2 selected");
  gtk_column_view_sort_by_column (lf_frame_table_get_view (shown.table),
                                  find_column (&shown, "id"), GTK_SORT_DESCENDING);
  assert_numbers (&shown, "6 5 4 3 2 1");
  selected = lf_frame_table_dup_selected (shown.table);
  g_assert_cmpuint (selected->len, ==, 2);
  g_assert_cmpint (g_array_index (selected, gint64, 0), ==, 3);
  g_assert_cmpint (g_array_index (selected, gint64, 1), ==, 2);
}

static void
text_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_copy (LfTestUi      *ui,
           gconstpointer  data)
{
  Shown shown = open_filled (ui, "S1");
  g_autofree char *text = NULL;

  gtk_selection_model_select_range (get_selection (&shown), 0, 2, TRUE);
  g_assert_true (lf_test_ui_press (shown.page, GDK_KEY_c, GDK_CONTROL_MASK));
  lf_test_ui_until (strstr (lf_test_ui_get_message (shown.dialog), "2 frames were copied") != NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (shown.page)), NULL, text_cb,
                                 &text);
  lf_test_ui_until (text != NULL);
  lf_test_ui_assert_has (text, "Id\tFile\tFolder\tImaging session\tType\tCamera\tTelescope\t"
                               "Filter\tExposure\tDate\tObject\n1\tframe 1.fits\t/nowhere\tN1\t"
                               "LIGHT\tQHY268M\t\tHa\t300\t");
  lf_test_ui_assert_has (text, "\n2\tframe 2.fits\t");
}

static void
choose (Shown      *shown,
        const char *name)
{
  LfFrameChooser *chooser = lf_test_ui_child (shown->page, "chooser");
  GtkWidget *button = lf_test_ui_find (chooser, GTK_TYPE_MENU_BUTTON, 0);
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  GtkWidget *check;

  gtk_popover_popup (GTK_POPOVER (popover));
  for (guint i = 0; (check = lf_test_ui_find (popover, GTK_TYPE_CHECK_BUTTON, i)) != NULL; i++)
    if (g_str_equal (gtk_widget_get_name (check), name))
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                   !gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  gtk_popover_popdown (GTK_POPOVER (popover));
}

static gboolean
row_has (Shown      *shown,
         guint       position,
         const char *part)
{
  g_autofree char *row = dup_row (shown, position);

  return strstr (row, part) != NULL;
}

/* Any other column, which is remembered */
/* Whether the column at the right is seen */
static gboolean
is_at_end (Shown *shown)
{
  GtkColumnView *view = lf_frame_table_get_view (shown->table);
  GtkAdjustment *position = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view));

  return gtk_adjustment_get_value (position) > 0 &&
         gtk_adjustment_get_value (position) + gtk_adjustment_get_page_size (position) >=
           gtk_adjustment_get_upper (position);
}

static void
test_columns (LfTestUi      *ui,
              gconstpointer  data)
{
  Shown shown = open_filled (ui, "S1");
  g_auto (GStrv) kept = NULL;

  g_assert_null (find_column (&shown, "gain"));
  choose (&shown, "gain");
  choose (&shown, "median_fwhm");
  lf_test_ui_until (is_at_end (&shown));
  g_assert_nonnull (find_column (&shown, "gain"));
  lf_test_ui_until (row_has (&shown, 0, "|10|2.125"));
  kept = g_settings_get_strv (ui->settings, "frame-columns");
  g_assert_cmpuint (g_strv_length (kept), ==, 2);
  choose (&shown, "gain");
  g_assert_null (find_column (&shown, "gain"));
  lf_test_ui_until (row_has (&shown, 0, "M 31|2.125"));
}

/* The page goes with the session, whatever it showed before */
static void
test_steps (LfTestUi      *ui,
            gconstpointer  data)
{
  Shown shown = open_filled (ui, "S1");

  gtk_selection_model_select_item (get_selection (&shown), 0, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (shown.dialog), "session.next", NULL);
  lf_test_ui_until (g_str_equal (get_state (&shown), "none"));
  gtk_widget_activate_action (GTK_WIDGET (shown.dialog), "session.previous", NULL);
  lf_test_ui_until (g_str_equal (get_state (&shown), "table") &&
                    lf_frames_page_is_ready (shown.page));
  assert_numbers (&shown, "1 2 3 4 5 6");
  g_assert_cmpstr (get_footer (&shown), ==, "6 frames");
}

static const char *
get_summary (Shown *shown)
{
  return gtk_label_get_text (lf_test_ui_child (lf_test_ui_child (shown->page, "chart"),
                                               "summary"));
}

static void
test_chart (LfTestUi      *ui,
            gconstpointer  data)
{
  LfTestCatalog *catalog = lf_test_catalog_new (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);
  LfTestFrame frame = { "S1", "LIGHT", "M 31", "Ha", 300, "N1" };
  Shown shown;
  g_autoptr (GArray) selected = NULL;

  lf_test_catalog_add_session (catalog, "S1", "Andromeda");
  for (guint i = 0; i < 40; i++)
    lf_test_catalog_add_frame (catalog, &frame);
  lf_test_catalog_exec (catalog, "UPDATE fits_files SET median_fwhm = 2 + id %% 2 * 0.1,"
                                 " obs_timestamp = '2025-01-13 20:' || printf ('%%02d', id)"
                                 " || ':00'");
  lf_test_catalog_exec (catalog, "UPDATE fits_files SET median_fwhm = 9 WHERE id = 17");
  shown = open_frames (ui, catalog, "S1");
  g_assert_cmpstr (get_summary (&shown), ==, "");
  gtk_toggle_button_set_active (lf_test_ui_child (shown.page, "chart_button"), TRUE);
  lf_test_ui_until (strstr (get_summary (&shown), "1 outside 3 σ") != NULL);
  lf_test_ui_assert_has (get_summary (&shown), "40 frames · mean 2.2");
  gtk_widget_activate_action (GTK_WIDGET (shown.page), "frames.select-outliers", NULL);
  selected = lf_frame_table_dup_selected (shown.table);
  g_assert_cmpuint (selected->len, ==, 1);
  g_assert_cmpint (g_array_index (selected, gint64, 0), ==, 17);

  /* It follows the filters */
  gtk_drop_down_set_selected (lf_test_ui_child (shown.page, "type"), 2);
  lf_test_ui_until (*get_summary (&shown) == '\0');
}

/* Through one night, for nights lie far apart */
static void
test_chart_night (LfTestUi      *ui,
                  gconstpointer  data)
{
  LfTestCatalog *catalog = lf_test_catalog_new (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);
  LfTestFrame frame = { "S1", "LIGHT", "M 31", "Ha", 300, "N1" };
  Shown shown;
  GtkDropDown *night;
  g_autofree char *title = NULL;
  g_autofree char *path = g_build_filename (ui->folder, "some.db", NULL);

  lf_test_catalog_add_session (catalog, "S1", "Andromeda");
  for (guint i = 0; i < 5; i++)
    lf_test_catalog_add_frame (catalog, &frame);
  lf_test_catalog_exec (catalog, "UPDATE fits_files SET median_fwhm = id, obs_timestamp ="
                                 " '2025-0' || (1 + id / 4) || '-13 20:00:0' || id");
  shown = open_frames (ui, catalog, "S1");
  night = lf_test_ui_child (lf_test_ui_child (shown.page, "chart"), "night");
  gtk_toggle_button_set_active (lf_test_ui_child (shown.page, "chart_button"), TRUE);
  lf_test_ui_until (strstr (get_summary (&shown), "5 frames · mean 3 ") != NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (night)));
  gtk_drop_down_set_selected (night, 2);
  lf_test_ui_assert_has (get_summary (&shown), "2 frames · mean 4.5 ");
  g_object_get (gtk_drop_down_get_selected_item (night), "string", &title, NULL);
  g_assert_cmpstr (title, ==, "2025-02-13");

  /* Without frames of it, it is not there to be shown */
  lf_test_exec (path, "UPDATE fits_files SET obs_timestamp = NULL WHERE id > 3");
  lf_test_ui_until (strstr (get_summary (&shown), "3 frames · mean 2 ") != NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (night)));
}

static void
test_missing_file (LfTestUi      *ui,
                   gconstpointer  data)
{
  Shown shown = open_filled (ui, "S1");

  gtk_selection_model_select_item (get_selection (&shown), 0, TRUE);
  lf_test_ui_until (has_row (&shown, 0));
  gtk_widget_activate_action (GTK_WIDGET (shown.page), "frames.open", NULL);
  lf_test_ui_until (strstr (lf_test_ui_get_message (shown.dialog),
                            "“/nowhere/frame 1.fits” is not there.") != NULL);
}

static GtkWindow *
find_open_with (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (LF_IS_OPEN_WITH (window))
        return window;
    }
  return NULL;
}

/* Programs are listed, or it is said that there are none; closed at once it does no harm */
static void
test_open_with (LfTestUi      *ui,
                gconstpointer  data)
{
  Shown shown = open_filled (ui, "S1");
  GtkStack *stack;

  gtk_selection_model_select_item (get_selection (&shown), 0, TRUE);
  lf_test_ui_until (has_row (&shown, 0));
  gtk_widget_activate_action (GTK_WIDGET (shown.page), "frames.open-with", NULL);
  gtk_window_close (find_open_with ());
  lf_test_ui_until (find_open_with () == NULL);

  gtk_widget_activate_action (GTK_WIDGET (shown.page), "frames.open-with", NULL);
  stack = lf_test_ui_child (find_open_with (), "stack");
  lf_test_ui_until (!g_str_equal (gtk_stack_get_visible_child_name (stack), "loading"));
  gtk_window_close (find_open_with ());
  lf_test_ui_until (find_open_with () == NULL);
}

static Shown
open_many (LfTestUi *ui)
{
  LfTestCatalog *catalog = lf_test_catalog_new (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);

  lf_test_catalog_add_session (catalog, "S1", "Many");
  lf_test_catalog_exec (catalog, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                                 " WHERE i < %d) INSERT INTO fits_files (id, file, folder,"
                                 " frame_type) SELECT i, i || '.fits', '/nowhere', 'LIGHT' FROM n",
                        N_MANY);
  lf_test_catalog_exec (catalog, "INSERT INTO processing_session_files (processing_session_id,"
                                 " fits_file_id, original_path, original_filename, staged_path,"
                                 " staged_filename, subfolder)"
                                 " SELECT 'S1', id, '', '', '', '', '' FROM fits_files");
  return open_frames (ui, catalog, "S1");
}

/* Of many frames only those near what is seen are read, and any place can be gone to */
static void
test_many (LfTestUi      *ui,
           gconstpointer  data)
{
  Shown shown = open_many (ui);
  gint64 last = N_MANY;

  g_assert_cmpuint (g_list_model_get_n_items (get_model (&shown)), ==, N_MANY);
  g_assert_cmpuint (lf_frame_model_get_n_pages (lf_frame_table_get_model (shown.table)), <, 10);
  lf_frame_table_select (shown.table, &last, 1);
  lf_test_ui_until (has_row (&shown, N_MANY - 1));
  g_assert_cmpuint (lf_frame_table_get_n_selected (shown.table), ==, 1);
}

/* Whether each row that the view has shows the frame of its place */
static gboolean
rows_are_right (Shown *shown)
{
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (lf_frame_table_get_view (shown->table)));
  LfFrameModel *model = lf_frame_table_get_model (shown->table);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *cell = lf_test_ui_find (row, LF_TYPE_FRAME_CELL, 0);
      g_autofree char *texts = lf_test_ui_dup_texts (row);
      g_autofree char *file = NULL;
      guint position;

      if (cell == NULL)
        continue;
      position = lf_frame_cell_get_position (LF_FRAME_CELL (cell));
      if (position >= g_list_model_get_n_items (G_LIST_MODEL (model)))
        return FALSE;
      file = g_strdup_printf ("%" G_GINT64_FORMAT ".fits",
                              lf_frame_model_get_number (model, position));
      if (strstr (texts, file) == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
assert_selected (Shown  *shown,
                 gint64  number,
                 guint   expected)
{
  g_autoptr (GArray) selected = lf_frame_table_dup_selected (shown->table);

  g_assert_cmpuint (selected->len, ==, expected);
  if (expected > 0)
    g_assert_cmpint (g_array_index (selected, gint64, 0), ==, number);
}

/* Rows stay and show other frames, more or fewer of them, also if the next question comes before the
 * last one is answered, or before all rows have come or gone */
static void
test_rows (LfTestUi      *ui,
           gconstpointer  data)
{
  static const struct { const char *search; guint n; } steps[] = {
    { "77", 95 },  { "7", 1355 }, { "4999", 1 },  { "", N_MANY }, { "nothing", 0 },
    { "500", 6 },  { "49", 199 },   { "770", 5 },    { "", N_MANY },
  };
  Shown shown = open_many (ui);
  GtkColumnView *view = lf_frame_table_get_view (shown.table);
  gpointer search = lf_test_ui_child (shown.page, "search");
  gint64 number = 770;
  gboolean is_selected = TRUE;

  lf_frame_table_select (shown.table, &number, 1);
  for (guint i = 0; i < 3 * G_N_ELEMENTS (steps); i++)
    {
      guint step = i % G_N_ELEMENTS (steps);
      gboolean found = step == 0 || step == 1 || step == 3 || step == 7 || step == 8;

      gtk_column_view_sort_by_column (view, find_column (&shown, "file"),
                                      i % 4 < 2 ? GTK_SORT_ASCENDING : GTK_SORT_DESCENDING);
      gtk_editable_set_text (search, steps[step].search);
      g_signal_emit_by_name (search, "search-changed");
      /* A frame that is not among those found is no longer selected when it is found again */
      is_selected &= found;
      for (guint j = 0; j < (guint) g_test_rand_int_range (0, 60); j++)
        g_main_context_iteration (NULL, FALSE);
      if (g_test_rand_int_range (0, 2) == 0)
        continue;

      wait_ready (&shown);
      g_assert_cmpuint (g_list_model_get_n_items (get_model (&shown)), ==, steps[step].n);
      /* Where there are no frames the table is not seen, and may still lose its rows */
      if (steps[step].n == 0)
        continue;
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_selection (&shown))), ==,
                        steps[step].n);
      lf_test_ui_until (rows_are_right (&shown));
      if (is_selected || !found)
        assert_selected (&shown, number, found ? 1 : 0);
      if (found)
        lf_frame_table_select (shown.table, &number, 1);
      is_selected = found;
    }

  gtk_editable_set_text (search, "");
  g_signal_emit_by_name (search, "search-changed");
  wait_ready (&shown);
  lf_frame_table_select (shown.table, &number, 1);
  assert_selected (&shown, number, 1);
  lf_test_ui_until (rows_are_right (&shown));
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; LfTestUiFunc func; } tests[] = {
    { "shows", test_shows },
    { "lazy", test_lazy },
    { "empty", test_empty },
    { "sort", test_sort },
    { "filter", test_filter },
    { "search-key", test_search_key },
    { "selection", test_selection },
    { "copy", test_copy },
    { "columns", test_columns },
    { "steps", test_steps },
    { "chart", test_chart },
    { "chart-night", test_chart_night },
    { "missing-file", test_missing_file },
    { "open-with", test_open_with },
    { "many", test_many },
    { "rows", test_rows },
  };

  lf_test_ui_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/frames-page/", tests[i].name, NULL);

      lf_test_ui_add (path, tests[i].func, NULL);
    }
  return g_test_run ();
}
