/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "app/lf-browser-state.h"
#include "app/lf-frame-table.h"
#include "app/lf-frames-page.h"
#include "app/lf-notes-page.h"
#include "app/lf-session-browser.h"
#include "app/lf-session-columns.h"
#include "lf-test-ui.h"

#define N_SESSIONS 80
#define N_FRAMES 400

/* What another program writes */
static void
write_to (const char *path,
          const char *format,
          ...)
{
  g_autofree char *sql = NULL;
  va_list args;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  lf_test_exec (path, sql);
}

static char *
make_many (LfTestUi *ui)
{
  LfTestCatalog *catalog = lf_test_catalog_new (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);
  char *path = g_strdup (catalog->path);

  for (guint i = 0; i < N_SESSIONS; i++)
    {
      g_autofree char *id = g_strdup_printf ("S%03u", i);
      g_autofree char *name = g_strdup_printf ("Session %03u", i);

      lf_test_catalog_add_session (catalog, id, name);
      lf_test_catalog_exec (catalog, "UPDATE processing_sessions SET created_at ="
                            " '2025-01-01 00:00:00' WHERE id = %Q", id);
    }
  lf_test_catalog_close (catalog);
  return path;
}

static GtkWidget *
find_row (LfTestUi   *ui,
          const char *id)
{
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (lf_test_ui_get_view (ui)));

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      g_autofree char *texts = lf_test_ui_dup_texts (row);

      if (gtk_widget_get_mapped (row) && strstr (texts, id) != NULL)
        return row;
    }
  return NULL;
}

/* Where a session's row is seen; far away if it is not */
static int
get_y (LfTestUi   *ui,
       const char *id)
{
  GtkWidget *row = find_row (ui, id);
  double x;
  double y;

  if (row == NULL || !gtk_widget_translate_coordinates (row, GTK_WIDGET (ui->window), 0, 0, &x, &y))
    return G_MAXINT;
  return (int) y;
}

static gboolean
has_row_with (LfTestUi   *ui,
              const char *id,
              const char *part)
{
  g_autofree char *row = lf_test_ui_dup_row (ui, id);

  return row != NULL && strstr (row, part) != NULL;
}

static gboolean
has_totals (LfTestUi   *ui,
            const char *part)
{
  return strstr (lf_test_ui_get_totals (ui), part) != NULL;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  return --*(int *) data > 0;
}

/* Until a view has found its place */
static void
wait_for_frames (LfTestUi *ui)
{
  int n = 4;

  gtk_widget_add_tick_callback (GTK_WIDGET (ui->window), tick_cb, &n, NULL);
  lf_test_ui_until (n == 0);
}

static void
scroll_to (LfTestUi   *ui,
           const char *id)
{
  LfSessionBrowser *browser = LF_SESSION_BROWSER (lf_test_ui_get_browser (ui));
  GListModel *model = lf_session_browser_get_model (browser);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (LfSession) session = g_list_model_get_item (model, i);

      if (g_str_equal (lf_session_get_id (session), id))
        lf_session_browser_select (browser, session);
    }
  wait_for_frames (ui);
}

/* Sessions come, go and are renamed above what is seen: that stays where it is, and selected */
static void
test_list (LfTestUi      *ui,
           gconstpointer  data)
{
  g_autofree char *path = make_many (ui);
  int y;

  lf_test_ui_open (ui, path);
  scroll_to (ui, "S040");
  y = get_y (ui, "S040");
  g_assert_cmpint (y, <, G_MAXINT);

  write_to (path, "UPDATE processing_sessions SET name = 'Renamed' WHERE id = 'S041';"
                  "DELETE FROM processing_sessions WHERE id IN ('S003', 'S060');"
                  "INSERT INTO processing_sessions (id, name, created_at)"
                  " VALUES ('T1', 'New', '2030-01-01 00:00:00'),"
                  " ('T2', 'New', '2030-01-01 00:00:00'), ('T3', 'Old', '2000-01-01 00:00:00')");
  lf_test_ui_until (has_row_with (ui, "S041", "Renamed"));
  lf_test_ui_until (has_totals (ui, "81 sessions") && lf_test_ui_is_listed (ui));
  wait_for_frames (ui);
  g_assert_cmpstr (lf_test_ui_get_selected (ui), ==, "S040");
  g_assert_cmpint (ABS (get_y (ui, "S040") - y), <=, 2);
}

