/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "app/lf-date-button.h"
#include "app/lf-session-browser.h"
#include "app/lf-session-columns.h"
#include "demo/lf-demo.h"
#include "lf-test-ui.h"

#define DEMO_FRAMES 900
#define DEMO_SESSIONS 24

/* Sessions that differ in everything the list sorts and filters by */
static char *
make_catalog (const char *folder)
{
  g_autoptr (LfTestCatalog) catalog = lf_test_catalog_new (folder, "some.db", LF_TEST_LAYOUT_2,
                                                           FALSE);
  static const struct
  {
    const char *id, *name, *status, *objects, *created;
    guint       lights;
    double      s;
  } rows[] = {
    { "A1", "Heart", "in_progress", "[\"IC 1805\"]", "2025-03-01 20:00:00", 3, 600 },
    { "B2", "andromeda", "complete", "[\"M 31\", \"M 32\"]", "2024-12-31 23:59:59", 5, 60 },
    { "C3", "M 9", "not_started", "[\"M 9\"]", "2025-01-01 00:00:00", 0, 0 },
    { "D4", "M 31 mosaic", "archived", "[\"M 31\"]", "2023-06-15 04:00:00", 1, 30 },
    { "E5", "Élan", "complete", NULL, NULL, 4, 300 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      LfTestFrame light = { rows[i].id, "LIGHT", "M 31", i % 2 ? "Ha" : "OIII", rows[i].s, "N1" };
      LfTestFrame dark = { rows[i].id, "DARK", NULL, NULL, 60, "N1" };

      lf_test_catalog_add_session (catalog, rows[i].id, rows[i].name);
      lf_test_catalog_exec (catalog,
                            "UPDATE processing_sessions SET status = %Q, objects = %Q,"
                            " created_at = %Q WHERE id = %Q",
                            rows[i].status, rows[i].objects, rows[i].created, rows[i].id);
      for (guint j = 0; j < rows[i].lights; j++)
        lf_test_catalog_add_frame (catalog, &light);
      for (guint j = 0; j < 2 * i; j++)
        lf_test_catalog_add_frame (catalog, &dark);
    }
  lf_test_catalog_exec (catalog, "UPDATE processing_sessions SET notes = 'Moon was up' "
                        "WHERE id = 'C3'");
  return g_strdup (catalog->path);
}

static void
open_catalog (LfTestUi *ui)
{
  g_autofree char *path = make_catalog (ui->folder);

  lf_test_ui_open (ui, path);
}

static void
assert_ids (LfTestUi   *ui,
            const char *expected)
{
  g_autofree char *ids = NULL;

  lf_test_ui_until (lf_test_ui_is_listed (ui));
  ids = lf_test_ui_dup_ids (ui);
  g_assert_cmpstr (ids, ==, expected);
}

static void
assert_row (LfTestUi   *ui,
            const char *id,
            const char *expected)
{
  g_autofree char *row = lf_test_ui_dup_row (ui, id);

  g_assert_cmpstr (row, ==, expected);
}

static void
test_welcome (LfTestUi      *ui,
              gconstpointer  data)
{
  g_autofree char *texts = NULL;

  lf_test_ui_show (ui, NULL);
  g_assert_cmpstr (lf_test_ui_get_page (ui), ==, "welcome");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (ui->window)), ==, "Lightframe");

  texts = lf_test_ui_dup_texts (ui->window);
  lf_test_ui_assert_has (texts, "Open a FITS Catalog");
  lf_test_ui_assert_has (texts, "Open Catalog…");
  lf_test_ui_assert_has (texts, "Demonstration Catalog");
}

static void
test_rows (LfTestUi      *ui,
           gconstpointer  data)
{
  open_catalog (ui);

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (ui->window)), ==, "some.db – Lightframe");
  lf_test_ui_until (strstr (gtk_label_get_text (lf_test_ui_child (ui->window, "subtitle")),
                            "33 frames") != NULL);
  assert_ids (ui, "A1 C3 B2 D4 E5");
  assert_row (ui, "A1", "Heart|A1 · IC 1805|In progress|3 · 3 L 0 D 0 F 0 B|30 m · OIII|"
              "no darks, flats, bias|2025-03-01");
  assert_row (ui, "B2", "andromeda|B2 · M 31, M 32|Complete|7 · 5 L 2 D 0 F 0 B|5 m · Ha|"
              "no flats, bias|2024-12-31");
  assert_row (ui, "C3", "M 9|C3 · M 9|Not started|4 · 0 L 4 D 0 F 0 B|no light frames|–|"
              "2025-01-01");
  assert_row (ui, "D4", "M 31 mosaic|D4 · M 31|archived|7 · 1 L 6 D 0 F 0 B|30 s · Ha|"
              "no darks, flats, bias|2023-06-15");
  assert_row (ui, "E5", "Élan|E5|Complete|12 · 4 L 8 D 0 F 0 B|20 m · OIII|"
              "no darks, flats, bias");
  g_assert_cmpstr (lf_test_ui_get_totals (ui), ==, "5 sessions · 33 frames · 56 m of light");
}

