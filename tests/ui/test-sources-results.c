/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "app/lf-data-table.h"
#include "app/lf-results-page.h"
#include "app/lf-sources-page.h"
#include "charts/lf-night-calendar.h"
#include "lf-test-ui.h"

#define PICTURE_SIZE 8

static LfSessionWindow *
open_page (LfTestUi      *ui,
           LfTestCatalog *catalog,
           const char    *session,
           const char    *page)
{
  g_autofree char *path = g_strdup (catalog->path);

  lf_test_catalog_close (catalog);
  return lf_test_ui_open_page (ui, path, session, page);
}

static LfTestCatalog *
new_catalog (LfTestUi *ui)
{
  LfTestCatalog *catalog = lf_test_catalog_new (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);

  lf_test_catalog_fill (catalog);
  lf_test_catalog_exec (catalog, "DELETE FROM imaging_sessions");
  lf_test_catalog_exec (catalog, "INSERT INTO imaging_sessions (id, date, camera, telescope)"
                                 " VALUES ('N1', '2025-01-13', 'QHY268M', 'Esprit'),"
                                 " ('N2', '2025-01-29', 'QHY268M', 'Esprit')");
  return catalog;
}

static LfSourcesPage *
open_sources (LfTestUi   *ui,
              const char *session)
{
  LfSessionWindow *dialog = open_page (ui, new_catalog (ui), session, "sources");
  GtkWidget *page = lf_test_ui_find (dialog, LF_TYPE_SOURCES_PAGE, 0);

  lf_test_ui_until (lf_sources_page_is_ready (LF_SOURCES_PAGE (page)));
  return LF_SOURCES_PAGE (page);
}

static const char *
get_state (gpointer page)
{
  return gtk_stack_get_visible_child_name (lf_test_ui_child (page, "stack"));
}

static gboolean
tells (LfSessionWindow *dialog,
       const char      *part)
{
  g_autofree char *tabs = lf_test_ui_dup_texts (lf_test_ui_child (dialog, "tabs"));

  return strstr (tabs, part) != NULL;
}

/* Full moon was on 13 January 2025, new moon on the 29th */
static void
test_sources (LfTestUi      *ui,
              gconstpointer  data)
{
  LfSourcesPage *page = open_sources (ui, "S1");
  g_autofree char *texts = lf_test_ui_dup_texts (lf_test_ui_child (page, "table"));

  g_assert_cmpstr (get_state (page), ==, "nights");
  lf_test_ui_assert_has (texts, "2025-01-13|M 31|1|1|5 m|100 %|Full moon");
  lf_test_ui_assert_has (texts, "2025-01-29|M 31|2|1|1|");
  lf_test_ui_assert_has (texts, "0 %|New moon");
  lf_test_ui_assert_has (texts, "QHY268M|Esprit");
  g_assert_true (gtk_widget_get_visible (lf_test_ui_child (page, "timeline")));
}

static gboolean
shows (LfSourcesPage *page,
       const char    *part)
{
  g_autofree char *texts = lf_test_ui_dup_texts (lf_test_ui_child (page, "table"));

  return strstr (texts, part) != NULL;
}

/* A night of the calendar goes to its row, and a row to its night */
static void
test_calendar (LfTestUi      *ui,
               gconstpointer  data)
{
  LfTestCatalog *catalog = new_catalog (ui);
  g_autofree char *path = g_strdup (catalog->path);
  LfSourcesPage *page;
  LfNightCalendar *calendar;
  LfDataTable *table;

  lf_test_catalog_exec (catalog, "UPDATE imaging_sessions SET date = '2025-01-13'");
  lf_test_catalog_exec (catalog, "INSERT INTO imaging_sessions (id, date)"
                                 " VALUES ('N0', '2024-11-02')");
  lf_test_catalog_exec (catalog, "UPDATE fits_files SET imaging_session_id = 'N0' WHERE id = 1");
  page = LF_SOURCES_PAGE (lf_test_ui_find (open_page (ui, catalog, "S1", "sources"),
                                           LF_TYPE_SOURCES_PAGE, 0));
  lf_test_ui_until (lf_sources_page_is_ready (page));
  calendar = lf_test_ui_child (page, "calendar");
  table = lf_test_ui_child (page, "table");

  /* Two telescopes in one night are one night */
  g_assert_cmpuint (lf_chart_get_n_items (LF_CHART (calendar)), ==, 2);
  g_assert_cmpuint (lf_data_table_get_selected (table), ==, GTK_INVALID_LIST_POSITION);
  g_signal_emit_by_name (calendar, "activated", 1u);
  g_assert_cmpuint (lf_data_table_get_selected (table), ==, 1);
  g_assert_cmpuint (lf_night_calendar_get_selected (calendar), ==,
                    lf_night_calendar_get_day (calendar, 1));
  lf_data_table_select (table, 2);
  g_signal_emit_by_name (calendar, "activated", 1u);
  g_assert_cmpuint (lf_data_table_get_selected (table), ==, 2);
  lf_data_table_select (table, 0);
  g_assert_cmpuint (lf_night_calendar_get_selected (calendar), ==,
                    lf_night_calendar_get_day (calendar, 0));

  /* Read again, it is the same night, even if something else is known about it */
  lf_test_exec (path, "UPDATE imaging_sessions SET telescope = 'Newton' WHERE id = 'N0'");
  lf_session_page_reload (LF_SESSION_PAGE (page));
  lf_test_ui_until (shows (page, "Newton"));
  g_assert_cmpuint (lf_data_table_get_selected (table), ==, 0);
  lf_data_table_select (table, GTK_INVALID_LIST_POSITION);
  g_assert_cmpuint (lf_night_calendar_get_selected (calendar), ==, 0);
}

