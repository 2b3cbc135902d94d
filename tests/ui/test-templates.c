/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-bar-cell.h"
#include "app/lf-calibration-page.h"
#include "app/lf-card-box.h"
#include "app/lf-column-box.h"
#include "app/lf-compare-list.h"
#include "app/lf-compare-page.h"
#include "app/lf-compare-plans.h"
#include "app/lf-compare-sizes.h"
#include "app/lf-compare-timings.h"
#include "app/lf-compare-window.h"
#include "app/lf-damage-bar.h"
#include "app/lf-data-table.h"
#include "app/lf-date-button.h"
#include "app/lf-edit-conflict.h"
#include "app/lf-error-page.h"
#include "app/lf-export-page.h"
#include "app/lf-finding-list.h"
#include "app/lf-frame-cell.h"
#include "app/lf-frame-chart.h"
#include "app/lf-frame-chooser.h"
#include "app/lf-frame-table.h"
#include "app/lf-frames-page.h"
#include "app/lf-health-banner.h"
#include "app/lf-indexes-page.h"
#include "app/lf-integrity-page.h"
#include "app/lf-job-bar.h"
#include "app/lf-loading-page.h"
#include "app/lf-main-window.h"
#include "app/lf-maintenance-window.h"
#include "app/lf-message-bar.h"
#include "app/lf-notes-page.h"
#include "app/lf-object-card.h"
#include "app/lf-open-with.h"
#include "app/lf-overview.h"
#include "app/lf-page-tabs.h"
#include "app/lf-plan-card.h"
#include "app/lf-plan-diff.h"
#include "app/lf-plans-page.h"
#include "app/lf-preferences.h"
#include "app/lf-question.h"
#include "app/lf-removal-page.h"
#include "app/lf-repair-sheet.h"
#include "app/lf-results-page.h"
#include "app/lf-run-note.h"
#include "app/lf-session-browser.h"
#include "app/lf-session-window.h"
#include "app/lf-sources-page.h"
#include "app/lf-space-page.h"
#include "app/lf-stat-card.h"
#include "app/lf-state-icon.h"
#include "app/lf-statistics-page.h"
#include "app/lf-status-page.h"
#include "app/lf-structure-card.h"
#include "app/lf-structure-page.h"
#include "app/lf-table-drawer.h"
#include "app/lf-timings-page.h"
#include "app/lf-wrap-box.h"
#include "catalog/lf-resources.h"
#include "charts/lf-bar.h"
#include "lf-test-ui.h"

/* Nothing of it may be left, whether it was on the screen or not */
static void
assert_gone (gpointer *object)
{
  lf_test_ui_until (*object == NULL);
}

static void
test_widget (LfTestUi      *ui,
             gconstpointer  data)
{
  GType type = GPOINTER_TO_SIZE (data);
  gpointer hidden = g_object_ref_sink (g_object_new (type, NULL));
  gpointer shown = g_object_new (type, NULL);
  GtkWidget *window = gtk_window_new ();

  g_object_add_weak_pointer (hidden, &hidden);
  g_object_unref (hidden);
  assert_gone (&hidden);

  g_object_add_weak_pointer (shown, &shown);
  gtk_window_set_child (GTK_WINDOW (window), shown);
  gtk_window_present (GTK_WINDOW (window));
  lf_test_ui_until (gtk_widget_get_mapped (window));
  lf_test_ui_settle ();
  gtk_window_destroy (GTK_WINDOW (window));
  assert_gone (&shown);
}

static void
test_window (LfTestUi      *ui,
             gconstpointer  data)
{
  GType type = GPOINTER_TO_SIZE (data);

  for (guint on_screen = 0; on_screen < 2; on_screen++)
    {
      gpointer window = g_object_new (type, NULL);

      g_object_add_weak_pointer (window, &window);
      if (on_screen)
        {
          gtk_window_present (window);
          lf_test_ui_until (gtk_widget_get_mapped (window));
          lf_test_ui_settle ();
        }
      gtk_window_destroy (window);
      assert_gone (&window);
    }
}

static void
test_shortcuts (LfTestUi      *ui,
                gconstpointer  data)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource (LF_RESOURCE_PATH "/ui/lf-shortcuts.ui");
  gpointer window = gtk_builder_get_object (builder, "shortcuts");

  g_assert_true (GTK_IS_SHORTCUTS_WINDOW (window));
  gtk_window_present (window);
  lf_test_ui_until (gtk_widget_get_mapped (window));
  lf_test_ui_settle ();
  gtk_window_destroy (window);
}

