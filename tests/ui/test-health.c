/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "app/lf-check-text.h"
#include "app/lf-dismissals.h"
#include "app/lf-maintenance-window.h"
#include "demo/lf-demo.h"
#include "lf-test-ui.h"

#define DEMO_FRAMES 900
#define DEMO_SESSIONS 24

#define KEY "structure.fits_files.primary-key"
#define KEY_MESSAGE "Every session reads all 900 frames because fits_files lost its primary key."

static char *
make_demo (LfTestUi    *ui,
           LfDemoState  state,
           gboolean     with_statistics)
{
  LfDemoOptions options = { state, DEMO_FRAMES, DEMO_SESSIONS };
  char *path = g_build_filename (ui->folder, "demo.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_demo_make (path, &options, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  if (with_statistics)
    lf_test_exec (path, "ANALYZE");
  return path;
}

static const char *
get_tooltip (LfTestUi *ui)
{
  return gtk_widget_get_tooltip_text (lf_test_ui_child (ui->window, "maintenance_button"));
}

/* The button tells when the check in passing is over, whatever it found */
static void
wait_for_check (LfTestUi *ui)
{
  lf_test_ui_until (strstr (get_tooltip (ui), "found") != NULL);
}

static const char *
get_banner (LfTestUi *ui)
{
  GtkWidget *banner = lf_test_ui_child (ui->window, "health_banner");

  return gtk_widget_get_visible (banner)
           ? gtk_label_get_text (lf_test_ui_child (banner, "message")) : NULL;
}

static const char *
get_count (LfTestUi *ui)
{
  GtkWidget *count = lf_test_ui_child (ui->window, "maintenance_count");

  return gtk_widget_get_visible (count) ? gtk_label_get_text (GTK_LABEL (count)) : NULL;
}

static void
test_damaged (LfTestUi      *ui,
              gconstpointer  data)
{
  g_autofree char *path = make_demo (ui, LF_DEMO_MIGRATED, FALSE);
  g_autofree char *tooltip = NULL;

  lf_test_ui_show (ui, NULL);
  g_assert_false (lf_test_ui_can (ui->window, "win.maintenance"));
  lf_test_ui_open (ui, path);
  wait_for_check (ui);

  g_assert_cmpstr (get_banner (ui), ==, KEY_MESSAGE);
  g_assert_cmpint (g_ascii_strtoll (get_count (ui), NULL, 10), >, 3);
  tooltip = g_strdup_printf ("%s problems found (Ctrl+M)", get_count (ui));
  g_assert_cmpstr (get_tooltip (ui), ==, tooltip);
  g_assert_true (lf_test_ui_can (ui->window, "win.maintenance"));
}

static void
test_healthy (LfTestUi      *ui,
              gconstpointer  data)
{
  g_autofree char *path = make_demo (ui, LF_DEMO_HEALTHY, TRUE);

  lf_test_ui_open (ui, path);
  wait_for_check (ui);
  g_assert_cmpstr (get_tooltip (ui), ==, "No problems found (Ctrl+M)");
  g_assert_null (get_banner (ui));
  g_assert_null (get_count (ui));
}

static void
test_dismiss (LfTestUi      *ui,
              gconstpointer  data)
{
  g_autofree char *path = make_demo (ui, LF_DEMO_MIGRATED, TRUE);
  GtkWidget *banner;

  lf_test_ui_open (ui, path);
  wait_for_check (ui);
  banner = lf_test_ui_child (ui->window, "health_banner");
  g_assert_nonnull (get_banner (ui));
  g_assert_true (gtk_widget_activate_action (banner, "health.dismiss", NULL));
  g_assert_null (get_banner (ui));
  g_assert_nonnull (get_count (ui));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (ui->window)),
                                         lf_test_ui_get_browser (ui)));
  lf_test_ui_close (ui);

  /* Remembered the next time */
  lf_test_ui_open (ui, path);
  wait_for_check (ui);
  g_assert_null (get_banner (ui));
  g_assert_nonnull (get_count (ui));
  lf_test_ui_close (ui);

  /* Another problem of the same catalog is told */
  lf_test_exec (path, "DROP INDEX idx_processing_file_session;"
                      "DROP INDEX IF EXISTS idx_processing_session_id");
  lf_test_ui_open (ui, path);
  wait_for_check (ui);
  lf_test_ui_assert_has (get_banner (ui), "processing_session_files");
}

static void
test_reload (LfTestUi      *ui,
             gconstpointer  data)
{
  g_autofree char *path = make_demo (ui, LF_DEMO_HEALTHY, TRUE);

  lf_test_ui_open (ui, path);
  wait_for_check (ui);
  g_assert_null (get_banner (ui));

  lf_test_exec (path, "DROP INDEX idx_processing_file_session;"
                      "DROP INDEX IF EXISTS idx_processing_session_id");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.reload", NULL));
  lf_test_ui_until (get_banner (ui) != NULL);
  lf_test_ui_assert_has (get_banner (ui), "processing_session_files");

  /* Every new catalog is without statistics, and that is told where it is looked for */
  lf_test_exec (path, "CREATE INDEX again ON processing_session_files (processing_session_id);"
                      "DELETE FROM sqlite_stat1");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.reload", NULL));
  lf_test_ui_until (get_banner (ui) == NULL);
  g_assert_cmpstr (get_count (ui), ==, "1");

  lf_test_exec (path, "ANALYZE");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (ui->window), "win.reload", NULL));
  lf_test_ui_until (get_count (ui) == NULL);
  g_assert_null (get_banner (ui));
}