static void
test_demo (LfTestUi      *ui,
           gconstpointer  data)
{
  LfDemoState state = GPOINTER_TO_INT (data);
  LfDemoOptions options = { state, DEMO_FRAMES, DEMO_SESSIONS };
  g_autofree char *path = g_build_filename (ui->folder, "demo.db", NULL);
  g_autofree char *ids = NULL;
  g_auto (GStrv) all = NULL;
  g_autoptr (GError) error = NULL;
  const char *subtitle;

  g_assert_true (lf_demo_make (path, &options, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  lf_test_ui_open (ui, path);

  ids = lf_test_ui_dup_ids (ui);
  all = g_strsplit (ids, " ", -1);
  g_assert_cmpuint (g_strv_length (all), ==, DEMO_SESSIONS);
  lf_test_ui_assert_has (lf_test_ui_get_totals (ui), "24 sessions · ");

  subtitle = gtk_label_get_text (lf_test_ui_child (ui->window, "subtitle"));
  lf_test_ui_until (strstr (gtk_label_get_text (lf_test_ui_child (ui->window, "subtitle")),
                            "900 frames") != NULL);
  subtitle = gtk_label_get_text (lf_test_ui_child (ui->window, "subtitle"));
  g_assert_true ((strstr (subtitle, "WAL") != NULL) == (state == LF_DEMO_HEALTHY));
  g_assert_true ((strstr (subtitle, "layout 1") != NULL) == (state == LF_DEMO_LEGACY));

  for (guint i = 0; all[i] != NULL; i++)
    {
      g_autofree char *row = lf_test_ui_dup_row (ui, all[i]);

      if (row == NULL)
        g_error ("there is no row for %s", all[i]);
      lf_test_ui_assert_has (row, " L ");
    }
  lf_test_ui_activate (ui, all[0]);
}

static void
test_search (LfTestUi      *ui,
             gconstpointer  data)
{
  open_catalog (ui);

  lf_test_ui_search (ui, "m31");
  assert_ids (ui, "B2 D4");
  g_assert_cmpstr (lf_test_ui_get_totals (ui), ==, "2 of 5 sessions · 14 frames · 6 m of light");
  lf_test_ui_search (ui, "  MOSAIC d4 ");
  assert_ids (ui, "D4");
  lf_test_ui_search (ui, "moon");
  assert_ids (ui, "C3");
  lf_test_ui_search (ui, "élan");
  assert_ids (ui, "E5");
  lf_test_ui_search (ui, "%");
  g_assert_cmpstr (lf_test_ui_get_page (ui), ==, "nothing-found");
  lf_test_ui_search (ui, "");
  assert_ids (ui, "A1 C3 B2 D4 E5");
  g_assert_cmpstr (lf_test_ui_get_totals (ui), ==, "5 sessions · 33 frames · 56 m of light");
}

static void
test_nothing_found (LfTestUi      *ui,
                    gconstpointer  data)
{
  GtkWidget *browser;
  g_autofree char *texts = NULL;

  open_catalog (ui);
  browser = lf_test_ui_get_browser (ui);

  lf_test_ui_search (ui, "no such session");
  g_assert_cmpstr (lf_test_ui_get_page (ui), ==, "nothing-found");
  texts = lf_test_ui_dup_texts (browser);
  lf_test_ui_assert_has (texts, "Nothing Found");
  lf_test_ui_assert_has (lf_test_ui_get_totals (ui), "0 of 5 sessions · 0 frames");
  gtk_drop_down_set_selected (lf_test_ui_child (browser, "status"), 3);
  gtk_drop_down_set_selected (lf_test_ui_child (browser, "object"), 2);
  lf_date_button_set_range (lf_test_ui_child (browser, "dates"), "last-year");

  g_assert_true (gtk_widget_activate_action (browser, "browser.show-all", NULL));
  lf_test_ui_until (lf_test_ui_is_listed (ui));
  g_assert_cmpstr (lf_test_ui_get_page (ui), ==, "list");
  assert_ids (ui, "A1 C3 B2 D4 E5");
  g_assert_cmpstr (gtk_editable_get_text (lf_test_ui_child (browser, "search")), ==, "");
}

static void
sort (LfTestUi    *ui,
      const char  *column,
      GtkSortType  order,
      const char  *expected)
{
  GtkColumnView *view = lf_test_ui_get_view (ui);

  gtk_column_view_sort_by_column (view, lf_session_columns_find (view, column), order);
  lf_test_ui_until (lf_test_ui_is_listed (ui));
  assert_ids (ui, expected);
}

static void
test_sort (LfTestUi      *ui,
           gconstpointer  data)
{
  open_catalog (ui);

  sort (ui, "name", GTK_SORT_ASCENDING, "B2 A1 C3 D4 E5");
  sort (ui, "name", GTK_SORT_DESCENDING, "E5 D4 C3 A1 B2");
  sort (ui, "created", GTK_SORT_ASCENDING, "E5 D4 B2 C3 A1");
  sort (ui, "created", GTK_SORT_DESCENDING, "A1 C3 B2 D4 E5");
  sort (ui, "frames", GTK_SORT_ASCENDING, "A1 C3 B2 D4 E5");
  sort (ui, "frames", GTK_SORT_DESCENDING, "E5 B2 D4 C3 A1");
  sort (ui, "integration", GTK_SORT_ASCENDING, "C3 D4 B2 E5 A1");
  sort (ui, "integration", GTK_SORT_DESCENDING, "A1 E5 B2 D4 C3");
  sort (ui, "status", GTK_SORT_ASCENDING, "C3 A1 B2 E5 D4");
  sort (ui, "status", GTK_SORT_DESCENDING, "D4 B2 E5 A1 C3");
}

static void
test_filters (LfTestUi      *ui,
              gconstpointer  data)
{
  GtkWidget *browser;
  GtkDropDown *status;
  GtkDropDown *object;
  LfDateButton *dates;

  open_catalog (ui);
  browser = lf_test_ui_get_browser (ui);
  status = lf_test_ui_child (browser, "status");
  object = lf_test_ui_child (browser, "object");
  dates = lf_test_ui_child (browser, "dates");

  gtk_drop_down_set_selected (status, 1 + LF_STATUS_COMPLETE);
  assert_ids (ui, "B2 E5");
  gtk_drop_down_set_selected (status, 1 + LF_STATUS_UNKNOWN);
  assert_ids (ui, "D4");
  gtk_drop_down_set_selected (status, 0);

  /* All objects, IC 1805, M 9, M 31, M 32: numbers by value */
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (object)), ==, 5);
  gtk_drop_down_set_selected (object, 3);
  assert_ids (ui, "B2 D4");
  lf_date_button_set_range (dates, "2024-12-31..2025-01-01");
  assert_ids (ui, "B2");
  gtk_drop_down_set_selected (object, 0);
  assert_ids (ui, "C3 B2");
  lf_date_button_set_range (dates, "2025-01-01..");
  assert_ids (ui, "A1 C3");
  lf_date_button_set_range (dates, "");
  assert_ids (ui, "A1 C3 B2 D4 E5");
}