/* Every look has every colour, and its style sheets are understood: GTK warns of what is not */
static void
test_styles (LfTestUi      *ui,
             gconstpointer  data)
{
  static const char *const schemes[] = { "light", "dark", "night", "system" };
  static const char *const colors[] = {
    "lf_track", "lf_filter_l", "lf_filter_r", "lf_filter_g", "lf_filter_b", "lf_filter_ha",
    "lf_filter_oiii", "lf_filter_sii", "lf_filter_none", "lf_filter_other_1", "lf_filter_other_2",
    "lf_filter_other_3", "lf_filter_other_4", "lf_frame_light", "lf_frame_dark", "lf_frame_flat",
    "lf_frame_bias", "lf_frame_other",
  };
  GtkWidget *window = gtk_window_new ();
  GtkWidget *bar = lf_bar_new ();

  gtk_window_set_child (GTK_WINDOW (window), bar);
  gtk_window_present (GTK_WINDOW (window));
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_settings_set_string (ui->settings, "color-scheme", schemes[i]);
      lf_test_ui_settle ();
      for (guint j = 0; j < G_N_ELEMENTS (colors); j++)
        {
          GdkRGBA color;

          if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (bar), colors[j],
                                               &color))
            g_error ("%s has no %s", schemes[i], colors[j]);
        }
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  lf_test_ui_init (&argc, &argv);
  {
    const GType widgets[] = {
      LF_TYPE_BAR, LF_TYPE_BAR_CELL, LF_TYPE_CALIBRATION_PAGE, LF_TYPE_DAMAGE_BAR,
      LF_TYPE_CARD_BOX, LF_TYPE_COLUMN_BOX, LF_TYPE_COMPARE_LIST, LF_TYPE_COMPARE_PAGE,
      LF_TYPE_COMPARE_PLANS, LF_TYPE_COMPARE_SIZES, LF_TYPE_COMPARE_TIMINGS, LF_TYPE_DATA_TABLE,
      LF_TYPE_DATE_BUTTON, LF_TYPE_ERROR_PAGE, LF_TYPE_FINDING_LIST, LF_TYPE_EXPORT_PAGE,
      LF_TYPE_REMOVAL_PAGE, LF_TYPE_RESULTS_PAGE, LF_TYPE_SOURCES_PAGE, LF_TYPE_FRAMES_PAGE,
      LF_TYPE_FRAME_CELL, LF_TYPE_FRAME_CHART, LF_TYPE_FRAME_CHOOSER, LF_TYPE_FRAME_TABLE,
      LF_TYPE_PAGE_TABS, LF_TYPE_HEALTH_BANNER, LF_TYPE_INDEXES_PAGE, LF_TYPE_INTEGRITY_PAGE,
      LF_TYPE_JOB_BAR, LF_TYPE_LOADING_PAGE, LF_TYPE_MESSAGE_BAR, LF_TYPE_NOTES_PAGE,
      LF_TYPE_OBJECT_CARD, LF_TYPE_OVERVIEW, LF_TYPE_PLANS_PAGE, LF_TYPE_PLAN_CARD,
      LF_TYPE_PLAN_DIFF, LF_TYPE_RUN_NOTE, LF_TYPE_SESSION_BROWSER, LF_TYPE_SPACE_PAGE,
      LF_TYPE_STATE_ICON, LF_TYPE_STATISTICS_PAGE, LF_TYPE_STATUS_PAGE, LF_TYPE_STAT_CARD,
      LF_TYPE_STRUCTURE_CARD, LF_TYPE_STRUCTURE_PAGE, LF_TYPE_TABLE_DRAWER, LF_TYPE_TIMINGS_PAGE,
      LF_TYPE_WRAP_BOX,
    };
    const GType windows[] = {
      LF_TYPE_COMPARE_WINDOW, LF_TYPE_EDIT_CONFLICT, LF_TYPE_MAINTENANCE_WINDOW,
      LF_TYPE_MAIN_WINDOW, LF_TYPE_OPEN_WITH, LF_TYPE_PREFERENCES, LF_TYPE_QUESTION,
      LF_TYPE_REPAIR_SHEET, LF_TYPE_SESSION_WINDOW,
    };

    for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
      {
        g_autofree char *path = g_strconcat ("/templates/", g_type_name (widgets[i]), NULL);

        lf_test_ui_add (path, test_widget, GSIZE_TO_POINTER (widgets[i]));
      }
    for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
      {
        g_autofree char *path = g_strconcat ("/templates/", g_type_name (windows[i]), NULL);

        lf_test_ui_add (path, test_window, GSIZE_TO_POINTER (windows[i]));
      }
  }
  lf_test_ui_add ("/templates/shortcuts", test_shortcuts, NULL);
  lf_test_ui_add ("/templates/styles", test_styles, NULL);
  return g_test_run ();
}
