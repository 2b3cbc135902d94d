/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "app/lf-object-card.h"
#include "app/lf-removal-page.h"
#include "lf-test-ui.h"

/* The dialog with the window that asks */
typedef struct
{
  LfSessionWindow *dialog;
  LfRemovalPage   *page;
} Shown;

static LfRemovalPage *
find_page (void)
{
  return lf_test_ui_find_content (LF_TYPE_REMOVAL_PAGE);
}

/* Two objects of one camera, with darks that only the second needs */
static char *
make_catalog (LfTestUi     *ui,
              LfTestLayout  layout)
{
  static const LfTestFrame frames[] = {
    { "S1", "LIGHT", "M 31", "Ha", 300, "N1" }, { "S1", "LIGHT", "M 31", "Ha", 300, "N1" },
    { "S1", "LIGHT", "M 33", "Ha", 60, "N1" },  { "S1", "DARK", NULL, NULL, 60, "N1" },
    { "S1", "DARK", NULL, NULL, 300, "N1" },    { "S1", "BIAS", NULL, NULL, 0, "N1" },
  };
  LfTestCatalog *catalog = lf_test_catalog_new (ui->folder, "some.db", layout, FALSE);
  char *path = g_strdup (catalog->path);

  lf_test_catalog_add_session (catalog, "S1", "Andromeda");
  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    lf_test_catalog_add_frame (catalog, &frames[i]);
  lf_test_catalog_exec (catalog, "UPDATE fits_files SET camera = 'QHY268M'");
  lf_test_catalog_close (catalog);
  return path;
}

static Shown
open_removal (LfTestUi   *ui,
              const char *path,
              const char *object)
{
  Shown shown;

  shown.dialog = lf_test_ui_open_page (ui, path, "S1", "overview");
  gtk_widget_activate_action (GTK_WIDGET (shown.dialog), "session.remove-object", "ms", object);
  shown.page = find_page ();
  lf_test_ui_until (lf_removal_page_is_ready (shown.page));
  return shown;
}

static const char *
get_state (Shown *shown)
{
  return gtk_stack_get_visible_child_name (lf_test_ui_child (shown->page, "stack"));
}

static const char *
get_text (Shown      *shown,
          const char *id)
{
  return gtk_label_get_text (lf_test_ui_child (shown->page, id));
}

static gboolean
lists (Shown      *shown,
       const char *count)
{
  g_autofree char *tabs = lf_test_ui_dup_texts (lf_test_ui_child (shown->dialog, "tabs"));
  g_autofree char *expected = g_strdup_printf ("Frames|%s|", count);

  return strstr (tabs, expected) != NULL;
}

/* What is shown goes, and comes back */
static void
test_remove_undo (LfTestUi      *ui,
                  gconstpointer  data)
{
  g_autofree char *path = make_catalog (ui, LF_TEST_LAYOUT_2);
  Shown shown = open_removal (ui, path, "M 33");

  g_assert_cmpstr (get_state (&shown), ==, "preview");
  g_assert_cmpstr (get_text (&shown, "title"), ==, "Remove “M 33” from this session?");
  g_assert_cmpstr (get_text (&shown, "frames"), ==, "Light: 1 (1 m)\nDark: 1");
  g_assert_false (gtk_widget_get_visible (lf_test_ui_child (shown.page, "everything")));
  g_assert_false (gtk_widget_get_visible (lf_test_ui_child (shown.page, "links")));
  gtk_widget_activate_action (GTK_WIDGET (shown.page), "removal.remove", NULL);
  lf_test_ui_until (find_page () == NULL && lists (&shown, "4"));
  g_assert_true (lf_test_ui_press (shown.dialog, GDK_KEY_z, GDK_CONTROL_MASK));
  lf_test_ui_until (lists (&shown, "6"));
}

