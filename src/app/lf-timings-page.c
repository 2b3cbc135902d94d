/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-timings-page.h"

#include <glib/gi18n-lib.h>

#include "app/lf-data-table.h"
#include "app/lf-timing-rows.h"
#include "catalog/lf-resources.h"
#include "charts/lf-range-chart.h"

struct _LfTimingsPage
{
  LfMaintenancePage  parent_instance;

  GtkWidget         *scroller;
  GtkWidget         *none;
  GtkWidget         *results;
  GtkDropDown       *measure;
  GtkDropDown       *scale;
  LfRangeChart      *chart;
  GtkLabel          *sessions;
  LfDataTable       *table;

  GPtrArray         *timings;        /* what is shown */
};

G_DEFINE_FINAL_TYPE (LfTimingsPage, lf_timings_page, LF_TYPE_MAINTENANCE_PAGE)

/* From these on a query is slow, and very slow */
#define SLOW_MS 100
#define VERY_SLOW_MS 500

/* The entries of the drop-downs */
#define MEASURE_TIME 0
#define SCALE_LOG 0

static void
show_chart (LfTimingsPage *self)
{
  gboolean work = gtk_drop_down_get_selected (self->measure) != MEASURE_TIME;
  gboolean is_log = gtk_drop_down_get_selected (self->scale) == SCALE_LOG;
  g_autoptr (GPtrArray) rows = lf_timing_rows_list_chart (self->timings, work);

  lf_chart_set_title (LF_CHART (self->chart),
                      work ? _("Work of the queries") : _("Timings of the queries"));
  lf_range_chart_set_unit (self->chart,
                           work ? LF_CHART_UNIT_COUNT : LF_CHART_UNIT_MILLISECONDS);
  lf_range_chart_set_scale (self->chart,
                            is_log ? LF_CHART_SCALE_LOG : LF_CHART_SCALE_LINEAR);
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
choice_cb (LfTimingsPage *self)
{
  if (self->timings != NULL)
    show_chart (self);
}

static void
lf_timings_page_update (LfMaintenancePage *page,
                        LfMaintenance     *maintenance)
{
  LfTimingsPage *self = LF_TIMINGS_PAGE (page);
  GPtrArray *timings = lf_maintenance_get_timings (maintenance);
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *sessions = NULL;

  gtk_widget_set_visible (self->none, timings == NULL);
  gtk_widget_set_visible (self->results, timings != NULL);
  if (timings == NULL || timings == self->timings)
    return;

  g_clear_pointer (&self->timings, g_ptr_array_unref);
  self->timings = g_ptr_array_ref (timings);
  show_chart (self);
  rows = lf_timing_rows_list_table (timings);
  lf_data_table_fill (self->table, rows);
  sessions = lf_timing_rows_describe_sessions (timings);
  gtk_label_set_text (self->sessions, sessions);
}

static void
lf_timings_page_dispose (GObject *object)
{
  LfTimingsPage *self = LF_TIMINGS_PAGE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->timings, g_ptr_array_unref);

  G_OBJECT_CLASS (lf_timings_page_parent_class)->dispose (object);
}

static void
lf_timings_page_class_init (LfTimingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_timings_page_dispose;
  LF_MAINTENANCE_PAGE_CLASS (klass)->update = lf_timings_page_update;

  g_type_ensure (LF_TYPE_DATA_TABLE);
  g_type_ensure (LF_TYPE_RANGE_CHART);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-timings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LfTimingsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, LfTimingsPage, none);
  gtk_widget_class_bind_template_child (widget_class, LfTimingsPage, results);
  gtk_widget_class_bind_template_child (widget_class, LfTimingsPage, measure);
  gtk_widget_class_bind_template_child (widget_class, LfTimingsPage, scale);
  gtk_widget_class_bind_template_child (widget_class, LfTimingsPage, chart);
  gtk_widget_class_bind_template_child (widget_class, LfTimingsPage, sessions);
  gtk_widget_class_bind_template_child (widget_class, LfTimingsPage, table);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
}

static void
lf_timings_page_init (LfTimingsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  /* xgettext:no-c-format */
  lf_range_chart_set_interval_text (self->chart, _("5 % to 95 % of the runs"));
  lf_data_table_set_name (self->table, _("Timings"));
  lf_data_table_add_column (self->table, LF_DATA_STATE, "");
  lf_data_table_add_column (self->table, LF_DATA_TEXT, _("Query"));
  lf_data_table_add_column (self->table, LF_DATA_TEXT, _("Session"));
  lf_data_table_add_column (self->table, LF_DATA_TEXT, _("Verdict"));
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("Median"));
  /* Translators: the percentiles of measured times, in the heads of narrow columns */
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("5 %"));
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("95 %"));
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("Runs"));
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("Rows"));
  /* Translators: instructions of SQLite's virtual machine */
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("Steps"));
}
