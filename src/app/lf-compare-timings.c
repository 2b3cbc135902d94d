/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-compare-timings.h"

#include <glib/gi18n-lib.h>

#include "app/lf-compare-rows.h"
#include "app/lf-data-table.h"
#include "app/lf-table-drawer.h"
#include "app/lf-wrap-box.h"
#include "catalog/lf-resources.h"
#include "charts/lf-range-chart.h"

struct _LfCompareTimings
{
  GtkWidget      parent_instance;

  GtkWidget     *box;
  GtkLabel      *caption;
  GtkWidget     *choices;
  GtkDropDown   *queries;
  GtkDropDown   *measure;
  GtkDropDown   *scale;
  LfRangeChart  *chart;
  LfTableDrawer *drawer;

  LfCompare     *compare;
};

G_DEFINE_FINAL_TYPE (LfCompareTimings, lf_compare_timings, GTK_TYPE_WIDGET)

/* The entries of the drop-downs */
#define MEASURE_TIME 0
#define SCALE_LOG 0

/* From these on a query is slow, and very slow */
#define SLOW_MS 100
#define VERY_SLOW_MS 500

static gboolean
is_work (LfCompareTimings *self)
{
  return gtk_drop_down_get_selected (self->measure) != MEASURE_TIME;
}

static guint
get_most_runs (GPtrArray *timings)
{
  guint most = 0;

  for (guint i = 0; i < timings->len; i++)
    most = MAX (most, ((const LfTiming *) g_ptr_array_index (timings, i))->n_runs);
  return most;
}

static char *
describe (LfCompareTimings *self)
{
  LfRunState *before = lf_compare_get_before (self->compare);
  LfRunState *after = lf_compare_get_after (self->compare);
  guint n = MAX (get_most_runs (before->timings), after != NULL ? get_most_runs (after->timings)
                                                                : 0);

  if (is_work (self))
    return g_strdup (_("Steps of SQLite's virtual machine in one run: they do not depend on how "
                       "fast the computer is."));
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "Median of %u run; the thin line goes from the 5th to the 95th percentile.",
                 "Median of up to %u runs; the thin line goes from the 5th to the 95th percentile.",
                 n),
    n);
}

static void
show_chart (LfCompareTimings *self)
{
  gboolean work = is_work (self);
  gboolean is_log = gtk_drop_down_get_selected (self->scale) == SCALE_LOG;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *caption = describe (self);

  rows = lf_compare_rows_list_timings (
    self->compare, (LfCompareQueries) gtk_drop_down_get_selected (self->queries), work);
  gtk_label_set_text (self->caption, caption);
  lf_chart_set_title (LF_CHART (self->chart),
                      work ? _("Work of the queries") : _("Timings of the queries"));
  lf_range_chart_set_unit (self->chart, work ? LF_CHART_UNIT_COUNT : LF_CHART_UNIT_MILLISECONDS);
  lf_range_chart_set_scale (self->chart, is_log ? LF_CHART_SCALE_LOG : LF_CHART_SCALE_LINEAR);
  lf_range_chart_clear_thresholds (self->chart);
  if (!work)
    {
      lf_range_chart_add_threshold (self->chart, SLOW_MS, C_("verdict", "slow"),
                                    LF_CHART_TONE_WARNING);
      lf_range_chart_add_threshold (self->chart, VERY_SLOW_MS, C_("verdict", "very slow"),
                                    LF_CHART_TONE_BAD);
    }
  lf_range_chart_set_rows (self->chart, rows);
}

static void
choice_cb (LfCompareTimings *self)
{
  if (self->compare != NULL)
    show_chart (self);
}

static void
fill_cb (LfCompareTimings *self,
         LfDataTable      *table)
{
  g_autoptr (GPtrArray) rows = lf_compare_rows_list_timing_table (self->compare);

  lf_data_table_set_name (table, _("Timings"));
  lf_data_table_add_column (table, LF_DATA_TEXT, _("Query"));
  lf_data_table_add_column (table, LF_DATA_TEXT, _("Session"));
  lf_data_table_add_column (table, LF_DATA_NUMBER, _("Before"));
  lf_data_table_add_column (table, LF_DATA_NUMBER, _("After"));
  lf_data_table_add_column (table, LF_DATA_NOTE, _("Result"));
  lf_data_table_add_column (table, LF_DATA_NUMBER, _("Work before"));
  lf_data_table_add_column (table, LF_DATA_NUMBER, _("Work after"));
  lf_data_table_fill (table, rows);
}

static void
lf_compare_timings_dispose (GObject *object)
{
  LfCompareTimings *self = LF_COMPARE_TIMINGS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->compare);

  G_OBJECT_CLASS (lf_compare_timings_parent_class)->dispose (object);
}

static void
lf_compare_timings_class_init (LfCompareTimingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_compare_timings_dispose;

  g_type_ensure (LF_TYPE_RANGE_CHART);
  g_type_ensure (LF_TYPE_TABLE_DRAWER);
  g_type_ensure (LF_TYPE_WRAP_BOX);
  g_type_ensure (LF_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "comparetimings");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-compare-timings.ui");
  gtk_widget_class_bind_template_child (widget_class, LfCompareTimings, box);
  gtk_widget_class_bind_template_child (widget_class, LfCompareTimings, caption);
  gtk_widget_class_bind_template_child (widget_class, LfCompareTimings, choices);
  gtk_widget_class_bind_template_child (widget_class, LfCompareTimings, queries);
  gtk_widget_class_bind_template_child (widget_class, LfCompareTimings, measure);
  gtk_widget_class_bind_template_child (widget_class, LfCompareTimings, scale);
  gtk_widget_class_bind_template_child (widget_class, LfCompareTimings, chart);
  gtk_widget_class_bind_template_child (widget_class, LfCompareTimings, drawer);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, fill_cb);
}

static void
lf_compare_timings_init (LfCompareTimings *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lf_compare_timings_new:
 * @compare: what is compared
 *
 * Returns: (transfer floating): a card of its timings, or one that says that there are none
 */
GtkWidget *
lf_compare_timings_new (LfCompare *compare)
{
  LfCompareTimings *self = g_object_new (LF_TYPE_COMPARE_TIMINGS, NULL);
  LfRunState *after = lf_compare_get_after (compare);
  gboolean has_after = after != NULL && after->timings->len > 0;
  gboolean has_any = has_after || lf_compare_get_before (compare)->timings->len > 0;

  self->compare = g_object_ref (compare);
  gtk_widget_set_visible (self->choices, has_any);
  gtk_widget_set_visible (GTK_WIDGET (self->chart), has_any);
  gtk_widget_set_visible (GTK_WIDGET (self->drawer), has_any);
  if (!has_any)
    {
      gtk_label_set_text (self->caption, _("No query was timed."));
      return GTK_WIDGET (self);
    }

  /* Of one state there is but one bar */
  lf_range_chart_set_series (self->chart, has_after ? _("Before") : NULL,
                             has_after ? _("After") : NULL);
  lf_range_chart_set_interval_text (self->chart, _("5 % to 95 % of the runs"));
  show_chart (self);
  return GTK_WIDGET (self);
}