/* The one that is selected is renamed, and is filtered by what is searched for all the same */
static void
test_selected (LfTestUi      *ui,
               gconstpointer  data)
{
  g_autofree char *path = make_many (ui);

  lf_test_ui_open (ui, path);
  lf_test_ui_select (ui, "S040");
  write_to (path, "UPDATE processing_sessions SET name = 'Renamed', status = 'complete'"
                  " WHERE id = 'S040'");
  lf_test_ui_until (has_row_with (ui, "S040", "Renamed") &&
                    has_row_with (ui, "S040", "Complete"));
  g_assert_cmpstr (lf_test_ui_get_selected (ui), ==, "S040");

  lf_test_ui_search (ui, "Renamed");
  write_to (path, "UPDATE processing_sessions SET name = 'Again Renamed' WHERE id = 'S010'");
  lf_test_ui_until (has_totals (ui, "2 of 80 sessions"));
  g_assert_cmpstr (lf_test_ui_get_selected (ui), ==, "S040");
}

/* What is read after the list follows, too, and so does the badge */
static void
test_figures (LfTestUi      *ui,
              gconstpointer  data)
{
  g_autofree char *path = lf_test_make_catalog (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);

  lf_test_ui_open (ui, path);
  g_assert_true (has_row_with (ui, "S1", "11 m"));
  g_assert_true (has_row_with (ui, "S2", "–"));
  write_to (path, "UPDATE fits_files SET exposure = 600 WHERE frame_type = 'LIGHT'"
                  " AND exposure = 300;"
                  "UPDATE processing_session_files SET processing_session_id = 'S2'"
                  " WHERE fits_file_id IN (SELECT id FROM fits_files WHERE exposure = 600)");
  lf_test_ui_until (has_row_with (ui, "S2", "20 m"));
  lf_test_ui_until (has_row_with (ui, "S2", "no darks, flats, bias"));
}

static const char *
get_title (LfSessionWindow *dialog)
{
  return gtk_window_get_title (GTK_WINDOW (dialog));
}

static gboolean
overview_has (LfSessionWindow *dialog,
              const char      *part)
{
  g_autofree char *texts = lf_test_ui_dup_texts (lf_test_ui_child (dialog, "overview"));

  return strstr (texts, part) != NULL;
}

static void
test_dialog (LfTestUi      *ui,
             gconstpointer  data)
{
  g_autofree char *path = lf_test_make_catalog (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);
  LfSessionWindow *dialog;

  lf_test_ui_open (ui, path);
  dialog = lf_test_ui_activate (ui, "S1");
  write_to (path, "UPDATE processing_sessions SET name = 'Renamed' WHERE id = 'S1';"
                  "UPDATE fits_files SET exposure = 600 WHERE exposure = 300");
  lf_test_ui_until (g_str_equal (get_title (dialog), "Renamed"));
  lf_test_ui_until (overview_has (dialog, "Integration|21 m") ||
                    overview_has (dialog, "Integration|20 m"));
  g_assert_true (lf_test_ui_get_dialog (ui) == dialog);
}

static GtkTextBuffer *
get_notes (LfNotesPage *page)
{
  return gtk_text_view_get_buffer (lf_test_ui_child (page, "notes"));
}

static char *
dup_notes (LfNotesPage *page)
{
  return lf_test_ui_dup_texts (lf_test_ui_child (page, "notes"));
}

static gboolean
notes_are (LfNotesPage *page,
           const char  *expected)
{
  g_autofree char *texts = dup_notes (page);

  return g_strcmp0 (texts, expected) == 0;
}

static LfNotesPage *
open_notes (LfTestUi        *ui,
            const char      *path,
            LfSessionWindow **dialog)
{
  LfNotesPage *page;

  *dialog = lf_test_ui_open_page (ui, path, "S1", "notes");
  page = LF_NOTES_PAGE (lf_test_ui_child (*dialog, "notes"));
  lf_test_ui_until (lf_notes_page_is_ready (page));
  return page;
}

static int
get_cursor (LfNotesPage *page)
{
  GtkTextBuffer *buffer = get_notes (page);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_get_offset (&iter);
}