/* What is told of one catalog goes when another one is opened, and a late answer is nobody's */
static void
test_other_catalog (LfTestUi      *ui,
                    gconstpointer  data)
{
  g_autofree char *path = make_demo (ui, LF_DEMO_MIGRATED, FALSE);
  g_autofree char *other = lf_test_make_catalog (ui->folder, "other.db", LF_TEST_LAYOUT_2, FALSE);

  lf_test_exec (other, "ANALYZE");
  lf_test_ui_open (ui, path);
  wait_for_check (ui);
  lf_test_ui_open (ui, other);
  wait_for_check (ui);
  g_assert_true (get_banner (ui) == NULL || strstr (get_banner (ui), "primary key") == NULL);
}

/* Closing while the check runs waits for it */
static void
test_close_at_once (LfTestUi      *ui,
                    gconstpointer  data)
{
  g_autofree char *path = make_demo (ui, LF_DEMO_MIGRATED, FALSE);

  for (guint i = 0; i < 6; i++)
    {
      lf_test_ui_show (ui, path);
      lf_test_ui_until (lf_test_ui_is_listed (ui));
      for (guint j = 0; j < i; j++)
        g_main_context_iteration (NULL, FALSE);
      lf_test_ui_close (ui);
    }
}

static LfFinding *
make_finding (LfCheck     check,
              LfSeverity  severity,
              const char *id,
              const char *repair)
{
  return lf_finding_new (check, severity, id, NULL, id, repair);
}

static void
test_choose (LfTestUi      *ui,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
  const char *id;

  g_assert_null (lf_check_text_choose (findings));
  g_ptr_array_add (findings,
                   make_finding (LF_CHECK_STRUCTURE, LF_SEVERITY_INFO, "structure.x", NULL));
  g_assert_null (lf_check_text_choose (findings));
  g_assert_cmpuint (lf_check_text_count_problems (findings), ==, 0);

  g_ptr_array_add (findings, make_finding (LF_CHECK_SPACE, LF_SEVERITY_WARNING, "space.y", "r"));
  g_ptr_array_add (findings, make_finding (LF_CHECK_SPACE, LF_SEVERITY_WARNING, "space.z", "r"));
  id = lf_finding_get_id (lf_check_text_choose (findings));
  g_assert_cmpstr (id, ==, "space.y");
  g_assert_cmpuint (lf_check_text_count_problems (findings), ==, 2);

  /* What follows from the structure is told after it */
  g_ptr_array_add (findings,
                   make_finding (LF_CHECK_INTEGRITY, LF_SEVERITY_ERROR, "integrity.fk", "r"));
  g_ptr_array_add (findings,
                   make_finding (LF_CHECK_STRUCTURE, LF_SEVERITY_ERROR, "structure.other", "r"));
  g_ptr_array_add (findings, make_finding (LF_CHECK_STRUCTURE, LF_SEVERITY_ERROR, KEY, "r"));
  id = lf_finding_get_id (lf_check_text_choose (findings));
  g_assert_cmpstr (id, ==, KEY);

  /* A damaged file before all */
  g_ptr_array_add (findings, make_finding (LF_CHECK_INTEGRITY, LF_SEVERITY_ERROR,
                                           "integrity.damaged", NULL));
  id = lf_finding_get_id (lf_check_text_choose (findings));
  g_assert_cmpstr (id, ==, "integrity.damaged");
}

static void
assert_left (LfTestUi   *ui,
             const char *path,
             GPtrArray  *findings,
             guint       n)
{
  g_autoptr (GPtrArray) left = lf_dismissals_filter (ui->settings, path, findings);

  g_assert_cmpuint (left->len, ==, n);
}

static void
test_dismissals (LfTestUi      *ui,
                 gconstpointer  data)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) none = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (some, make_finding (LF_CHECK_PLANS, LF_SEVERITY_WARNING, "plans.a", "r"));
  g_ptr_array_add (some, make_finding (LF_CHECK_SPACE, LF_SEVERITY_WARNING, "space.b", "r"));
  g_ptr_array_add (some, make_finding (LF_CHECK_SPACE, LF_SEVERITY_INFO, "space.c", NULL));

  assert_left (ui, "/a", some, 3);
  lf_dismissals_add (ui->settings, "/a", some);
  assert_left (ui, "/a", some, 1);
  assert_left (ui, "/b", some, 3);

  /* Of what the check in passing does not look for, nothing is forgotten */
  lf_dismissals_forget (ui->settings, "/a", none);
  assert_left (ui, "/a", some, 2);
  lf_dismissals_forget (ui->settings, "/a", some);
  assert_left (ui, "/a", some, 2);

  /* Of many catalogs the latest are remembered, and what is no text cannot be */
  lf_dismissals_add (ui->settings, "/\377", some);
  assert_left (ui, "/\377", some, 3);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *path = g_strdup_printf ("/many/%u", i);

      lf_dismissals_add (ui->settings, path, some);
      assert_left (ui, path, some, 1);
    }
  assert_left (ui, "/many/99", some, 1);
  assert_left (ui, "/many/80", some, 1);
  assert_left (ui, "/a", some, 3);
}

int
main (int   argc,
      char *argv[])
{
  lf_test_ui_init (&argc, &argv);
  lf_test_ui_add ("/health/damaged", test_damaged, NULL);
  lf_test_ui_add ("/health/healthy", test_healthy, NULL);
  lf_test_ui_add ("/health/dismiss", test_dismiss, NULL);
  lf_test_ui_add ("/health/reload", test_reload, NULL);
  lf_test_ui_add ("/health/other-catalog", test_other_catalog, NULL);
  lf_test_ui_add ("/health/close-at-once", test_close_at_once, NULL);
  lf_test_ui_add ("/health/choose", test_choose, NULL);
  lf_test_ui_add ("/health/dismissals", test_dismissals, NULL);
  return g_test_run ();
}
