/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes a picture of every page, in light, dark and night vision, from demonstration catalogs:
 *
 *     screenshots FOLDER
 *
 * build-aux/screenshots builds it and gives it a display.
 */

#include <glib/gstdio.h>
#include <string.h>

#include "app/lf-batch-export-window.h"
#include "app/lf-changes-window.h"
#include "app/lf-compare-page.h"
#include "app/lf-compare-window.h"
#include "app/lf-deletion-window.h"
#include "app/lf-history-window.h"
#include "app/lf-maintenance-window.h"
#include "app/lf-new-session-window.h"
#include "app/lf-repair-sheet.h"
#include "catalog/lf-edit.h"
#include "catalog/lf-resources.h"
#include "catalog/lf-session-edit.h"
#include "demo/lf-demo.h"
#include "lf-test-ui.h"
#include "maintenance/lf-repair.h"

#define CATALOG "fits_catalog.db"

/* Time in which what was begun is over: pictures are for people, who wait as long */
#define REST_MS 1500
#define REST_OF_A_PAGE_MS 700

static const char *const schemes[] = { "light", "dark", "night" };

static const char *folder;

static void
rest (guint milliseconds)
{
  gboolean late = FALSE;
  guint id = g_timeout_add (milliseconds, lf_test_ui_late_cb, &late);

  while (!late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

/* @widget is a window or something in one */
static void
save (gpointer    widget,
      const char *scheme,
      const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s-%s.png", name, scheme);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (
    gtk_native_get_renderer (gtk_widget_get_native (widget)), node,
    &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

/* In each style, with its name after a dash */
static void
save_all (LfTestUi   *ui,
          gpointer    widget,
          const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_settings_set_string (ui->settings, "color-scheme", schemes[i]);
      rest (REST_OF_A_PAGE_MS);
      save (widget, schemes[i], name);
    }
  g_settings_reset (ui->settings, "color-scheme");
}

/* Where a user would have it */
static char *
make_demo (LfDemoState state)
{
  LfDemoOptions options = { state, 0, 0 };
  g_autofree char *astro = g_build_filename (g_get_home_dir (), "Astro", NULL);
  char *path = g_build_filename (astro, CATALOG, NULL);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (astro, 0700), ==, 0);
  /* The one before may be still being closed, on a thread of its own */
  g_remove (path);
  g_remove (wal);
  g_remove (shm);
  lf_demo_make (path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return path;
}

/* What was changed in the sessions that are seen first, and one of it undone */
static void
shoot_changes (LfTestUi   *ui,
               const char *path)
{
  static const char *const statuses[] = { "in_progress", "complete" };
  g_autofree char *text = lf_test_ui_dup_ids (ui);
  g_auto (GStrv) ids = g_strsplit (text, " ", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfConnection) connection = lf_edit_open (path, NULL, &error);
  g_autoptr (LfUndo) undo = NULL;
  LfChangesWindow *changes;

  for (guint i = 0; i < 8 && ids[i / 2] != NULL; i++)
    {
      const char *session[] = { ids[i / 2], NULL };

      g_clear_pointer (&undo, lf_undo_free);
      lf_sessions_set_status (connection, session, statuses[i % 2], &undo, &error);
      g_assert_no_error (error);
    }
  g_assert_true (lf_undo_apply (undo, connection, &error));
  lf_test_ui_until (gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.changes", NULL));
  changes = lf_test_ui_find_window (LF_TYPE_CHANGES_WINDOW);
  lf_test_ui_until (lf_changes_window_is_read (changes));
  rest (REST_MS);
  save_all (ui, changes, "changes");
  gtk_window_close (GTK_WINDOW (changes));
}

/* The main window without a catalog, with one that cannot be opened, and with one */
static void
shoot_browser (LfTestUi      *ui,
               gconstpointer  data)
{
  g_autofree char *path = make_demo (LF_DEMO_HEALTHY);
  g_autofree char *garbage = g_build_filename (g_get_home_dir (), "Astro", "notes.txt", NULL);

  lf_test_ui_show (ui, NULL);
  rest (REST_MS);
  save_all (ui, ui->window, "start");
  lf_test_ui_close (ui);

  g_assert_true (g_file_set_contents (garbage, "Not a catalog at all, but some notes.", -1, NULL));
  lf_test_ui_show (ui, garbage);
  rest (REST_MS);
  save_all (ui, ui->window, "error");
  lf_test_ui_close (ui);

  lf_test_ui_open (ui, path);
  lf_test_ui_until (lf_test_ui_is_summed (ui));
  save_all (ui, ui->window, "sessions");
  shoot_changes (ui, path);
  lf_test_ui_search (ui, "there is no such session");
  rest (REST_MS);
  save_all (ui, ui->window, "sessions-none-found");
}

/* What is done with sessions that are selected, and a new one */
static void
shoot_list_dialogs (LfTestUi      *ui,
                    gconstpointer  data)
{
  g_autofree char *path = make_demo (LF_DEMO_HEALTHY);
  GtkSelectionModel *selection;
  gpointer window;

  lf_test_ui_open (ui, path);
  lf_test_ui_until (lf_test_ui_is_summed (ui));
  selection = gtk_column_view_get_model (lf_test_ui_get_view (ui));
  gtk_selection_model_select_range (selection, 1, 3, TRUE);
  save_all (ui, ui->window, "sessions-selected");

  gtk_widget_activate_action (GTK_WIDGET (ui->window), "sessions.delete", NULL);
  lf_test_ui_until ((window = lf_test_ui_find_window (LF_TYPE_DELETION_WINDOW)) != NULL);
  rest (REST_MS);
  save_all (ui, window, "delete-sessions");
  gtk_window_close (GTK_WINDOW (window));

  gtk_widget_activate_action (GTK_WIDGET (ui->window), "sessions.export", "i", 1);
  lf_test_ui_until ((window = lf_test_ui_find_window (LF_TYPE_BATCH_EXPORT_WINDOW)) != NULL);
  rest (REST_MS);
  save_all (ui, window, "export-sessions");
  gtk_window_close (GTK_WINDOW (window));

  gtk_widget_activate_action (GTK_WIDGET (ui->window), "sessions.new", NULL);
  lf_test_ui_until ((window = lf_test_ui_find_window (LF_TYPE_NEW_SESSION_WINDOW)) != NULL);
  rest (REST_MS);
  save_all (ui, window, "new-session");
}

/* Each page of the dialog of the largest session */
static void
shoot_session (LfTestUi      *ui,
               gconstpointer  data)
{
  g_autofree char *path = make_demo (LF_DEMO_HEALTHY);
  g_auto (GStrv) ids = NULL;
  g_autofree char *all = NULL;
  LfSessionWindow *dialog;
  GtkStack *pages;
  GListModel *list;

  g_settings_set_string (ui->settings, "sort-column", "frames");
  g_settings_set_boolean (ui->settings, "sort-descending", TRUE);
  lf_test_ui_open (ui, path);
  lf_test_ui_until (lf_test_ui_is_listed (ui));
  all = lf_test_ui_dup_ids (ui);
  ids = g_strsplit (all, " ", 2);
  dialog = lf_test_ui_activate (ui, ids[0]);
  lf_test_ui_until (lf_test_ui_is_read (dialog));

  pages = GTK_STACK (lf_test_ui_child (dialog, "pages"));
  list = G_LIST_MODEL (gtk_stack_get_pages (pages));
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) page = g_list_model_get_item (list, i);
      const char *name = gtk_stack_page_get_name (GTK_STACK_PAGE (page));
      g_autofree char *picture = g_strconcat ("session-", name, NULL);

      gtk_stack_set_visible_child_name (pages, name);
      rest (REST_MS);
      save_all (ui, dialog, picture);
    }
  g_object_unref (list);
  gtk_window_close (GTK_WINDOW (dialog));
}

static LfMaintenanceWindow *
open_maintenance (LfTestUi   *ui,
                  const char *path)
{
  LfMaintenanceWindow *window;

  lf_test_ui_open (ui, path);
  lf_test_ui_until (lf_test_ui_is_summed (ui));
  rest (REST_MS);
  gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.maintenance", NULL);
  window = lf_test_ui_find_window (LF_TYPE_MAINTENANCE_WINDOW);
  lf_test_ui_until (lf_test_ui_can (window, "maintenance.check"));
  return window;
}

static void
save_checks (LfTestUi            *ui,
             LfMaintenanceWindow *window,
             const char          *state)
{
  for (guint check = 0; check < LF_N_CHECKS; check++)
    {
      g_autofree char *name =
        g_strdup_printf ("%s-%s", state, lf_check_get_name ((LfCheck) check));

      lf_maintenance_window_show_check (window, (LfCheck) check);
      rest (REST_MS);
      save_all (ui, window, name);
    }
}

static void
measure (LfMaintenanceWindow *window)
{
  lf_maintenance_window_show_check (window, LF_CHECK_TIMINGS);
  rest (REST_OF_A_PAGE_MS);
  gtk_widget_activate_action (GTK_WIDGET (window), "maintenance.measure", NULL);
  rest (REST_OF_A_PAGE_MS);
  lf_test_ui_until (lf_test_ui_can (window, "maintenance.check"));
}

/* From the banner to before and after, as a user sees it; what is measured is measured here */
static void
shoot_repair (LfTestUi      *ui,
              gconstpointer  data)
{
  g_autofree char *path = make_demo (LF_DEMO_MIGRATED);
  LfMaintenanceWindow *window = open_maintenance (ui, path);
  LfRepairSheet *sheet;
  LfCompareWindow *compare;
  LfHistoryWindow *history;

  save_all (ui, ui->window, "sessions-damaged");
  measure (window);
  save_checks (ui, window, "maintenance");

  gtk_widget_activate_action (GTK_WIDGET (window), "maintenance.repair", NULL);
  sheet = lf_test_ui_find_window (LF_TYPE_REPAIR_SHEET);
  lf_test_ui_until (lf_test_ui_can (sheet, "repair.accept"));
  save_all (ui, sheet, "repair");
  gtk_widget_activate_action (GTK_WIDGET (sheet), "repair.accept", NULL);
  rest (REST_MS);
  save_all (ui, window, "running");

  lf_test_ui_until (lf_test_ui_can (window, "maintenance.check"));
  compare = lf_test_ui_find_window (LF_TYPE_COMPARE_WINDOW);
  lf_test_ui_until (lf_compare_window_is_filled (compare));
  rest (REST_MS);
  save_all (ui, compare, "compare");
  save_all (ui, lf_compare_page_get_content (lf_test_ui_child (compare, "page")), "compare-whole");
  gtk_window_close (GTK_WINDOW (compare));
  save_checks (ui, window, "repaired");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.history", NULL);
  history = lf_test_ui_find_window (LF_TYPE_HISTORY_WINDOW);
  lf_test_ui_until (lf_history_window_is_read (history));
  rest (REST_MS);
  save_all (ui, history, "history");
  gtk_window_close (GTK_WINDOW (history));
  gtk_window_close (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  lf_test_ui_init (&argc, &argv);
  if (argc != 2)
    {
      g_printerr ("usage: screenshots FOLDER\n");
      return 2;
    }

  folder = argv[1];
  /* An application with a name has this by itself */
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    LF_RESOURCE_PATH "/icons");
  g_assert_cmpint (g_mkdir_with_parents (folder, 0777), ==, 0);
  lf_test_ui_add ("/screenshots/browser", shoot_browser, NULL);
  lf_test_ui_add ("/screenshots/list-dialogs", shoot_list_dialogs, NULL);
  lf_test_ui_add ("/screenshots/session", shoot_session, NULL);
  lf_test_ui_add ("/screenshots/repair", shoot_repair, NULL);
  return g_test_run ();
}