/* What is not being edited follows; where the cursor stands it stays if the session is as it was */
static void
test_notes (LfTestUi      *ui,
            gconstpointer  data)
{
  g_autofree char *path = lf_test_make_catalog (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);
  LfSessionWindow *dialog;
  LfNotesPage *page = open_notes (ui, path, &dialog);
  GtkTextIter iter;

  write_to (path, "UPDATE processing_sessions SET notes = 'From elsewhere' WHERE id = 'S1'");
  lf_test_ui_until (notes_are (page, "From elsewhere"));

  gtk_text_buffer_get_iter_at_offset (get_notes (page), &iter, 4);
  gtk_text_buffer_place_cursor (get_notes (page), &iter);
  write_to (path, "UPDATE processing_sessions SET name = 'Renamed'");
  lf_test_ui_until (g_str_equal (get_title (dialog), "Renamed"));
  lf_test_ui_until (lf_notes_page_is_ready (page));
  g_assert_cmpint (get_cursor (page), ==, 4);
}

/* What is being edited stays, whatever another program writes there */
static void
test_edits (LfTestUi      *ui,
            gconstpointer  data)
{
  g_autofree char *path = lf_test_make_catalog (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);
  LfSessionWindow *dialog;
  LfNotesPage *page = open_notes (ui, path, &dialog);

  gtk_text_buffer_set_text (get_notes (page), "Mine", -1);
  write_to (path, "UPDATE processing_sessions SET notes = 'Theirs', name = 'Renamed'"
                  " WHERE id = 'S1'");
  lf_test_ui_until (g_str_equal (get_title (dialog), "Renamed"));
  wait_for_frames (ui);
  g_assert_true (notes_are (page, "Mine"));
  g_assert_true (lf_notes_page_is_dirty (page));
  lf_notes_page_discard (page);
}

/* Another program removes the session: what is not saved can still be copied */
static void
test_removed_dirty (LfTestUi      *ui,
                    gconstpointer  data)
{
  g_autofree char *path = lf_test_make_catalog (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);
  LfSessionWindow *dialog;
  LfNotesPage *page = open_notes (ui, path, &dialog);

  gtk_text_buffer_set_text (get_notes (page), "Mine", -1);
  write_to (path, "CREATE TABLE kept AS SELECT * FROM processing_sessions WHERE id = 'S1';"
                  "DELETE FROM processing_sessions WHERE id = 'S1'");
  lf_test_ui_until (strstr (lf_test_ui_get_message (dialog), "no longer in the catalog") != NULL);
  g_assert_true (notes_are (page, "Mine"));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (lf_test_ui_child (dialog, "stack")), ==,
                   "pages");
  lf_test_ui_until (has_totals (ui, "1 session"));

  write_to (path, "INSERT INTO processing_sessions SELECT * FROM kept");
  lf_test_ui_until (strstr (lf_test_ui_get_message (dialog), "in the catalog again") != NULL);
  g_assert_true (notes_are (page, "Mine"));
  lf_notes_page_discard (page);
}

static void
test_removed (LfTestUi      *ui,
              gconstpointer  data)
{
  g_autofree char *path = lf_test_make_catalog (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);
  LfSessionWindow *dialog;

  lf_test_ui_open (ui, path);
  dialog = lf_test_ui_activate (ui, "S1");
  write_to (path, "DELETE FROM processing_sessions WHERE id = 'S1'");
  lf_test_ui_until (g_str_equal (
    gtk_stack_get_visible_child_name (lf_test_ui_child (dialog, "stack")), "error"));
  lf_test_ui_until (has_totals (ui, "1 session"));
  g_assert_false (lf_test_ui_can (dialog, "session.next"));
}

static char *
make_frames (LfTestUi *ui)
{
  LfTestCatalog *catalog = lf_test_catalog_new (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);
  char *path = g_strdup (catalog->path);

  lf_test_catalog_add_session (catalog, "S1", "One");
  for (guint i = 0; i < N_FRAMES; i++)
    {
      LfTestFrame frame = { "S1", "LIGHT", "M 31", "Ha", 300, "N1" };

      lf_test_catalog_add_frame (catalog, &frame);
    }
  lf_test_catalog_close (catalog);
  return path;
}

static gboolean
is_selected (LfFrameTable *table,
             const gint64 *numbers,
             guint         n)
{
  g_autoptr (GArray) selected = lf_frame_table_dup_selected (table);

  if (selected->len != n)
    return FALSE;

  for (guint i = 0; i < n; i++)
    if (g_array_index (selected, gint64, i) != numbers[i])
      return FALSE;
  return TRUE;
}

