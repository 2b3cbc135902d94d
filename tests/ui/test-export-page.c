/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "app/lf-export-page.h"
#include "lf-test-ui.h"

/* The dialog with the window that exports */
typedef struct
{
  LfSessionWindow *dialog;
  LfExportPage    *page;
} Shown;

static Shown
open_export (LfTestUi        *ui,
             LfSessionFormat  format)
{
  LfTestCatalog *catalog = lf_test_catalog_new (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);
  g_autofree char *path = g_strdup (catalog->path);
  Shown shown;

  lf_test_catalog_fill (catalog);
  lf_test_catalog_exec (catalog, "UPDATE fits_files SET obs_date = '2025-01-13', gain = 100");
  lf_test_catalog_close (catalog);
  shown.dialog = lf_test_ui_open_page (ui, path, "S1", "overview");
  gtk_widget_activate_action (GTK_WIDGET (shown.dialog), "session.export", "i", (int) format);
  shown.page = lf_test_ui_find_content (LF_TYPE_EXPORT_PAGE);
  lf_test_ui_until (lf_export_page_is_ready (shown.page));
  return shown;
}

static char *
dup_preview (Shown *shown)
{
  return lf_test_ui_dup_texts (lf_test_ui_child (shown->page, "preview"));
}

static void
choose (Shown           *shown,
        LfSessionFormat  format)
{
  gtk_drop_down_set_selected (lf_test_ui_child (shown->page, "format"), format);
  lf_test_ui_until (lf_export_page_is_ready (shown->page));
}

static void
test_formats (LfTestUi      *ui,
              gconstpointer  data)
{
  static const char *const expected[LF_N_SESSION_FORMATS] = {
    "date,filter,number,duration", "# Andromeda", "[b]Andromeda", "id,file,folder", "\"Andromeda\"",
  };
  Shown shown = open_export (ui, LF_SESSION_FORMAT_MARKDOWN);

  for (int format = 0; format < LF_N_SESSION_FORMATS; format++)
    {
      g_autofree char *preview = NULL;

      choose (&shown, (LfSessionFormat) format);
      preview = dup_preview (&shown);
      lf_test_ui_assert_has (preview, expected[format]);
    }
}

/* The number of a filter is asked for once */
static void
test_filters (LfTestUi      *ui,
              gconstpointer  data)
{
  Shown shown = open_export (ui, LF_SESSION_FORMAT_ASTROBIN);
  GtkWidget *filters = lf_test_ui_child (shown.page, "filters");
  GtkWidget *entry = lf_test_ui_find (filters, GTK_TYPE_ENTRY, 0);
  g_autofree char *before = dup_preview (&shown);
  g_autofree char *after = NULL;

  g_assert_true (gtk_widget_get_visible (filters));
  g_assert_null (strstr (before, "4663"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "4663");
  gtk_widget_activate_action (GTK_WIDGET (shown.page), "export.filters", NULL);
  lf_test_ui_until (lf_export_page_is_ready (shown.page));
  after = dup_preview (&shown);
  lf_test_ui_assert_has (after, "2025-01-13,4663,2,300");
  g_assert_false (gtk_widget_get_visible (filters));
}

static GtkEditable *
find_number (Shown *shown)
{
  return GTK_EDITABLE (lf_test_ui_find (lf_test_ui_child (shown->page, "filters"), GTK_TYPE_ENTRY,
                                        0));
}

static void
use_number (Shown      *shown,
            const char *text)
{
  gtk_editable_set_text (find_number (shown), text);
  g_signal_emit_by_name (find_number (shown), "activate");
  lf_test_ui_until (lf_export_page_is_ready (shown->page));
}

/* A number that was given can be looked at, changed and forgotten; what is typed is not lost */
static void
test_change_filters (LfTestUi      *ui,
                     gconstpointer  data)
{
  Shown shown = open_export (ui, LF_SESSION_FORMAT_ASTROBIN);
  GtkWidget *button = lf_test_ui_child (shown.page, "numbers_button");
  GtkWidget *filters = lf_test_ui_child (shown.page, "filters");
  g_autofree char *wrong = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *forgotten = NULL;

  g_assert_false (gtk_widget_get_visible (button));
  gtk_editable_set_text (find_number (&shown), "12");
  gtk_drop_down_set_selected (lf_test_ui_child (shown.page, "bortle"), 4);
  lf_test_ui_until (lf_export_page_is_ready (shown.page));
  g_assert_cmpstr (gtk_editable_get_text (find_number (&shown)), ==, "12");

  use_number (&shown, "4663");
  g_assert_false (gtk_widget_get_visible (filters));
  g_assert_true (gtk_widget_get_visible (button));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_assert_true (gtk_widget_get_visible (filters));
  g_assert_cmpstr (gtk_editable_get_text (find_number (&shown)), ==, "4663");

  gtk_widget_grab_focus (GTK_WIDGET (find_number (&shown)));
  use_number (&shown, "Ha");
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (gtk_widget_get_root (filters)),
                                         filters));
  wrong = dup_preview (&shown);
  lf_test_ui_assert_has (lf_test_ui_get_message (shown.page), "“Ha” is no number");
  lf_test_ui_assert_has (wrong, "2025-01-13,4663,2,300");
  use_number (&shown, "4664");
  changed = dup_preview (&shown);
  lf_test_ui_assert_has (lf_test_ui_get_message (shown.page), "are remembered");
  lf_test_ui_assert_has (changed, "2025-01-13,4664,2,300");
  use_number (&shown, "");
  forgotten = dup_preview (&shown);
  lf_test_ui_assert_has (forgotten, "2025-01-13,,2,300");
  g_assert_true (gtk_widget_get_visible (filters));
}

static void
text_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_copy_save (LfTestUi      *ui,
                gconstpointer  data)
{
  Shown shown = open_export (ui, LF_SESSION_FORMAT_CSV);
  g_autofree char *path = g_build_filename (ui->folder, "frames.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *copied = NULL;
  g_autofree char *saved = NULL;

  gtk_widget_activate_action (GTK_WIDGET (shown.page), "export.copy", NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (shown.page)), NULL, text_cb,
                                 &copied);
  lf_test_ui_until (copied != NULL);
  lf_export_page_save (shown.page, file);
  lf_test_ui_until (strstr (lf_test_ui_get_message (shown.page), "Saved as") != NULL);
  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  g_assert_cmpstr (saved, ==, copied);
  lf_test_ui_assert_has (saved, "LIGHT");
}

static void
test_cannot_save (LfTestUi      *ui,
                  gconstpointer  data)
{
  Shown shown = open_export (ui, LF_SESSION_FORMAT_JSON);
  g_autoptr (GFile) file = g_file_new_for_path ("/no/such/folder/file.json");

  lf_export_page_save (shown.page, file);
  lf_test_ui_until (strstr (lf_test_ui_get_message (shown.page), "could not be saved") != NULL);
}

int
main (int   argc,
      char *argv[])
{
  lf_test_ui_init (&argc, &argv);
  lf_test_ui_add ("/export-page/formats", test_formats, NULL);
  lf_test_ui_add ("/export-page/filters", test_filters, NULL);
  lf_test_ui_add ("/export-page/change-filters", test_change_filters, NULL);
  lf_test_ui_add ("/export-page/copy-save", test_copy_save, NULL);
  lf_test_ui_add ("/export-page/cannot-save", test_cannot_save, NULL);
  return g_test_run ();
}