static void
test_integration_later (LfTestUi      *ui,
                        gconstpointer  data)
{
  g_autofree char *path = make_catalog (ui->folder);
  GtkColumnView *view;

  lf_test_ui_show (ui, path);
  view = lf_test_ui_get_view (ui);
  gtk_column_view_sort_by_column (view, lf_session_columns_find (view, "integration"),
                                  GTK_SORT_DESCENDING);
  lf_test_ui_until (lf_test_ui_is_listed (ui));
  lf_test_ui_assert_has (lf_test_ui_get_totals (ui), "5 sessions · 33 frames");

  /* Sorted by it, the list is put in order once it is known */
  lf_test_ui_until (lf_test_ui_is_summed (ui) && lf_test_ui_is_listed (ui));
  assert_ids (ui, "A1 E5 B2 D4 C3");
  assert_row (ui, "A1", "Heart|A1 · IC 1805|In progress|3 · 3 L 0 D 0 F 0 B|30 m · OIII|"
              "no darks, flats, bias|2025-03-01");
}

static gboolean
has_calibration (LfTestUi *ui)
{
  return gtk_column_view_column_get_visible (
    lf_session_columns_find (lf_test_ui_get_view (ui), "calibration"));
}

/* Whether the columns take all of the view's width */
static gboolean
is_filled (GtkColumnView *view)
{
  GtkWidget *titles = gtk_widget_get_first_child (GTK_WIDGET (view));
  float end = 0;

  for (GtkWidget *title = gtk_widget_get_first_child (titles); title != NULL;
       title = gtk_widget_get_next_sibling (title))
    {
      graphene_rect_t bounds;

      if (gtk_widget_get_visible (title) &&
          gtk_widget_compute_bounds (title, GTK_WIDGET (view), &bounds))
        end = MAX (end, bounds.origin.x + bounds.size.width);
    }
  return ABS (end - (float) gtk_widget_get_width (GTK_WIDGET (view))) < 2;
}