/* Far down. Returns the place. */
static GtkAdjustment *
scroll_frames (LfTestUi     *ui,
               LfFrameTable *table)
{
  GtkColumnView *view = lf_frame_table_get_view (table);
  GtkAdjustment *position = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));

  lf_browser_state_scroll_to (view, 205);
  wait_for_frames (ui);
  g_assert_cmpfloat (gtk_adjustment_get_value (position), >, 0);
  return position;
}

/* Frames go above what is seen: the same ones stay selected, and where they are seen */
static void
test_frames (LfTestUi      *ui,
             gconstpointer  data)
{
  static const gint64 numbers[] = { 200, 201, 300 };
  g_autofree char *path = make_frames (ui);
  LfSessionWindow *dialog = lf_test_ui_open_page (ui, path, "S1", "frames");
  LfFramesPage *page = LF_FRAMES_PAGE (lf_test_ui_find (dialog, LF_TYPE_FRAMES_PAGE, 0));
  LfFrameTable *table = lf_test_ui_child (page, "table");
  GtkAdjustment *position;
  GListModel *model;
  double before;

  lf_test_ui_until (lf_frames_page_is_ready (page));
  model = G_LIST_MODEL (lf_frame_table_get_model (table));
  lf_frame_table_select (table, numbers, G_N_ELEMENTS (numbers));
  position = scroll_frames (ui, table);
  before = gtk_adjustment_get_value (position);

  write_to (path, "UPDATE fits_files SET object = 'M 33' WHERE id = 202");
  write_to (path, "DELETE FROM processing_session_files WHERE fits_file_id IN (5, 6)");
  lf_test_ui_until (g_list_model_get_n_items (model) == N_FRAMES - 2);
  lf_test_ui_until (lf_frames_page_is_ready (page) &&
                    is_selected (table, numbers, G_N_ELEMENTS (numbers)));
  wait_for_frames (ui);
  g_assert_true (is_selected (table, numbers, G_N_ELEMENTS (numbers)));

  /* Two rows less are above it */
  g_assert_cmpfloat (gtk_adjustment_get_value (position), >, before / 2);
  g_assert_cmpfloat (gtk_adjustment_get_value (position), <, before);
}

static GtkColumnViewColumn *
get_last_column (LfFrameTable *table)
{
  GListModel *columns = gtk_column_view_get_columns (lf_frame_table_get_view (table));
  guint n = g_list_model_get_n_items (columns);
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, n - 1);

  return column;
}

/* The program that keeps the catalog learns more of frames: where one is in the table stays, what is
 * selected, and how wide its columns are */
static void
test_frame_columns (LfTestUi      *ui,
                    gconstpointer  data)
{
  static const gint64 numbers[] = { 200, 201, 300 };
  static const char *const chosen[] = { "own_figure", "gain", NULL };
  g_autofree char *path = make_frames (ui);
  LfSessionWindow *dialog;
  LfFramesPage *page;
  LfFrameTable *table;
  LfFrameModel *model;
  GtkAdjustment *position;
  GtkColumnViewColumn *gain;
  double before;

  g_settings_set_strv (ui->settings, "frame-columns", chosen);
  dialog = lf_test_ui_open_page (ui, path, "S1", "frames");
  page = LF_FRAMES_PAGE (lf_test_ui_find (dialog, LF_TYPE_FRAMES_PAGE, 0));
  table = lf_test_ui_child (page, "table");
  lf_test_ui_until (lf_frames_page_is_ready (page));
  model = lf_frame_table_get_model (table);
  gain = get_last_column (table);
  g_assert_cmpstr (gtk_column_view_column_get_title (gain), ==, "Gain");
  gtk_column_view_column_set_fixed_width (gain, 77);
  lf_frame_table_select (table, numbers, G_N_ELEMENTS (numbers));
  position = scroll_frames (ui, table);
  before = gtk_adjustment_get_value (position);

  /* One is added that is chosen */
  write_to (path, "ALTER TABLE fits_files ADD COLUMN own_figure REAL");
  lf_test_ui_until (get_last_column (table) != gain);
  lf_test_ui_until (lf_frames_page_is_ready (page));
  wait_for_frames (ui);
  g_assert_true (is_selected (table, numbers, G_N_ELEMENTS (numbers)));
  g_assert_cmpfloat (gtk_adjustment_get_value (position), ==, before);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (gain), ==, 77);
  g_assert_true (lf_frame_table_get_model (table) == model);

  /* And goes again; what was read for it is not shown for another */
  write_to (path, "ALTER TABLE fits_files DROP COLUMN own_figure");
  lf_test_ui_until (get_last_column (table) == gain);
  lf_test_ui_until (lf_frames_page_is_ready (page));
  wait_for_frames (ui);
  g_assert_true (is_selected (table, numbers, G_N_ELEMENTS (numbers)));
  g_assert_cmpfloat (gtk_adjustment_get_value (position), ==, before);

  /* The same when the catalog is read again by the user */
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.reload", NULL);
  lf_test_ui_until (lf_test_ui_is_listed (ui) && lf_frames_page_is_ready (page));
  wait_for_frames (ui);
  g_assert_true (is_selected (table, numbers, G_N_ELEMENTS (numbers)));
  g_assert_cmpfloat (gtk_adjustment_get_value (position), ==, before);
}

