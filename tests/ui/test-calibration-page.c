/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "app/lf-calibration-page.h"
#include "catalog/lf-calibration.h"
#include "lf-test-ui.h"

/* The dialog with its Calibration page */
typedef struct
{
  LfSessionWindow   *dialog;
  LfCalibrationPage *page;
} Shown;

static void
add_frames (LfTestCatalog *catalog,
            const char    *session,
            const char    *type,
            double         exposure,
            guint          n)
{
  LfTestFrame frame = { session, type, "M 31", "Ha", exposure, "N1" };

  for (guint i = 0; i < n; i++)
    lf_test_catalog_add_frame (catalog, &frame);
}

/* Ten lights with five bias frames; the catalog has darks for them, and no flats */
static void
fill (LfTestCatalog *catalog)
{
  lf_test_catalog_add_session (catalog, "S1", "Andromeda");
  lf_test_catalog_add_session (catalog, "S2", "Nothing yet");
  add_frames (catalog, "S1", "LIGHT", 300, 10);
  add_frames (catalog, "S1", "BIAS", 0, 5);
  add_frames (catalog, NULL, "DARK", 300, 20);
  lf_test_catalog_exec (catalog, "UPDATE fits_files SET camera = 'QHY268M', gain = 100,"
                                 " offset = 50, binning_x = 1, binning_y = 1, sensor_temp = -10,"
                                 " telescope = 'Esprit', obs_date = '2025-01-13'");
}

static Shown
open_page (LfTestUi   *ui,
           const char *session,
           const char *page)
{
  LfTestCatalog *catalog = lf_test_catalog_new (ui->folder, "some.db", LF_TEST_LAYOUT_2, FALSE);
  g_autofree char *path = g_strdup (catalog->path);
  Shown shown;

  fill (catalog);
  lf_test_catalog_close (catalog);
  shown.dialog = lf_test_ui_open_page (ui, path, session, page);
  shown.page = LF_CALIBRATION_PAGE (lf_test_ui_child (shown.dialog, "calibration"));
  return shown;
}

static Shown
open_calibration (LfTestUi   *ui,
                  const char *session)
{
  Shown shown = open_page (ui, session, "calibration");

  lf_test_ui_until (lf_calibration_page_is_ready (shown.page));
  return shown;
}

static char *
dup_matrix (Shown *shown)
{
  return lf_test_ui_dup_texts (lf_test_ui_child (shown->page, "matrix"));
}

static gboolean
shows (Shown      *shown,
       const char *part)
{
  g_autofree char *texts = NULL;

  if (!lf_calibration_page_is_ready (shown->page))
    return FALSE;

  texts = dup_matrix (shown);
  return strstr (texts, part) != NULL;
}

static char *
dup_tabs (Shown *shown)
{
  return lf_test_ui_dup_texts (lf_test_ui_child (shown->dialog, "tabs"));
}

static void
test_matrix (LfTestUi      *ui,
             gconstpointer  data)
{
  Shown shown = open_calibration (ui, "S1");
  g_autofree char *matrix = dup_matrix (&shown);
  g_autofree char *tabs = dup_tabs (&shown);

  lf_test_ui_assert_has (matrix, "Lights|Darks|Flats|Bias|QHY268M · Esprit · Ha · 300 s · gain 100");
  lf_test_ui_assert_has (matrix, "10 frames · 2025-01-13");
  lf_test_ui_assert_has (matrix, "Missing|Add 20 frames|2025-01-13 · same night|Missing|Good|"
                                 "5 frames");
  lf_test_ui_assert_has (tabs, "Calibration|2|");
  g_assert_cmpuint (lf_calibration_page_get_gaps (shown.page), ==, 2);
}

/* The badge is there before the page is */
static void
test_badge (LfTestUi      *ui,
            gconstpointer  data)
{
  Shown shown = open_page (ui, "S1", "overview");

  lf_test_ui_until (lf_calibration_page_get_gaps (shown.page) == 2);
  lf_test_ui_activate (ui, "S2");
  lf_test_ui_until (lf_calibration_page_get_gaps (shown.page) == 0);
}

static void
test_add_undo (LfTestUi      *ui,
               gconstpointer  data)
{
  Shown shown = open_calibration (ui, "S1");
  g_autofree char *tabs = NULL;

  gtk_widget_activate_action (GTK_WIDGET (shown.page), "calibration.add", "(uu)", 0u,
                              (guint) LF_CALIBRATION_DARK);
  lf_test_ui_until (shows (&shown, "Good|20 frames\nsame night|Missing|Good|5 frames\nsame night"));
  g_assert_cmpuint (lf_calibration_page_get_gaps (shown.page), ==, 1);
  lf_test_ui_until (strstr (gtk_label_get_text (lf_test_ui_child (
                              lf_test_ui_child (lf_test_ui_child (shown.dialog, "overview"), "dark"),
                              "figure")),
                            "20") != NULL);
  g_assert_true (lf_test_ui_press (shown.dialog, GDK_KEY_z, GDK_CONTROL_MASK));
  lf_test_ui_until (strstr (lf_test_ui_get_message (shown.dialog), "Undone") != NULL);
  lf_test_ui_until (shows (&shown, "Missing|Add 20 frames"));
}

static void
test_shot_list (LfTestUi      *ui,
                gconstpointer  data)
{
  Shown shown = open_calibration (ui, "S1");
  const char *shots = gtk_label_get_text (lf_test_ui_child (shown.page, "shots"));

  lf_test_ui_assert_has (shots, "\n  QHY268M · Esprit · Ha");
  lf_test_ui_assert_has (shots, "20 frames of 2025-01-13");
  gtk_widget_activate_action (GTK_WIDGET (shown.page), "calibration.copy", NULL);
  lf_test_ui_assert_has (lf_test_ui_get_message (shown.dialog), "copied");
}

static void
test_empty (LfTestUi      *ui,
            gconstpointer  data)
{
  Shown shown = open_calibration (ui, "S2");

  g_assert_cmpstr (gtk_stack_get_visible_child_name (lf_test_ui_child (shown.page, "stack")), ==,
                   "none");
}

/* Where the links of frames cannot be trusted nothing is added, and that is said before */
static void
test_damaged (LfTestUi      *ui,
              gconstpointer  data)
{
  LfTestCatalog *catalog = lf_test_catalog_new (ui->folder, "some.db", LF_TEST_MIGRATED, FALSE);
  g_autofree char *path = g_strdup (catalog->path);
  LfSessionWindow *dialog;
  LfCalibrationPage *page;

  fill (catalog);
  lf_test_catalog_close (catalog);
  lf_test_ui_open (ui, path);
  dialog = lf_test_ui_activate (ui, "S1");
  page = LF_CALIBRATION_PAGE (lf_test_ui_child (dialog, "calibration"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "session.page", "s", "calibration");
  lf_test_ui_until (lf_calibration_page_is_ready (page));
  g_assert_true (gtk_widget_get_visible (lf_test_ui_child (page, "damage")));
  g_assert_false (gtk_widget_get_visible (lf_test_ui_child (page, "stage")));
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; LfTestUiFunc func; } tests[] = {
    { "matrix", test_matrix },       { "badge", test_badge }, { "add-undo", test_add_undo },
    { "shot-list", test_shot_list }, { "empty", test_empty }, { "damaged", test_damaged },
  };

  lf_test_ui_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/calibration-page/", tests[i].name, NULL);

      lf_test_ui_add (path, tests[i].func, NULL);
    }
  return g_test_run ();
}