/* The card of an object has a button for it */
static void
test_button (LfTestUi      *ui,
             gconstpointer  data)
{
  g_autofree char *path = make_catalog (ui, LF_TEST_LAYOUT_2);
  LfSessionWindow *dialog;
  GtkWidget *card;

  lf_test_ui_open (ui, path);
  dialog = lf_test_ui_activate (ui, "S1");
  lf_test_ui_until (lf_test_ui_find (dialog, LF_TYPE_OBJECT_CARD, 2) != NULL);
  card = lf_test_ui_find (dialog, LF_TYPE_OBJECT_CARD, 0);
  g_assert_true (lf_test_ui_can (card, "session.remove-object"));
  g_signal_emit_by_name (lf_test_ui_child (card, "remove"), "clicked");
  lf_test_ui_until (find_page () != NULL && lf_removal_page_is_ready (find_page ()));
  lf_test_ui_assert_has (gtk_label_get_text (lf_test_ui_child (find_page (), "title")), "M 31");
  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (find_page ()))));
  lf_test_ui_until (find_page () == NULL);
}

static void
test_everything (LfTestUi      *ui,
                 gconstpointer  data)
{
  g_autofree char *path = make_catalog (ui, LF_TEST_LAYOUT_2);
  Shown shown;

  lf_test_exec (path, "UPDATE fits_files SET object = 'M 31' WHERE object = 'M 33'");
  shown = open_removal (ui, path, "M 31");
  g_assert_true (gtk_widget_get_visible (lf_test_ui_child (shown.page, "everything")));
}

/* Only links are deleted, and only if that is wanted; what they point to stays */
static void
test_links (LfTestUi      *ui,
            gconstpointer  data)
{
  g_autofree char *path = make_catalog (ui, LF_TEST_LAYOUT_2);
  g_autofree char *target = g_build_filename (ui->folder, "frame.fits", NULL);
  g_autofree char *folder = g_build_filename (ui->folder, "session", NULL);
  g_autofree char *link = g_build_filename (folder, "frame.fits", NULL);
  g_autofree char *sql = NULL;
  Shown shown;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (target, "frame", -1, NULL));
  g_assert_cmpint (symlink (target, link), ==, 0);
  sql = g_strdup_printf ("UPDATE processing_sessions SET folder_path = '%s';"
                         " UPDATE processing_session_files SET staged_path = '%s',"
                         " staged_filename = 'frame.fits' WHERE fits_file_id = 3",
                         folder, link);
  lf_test_exec (path, sql);
  shown = open_removal (ui, path, "M 33");
  g_assert_true (gtk_widget_get_visible (lf_test_ui_child (shown.page, "links")));
  lf_test_ui_assert_has (get_text (&shown, "link_paths"), "session/frame.fits");
  gtk_widget_activate_action (GTK_WIDGET (shown.page), "removal.remove", NULL);
  lf_test_ui_until (find_page () == NULL && lists (&shown, "4"));
  g_assert_false (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (target, G_FILE_TEST_IS_REGULAR));
  g_assert_true (lf_test_ui_press (shown.dialog, GDK_KEY_z, GDK_CONTROL_MASK));
  lf_test_ui_until (lists (&shown, "6"));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
}

static void
test_damaged (LfTestUi      *ui,
              gconstpointer  data)
{
  g_autofree char *path = make_catalog (ui, LF_TEST_MIGRATED);
  Shown shown;

  lf_test_exec (path, "INSERT INTO fits_files (file, frame_type) VALUES ('new.fits', 'LIGHT')");
  shown = open_removal (ui, path, "M 33");
  g_assert_cmpstr (get_state (&shown), ==, "error");
  g_assert_true (gtk_widget_get_visible (lf_test_ui_child (shown.page, "repair")));
  g_assert_false (lf_test_ui_can (shown.page, "removal.remove"));
}

int
main (int   argc,
      char *argv[])
{
  lf_test_ui_init (&argc, &argv);
  lf_test_ui_add ("/removal-page/remove-undo", test_remove_undo, NULL);
  lf_test_ui_add ("/removal-page/button", test_button, NULL);
  lf_test_ui_add ("/removal-page/everything", test_everything, NULL);
  lf_test_ui_add ("/removal-page/links", test_links, NULL);
  lf_test_ui_add ("/removal-page/damaged", test_damaged, NULL);
  return g_test_run ();
}