/* In a narrow window the calibration gives way to the name, which gets its place */
static void
test_narrow (LfTestUi      *ui,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (ui->folder, "some.db", NULL);
  LfDemoOptions options = { LF_DEMO_HEALTHY, 60, 3 };
  GtkColumnView *view;
  GtkColumnViewColumn *column;
  int width;

  g_assert_true (lf_demo_make (path, &options, NULL, NULL, NULL, NULL));
  lf_test_ui_open (ui, path);
  view = lf_test_ui_get_view (ui);
  column = lf_session_columns_find (view, "calibration");
  lf_test_ui_until (has_calibration (ui));
  width = lf_session_columns_get_width (column);
  g_assert_cmpint (width, >, 0);

  gtk_window_set_default_size (GTK_WINDOW (ui->window), 860, 500);
  lf_test_ui_until (!has_calibration (ui));
  lf_test_ui_until (is_filled (view));
  g_assert_cmpint (lf_session_columns_get_width (column), ==, width);
  g_assert_false (lf_session_columns_is_resized (column));

  gtk_window_set_default_size (GTK_WINDOW (ui->window), 1200, 500);
  lf_test_ui_until (has_calibration (ui));
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (column), ==, width);
  lf_test_ui_until (is_filled (view));
}

static void
test_remembered (LfTestUi      *ui,
                 gconstpointer  data)
{
  g_autofree char *path = make_catalog (ui->folder);
  GtkWidget *browser;
  GtkColumnView *view;
  int width;
  int height;

  lf_test_ui_open (ui, path);
  browser = lf_test_ui_get_browser (ui);
  sort (ui, "frames", GTK_SORT_DESCENDING, "E5 B2 D4 C3 A1");
  gtk_drop_down_set_selected (lf_test_ui_child (browser, "status"), 1 + LF_STATUS_COMPLETE);
  lf_date_button_set_range (lf_test_ui_child (browser, "dates"), "2024-01-01..");
  gtk_drop_down_set_selected (lf_test_ui_child (browser, "object"), 4);
  lf_test_ui_select (ui, "B2");
  view = lf_test_ui_get_view (ui);
  gtk_column_view_column_set_fixed_width (lf_session_columns_find (view, "status"), 155);
  gtk_window_set_default_size (GTK_WINDOW (ui->window), 901, 503);
  lf_test_ui_close (ui);

  lf_test_ui_open (ui, path);
  browser = lf_test_ui_get_browser (ui);
  view = lf_test_ui_get_view (ui);
  gtk_window_get_default_size (GTK_WINDOW (ui->window), &width, &height);
  g_assert_cmpint (width, ==, 901);
  g_assert_cmpint (height, ==, 503);
  g_assert_cmpint (
    gtk_column_view_column_get_fixed_width (lf_session_columns_find (view, "status")), ==, 155);
  g_assert_cmpuint (gtk_drop_down_get_selected (lf_test_ui_child (browser, "status")), ==, 3);
  g_assert_cmpuint (gtk_drop_down_get_selected (lf_test_ui_child (browser, "object")), ==, 4);
  assert_ids (ui, "B2");
  g_assert_cmpstr (lf_test_ui_get_selected (ui), ==, "B2");
  gtk_widget_activate_action (browser, "browser.show-all", NULL);
  lf_test_ui_until (lf_test_ui_is_listed (ui));
  assert_ids (ui, "E5 B2 D4 C3 A1");
  g_assert_cmpstr (lf_test_ui_get_selected (ui), ==, "B2");
}

static void
test_selection_stays (LfTestUi      *ui,
                      gconstpointer  data)
{
  open_catalog (ui);

  lf_test_ui_select (ui, "D4");
  sort (ui, "name", GTK_SORT_ASCENDING, "B2 A1 C3 D4 E5");
  g_assert_cmpstr (lf_test_ui_get_selected (ui), ==, "D4");
  lf_test_ui_search (ui, "heart");
  lf_test_ui_search (ui, "");
  g_assert_cmpstr (lf_test_ui_get_selected (ui), ==, "D4");
}