static const char *
get_banner (LfTestUi *ui)
{
  return gtk_label_get_text (lf_test_ui_child (lf_test_ui_get_browser (ui), "banner_text"));
}

/* The file goes: that is said, and the window goes on. As soon as there is one again it is shown. */
static void
test_file (LfTestUi      *ui,
           gconstpointer  data)
{
  g_autofree char *path = lf_test_make_catalog (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);
  g_autofree char *other = lf_test_make_catalog (ui->folder, "other.db", LF_TEST_LAYOUT_1, FALSE);

  lf_test_ui_open (ui, path);
  lf_test_exec (other, "UPDATE processing_sessions SET name = 'Other' WHERE id = 'S2'");
  g_assert_cmpint (g_unlink (path), ==, 0);
  lf_test_ui_until (strstr (get_banner (ui), "There is no file") != NULL);
  lf_test_ui_search (ui, "Androm");
  lf_test_ui_until (has_totals (ui, "1 of 2 sessions"));
  lf_test_ui_search (ui, "");

  g_assert_cmpint (g_rename (other, path), ==, 0);
  lf_test_ui_until (has_row_with (ui, "S2", "Other"));
  g_assert_cmpstr (get_banner (ui), ==, "");
}

static gboolean
is_sorted_as (LfTestUi   *ui,
              const char *expected)
{
  g_autofree char *ids = lf_test_ui_dup_ids (ui);

  return g_strcmp0 (ids, expected) == 0;
}

/* The list can be sorted by what its sessions lack, and follows that */
static void
test_sorted_by_badge (LfTestUi      *ui,
                      gconstpointer  data)
{
  g_autofree char *path = lf_test_make_catalog (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);

  g_settings_set_string (ui->settings, "sort-column", "calibration");
  g_settings_set_boolean (ui->settings, "sort-descending", TRUE);
  lf_test_ui_open (ui, path);
  lf_test_ui_until (is_sorted_as (ui, "S1 S2"));
  g_settings_set_boolean (ui->settings, "sort-descending", FALSE);
  write_to (path, "UPDATE processing_session_files SET processing_session_id = 'S2'");
  lf_test_ui_until (is_sorted_as (ui, "S2 S1"));
}

/* In a narrow window names can still be read */
static void
test_narrow (LfTestUi      *ui,
             gconstpointer  data)
{
  g_autofree char *path = lf_test_make_catalog (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);
  GtkColumnViewColumn *column;

  lf_test_ui_open (ui, path);
  column = lf_session_columns_find (lf_test_ui_get_view (ui), "calibration");
  lf_test_ui_until (gtk_column_view_column_get_visible (column));
  gtk_window_set_default_size (GTK_WINDOW (ui->window), 820, 600);
  lf_test_ui_until (!gtk_column_view_column_get_visible (column));
  gtk_window_set_default_size (GTK_WINDOW (ui->window), 1120, 600);
  lf_test_ui_until (gtk_column_view_column_get_visible (column));
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char   *name;
    LfTestUiFunc  func;
  } tests[] = {
    { "list", test_list },
    { "selected", test_selected },
    { "figures", test_figures },
    { "dialog", test_dialog },
    { "notes", test_notes },
    { "edits", test_edits },
    { "removed-dirty", test_removed_dirty },
    { "removed", test_removed },
    { "frames", test_frames },
    { "frame-columns", test_frame_columns },
    { "file", test_file },
    { "sorted-by-badge", test_sorted_by_badge },
    { "narrow", test_narrow },
  };

  lf_test_ui_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/live/", tests[i].name, NULL);

      lf_test_ui_add (path, tests[i].func, NULL);
    }
  return g_test_run ();
}