static void
test_no_sources (LfTestUi      *ui,
                 gconstpointer  data)
{
  g_assert_cmpstr (get_state (open_sources (ui, "S2")), ==, "none");
}

static LfResultsPage *
wait_results (LfSessionWindow *dialog)
{
  GtkWidget *page = lf_test_ui_find (dialog, LF_TYPE_RESULTS_PAGE, 0);

  lf_test_ui_until (lf_results_page_is_ready (LF_RESULTS_PAGE (page)));
  return LF_RESULTS_PAGE (page);
}

static char *
make_picture (const char *folder)
{
  char *path = g_build_filename (folder, "final.png", NULL);
  g_autoptr (GdkPixbuf) pixbuf =
    gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, PICTURE_SIZE, PICTURE_SIZE);

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", NULL, NULL));
  return path;
}

static gboolean
previews (LfResultsPage *page,
          const char    *part)
{
  GtkStack *preview = lf_test_ui_child (page, "preview");

  if (part == NULL)
    return g_str_equal (gtk_stack_get_visible_child_name (preview), "picture");
  return g_str_equal (gtk_stack_get_visible_child_name (preview), "none") &&
         strstr (gtk_label_get_text (lf_test_ui_child (page, "no_preview")), part) != NULL;
}

static void
test_results (LfTestUi      *ui,
              gconstpointer  data)
{
  LfTestCatalog *catalog = new_catalog (ui);
  g_autofree char *picture = make_picture (ui->folder);
  LfSessionWindow *dialog;
  LfResultsPage *page;
  GtkListBox *list;
  g_autofree char *texts = NULL;

  lf_test_catalog_exec (catalog,
                        "INSERT INTO processed_files (processing_session_id, file_path, filename,"
                        " file_type, file_size, modified_date, image_width, image_height,"
                        " processing_stage) VALUES ('S1', %Q, 'final.png', 'png', 2000,"
                        " '2025-02-03 10:00:00', 8, 8, 'final'), ('S1', '/nowhere/a.jpg', 'a.jpg',"
                        " 'jpg', NULL, '2025-02-02 10:00:00', NULL, NULL, NULL), ('S1',"
                        " '/nowhere/b.xisf', 'b.xisf', 'xisf', NULL, '2025-02-01 10:00:00', NULL,"
                        " NULL, NULL)",
                        picture);
  dialog = open_page (ui, catalog, "S1", "results");
  page = wait_results (dialog);
  list = lf_test_ui_child (page, "list");
  texts = lf_test_ui_dup_texts (list);
  lf_test_ui_assert_has (texts, "final.png|png · final · ");
  lf_test_ui_assert_has (texts, "8 × 8 px · 2025-02-03");
  lf_test_ui_until (previews (page, NULL));

  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 1));
  lf_test_ui_until (previews (page, "The file is not there."));
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 2));
  lf_test_ui_until (previews (page, "JPEG and PNG"));
  gtk_widget_activate_action (GTK_WIDGET (page), "results.open", NULL);
  lf_test_ui_until (strstr (lf_test_ui_get_message (dialog),
                            "“/nowhere/b.xisf” is not there.") != NULL);
}

/* How much there is on the pages is told before they are seen */
static void
test_counts (LfTestUi      *ui,
             gconstpointer  data)
{
  LfSessionWindow *dialog = open_page (ui, new_catalog (ui), "S1", "overview");

  lf_test_ui_until (tells (dialog, "Sources|2|Results|0|"));
}

static void
test_no_results (LfTestUi      *ui,
                 gconstpointer  data)
{
  LfResultsPage *page = wait_results (open_page (ui, new_catalog (ui), "S1", "results"));

  g_assert_cmpstr (get_state (page), ==, "none");
}

int
main (int   argc,
      char *argv[])
{
  lf_test_ui_init (&argc, &argv);
  lf_test_ui_add ("/sources-page/nights", test_sources, NULL);
  lf_test_ui_add ("/sources-page/calendar", test_calendar, NULL);
  lf_test_ui_add ("/sources-page/none", test_no_sources, NULL);
  lf_test_ui_add ("/sources-page/counts", test_counts, NULL);
  lf_test_ui_add ("/results-page/files", test_results, NULL);
  lf_test_ui_add ("/results-page/none", test_no_results, NULL);
  return g_test_run ();
}