static void
test_keys (LfTestUi      *ui,
           gconstpointer  data)
{
  GtkWidget *search;

  open_catalog (ui);
  search = lf_test_ui_child (lf_test_ui_get_browser (ui), "search");

  g_assert_true (lf_test_ui_press (ui->window, GDK_KEY_f, GDK_CONTROL_MASK));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (ui->window)), search));
  g_assert_true (lf_test_ui_press (ui->window, GDK_KEY_F5, 0));
  lf_test_ui_until (lf_test_ui_is_listed (ui) && lf_test_ui_is_summed (ui));
  assert_ids (ui, "A1 C3 B2 D4 E5");

  /* Enter in the search opens the first that was found */
  lf_test_ui_search (ui, "mosaic");
  g_signal_emit_by_name (search, "activate");
  lf_test_ui_until (lf_test_ui_get_dialog (ui) != NULL &&
                    lf_test_ui_is_read (lf_test_ui_get_dialog (ui)));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (lf_test_ui_get_dialog (ui))), ==,
                   "M 31 mosaic");
  g_assert_cmpstr (lf_test_ui_get_selected (ui), ==, "D4");
}

static guint
count_items (GMenuModel *menu)
{
  guint n = 0;

  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);

      n += section != NULL ? count_items (section) : 1;
    }
  return n;
}

/* Menus are made when they are opened, and tell then what is so then */
static void
test_menus (LfTestUi      *ui,
            gconstpointer  data)
{
  g_autofree char *other = lf_test_make_catalog (ui->folder, "other.db", LF_TEST_LAYOUT_2, FALSE);
  GtkMenuButton *open;
  GtkMenuButton *menu;

  open_catalog (ui);
  open = lf_test_ui_child (ui->window, "open_button");
  menu = lf_test_ui_child (ui->window, "menu_button");
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (open)));
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (menu)));

  gtk_menu_button_popup (open);
  lf_test_ui_until (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (open))));
  g_assert_cmpuint (count_items (gtk_menu_button_get_menu_model (open)), ==, 2);
  gtk_menu_button_popdown (open);

  lf_test_ui_open (ui, other);
  gtk_menu_button_popup (open);
  g_assert_cmpuint (count_items (gtk_menu_button_get_menu_model (open)), ==, 3);
  gtk_menu_button_popdown (open);

  for (guint i = 0; i < 2; i++)
    {
      gtk_menu_button_popup (menu);
      lf_test_ui_until (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (menu))));
      g_assert_cmpuint (count_items (gtk_menu_button_get_menu_model (menu)), ==, 11);
      gtk_menu_button_popdown (menu);
    }
}

static void
test_no_sessions (LfTestUi      *ui,
                  gconstpointer  data)
{
  LfTestCatalog *catalog = lf_test_catalog_new (ui->folder, "none.db", LF_TEST_LAYOUT_2, TRUE);
  g_autofree char *path = g_strdup (catalog->path);
  g_autofree char *texts = NULL;

  lf_test_catalog_close (catalog);
  lf_test_ui_open (ui, path);
  g_assert_cmpstr (lf_test_ui_get_page (ui), ==, "none");
  texts = lf_test_ui_dup_texts (ui->window);
  lf_test_ui_assert_has (texts, "No Processing Sessions Yet");
  g_assert_cmpstr (lf_test_ui_get_totals (ui), ==, "0 sessions · 0 frames · 0 s of light");
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; LfTestUiFunc func; } tests[] = {
    { "welcome", test_welcome },
    { "rows", test_rows },
    { "search", test_search },
    { "nothing-found", test_nothing_found },
    { "sort", test_sort },
    { "filters", test_filters },
    { "integration-later", test_integration_later },
    { "remembered", test_remembered },
    { "selection-stays", test_selection_stays },
    { "keys", test_keys },
    { "menus", test_menus },
    { "narrow", test_narrow },
    { "no-sessions", test_no_sessions },
  };
  static const char *demos[] = { "healthy", "migrated", "legacy" };

  lf_test_ui_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/main-window/", tests[i].name, NULL);

      lf_test_ui_add (path, tests[i].func, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (demos); i++)
    {
      g_autofree char *path = g_strconcat ("/main-window/demo/", demos[i], NULL);

      lf_test_ui_add (path, test_demo, GINT_TO_POINTER (i));
    }
  return g_test_run ();
}
