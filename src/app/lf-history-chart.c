/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-history-chart.h"

#include <glib/gi18n-lib.h>

#include "app/lf-compare.h"
#include "app/lf-data-table.h"
#include "app/lf-history-task.h"
#include "app/lf-wrap-box.h"
#include "catalog/lf-format.h"
#include "catalog/lf-query.h"
#include "catalog/lf-resources.h"
#include "charts/lf-line-chart.h"
#include "maintenance/lf-plan.h"

struct _LfHistoryChart
{
  GtkWidget        parent_instance;

  GtkWidget       *box;
  GtkDropDown     *queries;
  GtkDropDown     *sessions;
  GtkDropDown     *scale;
  GtkToggleButton *table_button;
  GtkStack        *stack;
  LfLineChart     *chart;
  LfDataTable     *table;
  GtkLabel        *caption;

  GPtrArray       *names;           /* of the queries, in the order of the drop-down */
  char            *catalog;
  GCancellable    *reading;         /* of the points; NULL if they are there */
};

G_DEFINE_FINAL_TYPE (LfHistoryChart, lf_history_chart, GTK_TYPE_WIDGET)

/* The entries of the drop-downs */
#define SESSION_LARGEST 1
#define SCALE_LOG 0

static void
show_points (LfHistoryChart *self,
             GArray         *points)
{
  g_autoptr (GArray) line = g_array_new (FALSE, FALSE, sizeof (LfLinePoint));

  for (guint i = 0; i < points->len; i++)
    {
      const LfHistoryPoint *point = &g_array_index (points, LfHistoryPoint, i);
      LfLinePoint line_point = { point->time, point->median_ms, point->p05_ms, point->p95_ms };

      g_array_append_val (line, line_point);
    }
  lf_line_chart_set_points (self->chart, (const LfLinePoint *) line->data, line->len);
}

static void
fill_table (LfHistoryChart *self,
            GArray         *points)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = points->len; i-- > 0;)
    {
      const LfHistoryPoint *point = &g_array_index (points, LfHistoryPoint, i);
      LfDataRow *row = lf_data_row_new (LF_SEVERITY_OK);

      lf_data_row_take_text (row, lf_compare_describe_time (point->time));
      lf_data_row_add_text (row, lf_run_kind_get_title (point->kind));
      lf_data_row_add_text (row, point->is_after ? _("After") : _("Before"));
      lf_data_row_take_text (row, lf_format_ms (point->median_ms));
      lf_data_row_take_text (row, lf_format_ms (point->p05_ms));
      lf_data_row_take_text (row, lf_format_ms (point->p95_ms));
      lf_data_row_take_text (row, lf_format_count (point->vm_steps));
      g_ptr_array_add (rows, row);
    }
  lf_data_table_fill (self->table, rows);
}

static void
points_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (LfHistoryChart) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) points = lf_history_task_points_finish (result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;

  g_clear_object (&self->reading);
  if (points == NULL)
    {
      gtk_label_set_text (self->caption, error->message);
      return;
    }

  gtk_label_set_text (self->caption,
                      _("Medians before and after runs; the band goes from the 5th to the 95th "
                        "percentile. Trials on copies are left out."));
  show_points (self, points);
  fill_table (self, points);
}

static void
stop (LfHistoryChart *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
read_points (LfHistoryChart *self)
{
  guint position = gtk_drop_down_get_selected (self->queries);
  const char *query;

  if (self->catalog == NULL || position >= self->names->len)
    return;

  query = g_ptr_array_index (self->names, position);
  gtk_widget_set_sensitive (GTK_WIDGET (self->sessions), lf_plan_needs_session (query));
  stop (self);
  self->reading = g_cancellable_new ();
  lf_history_task_points (self->catalog, query,
                          gtk_drop_down_get_selected (self->sessions) == SESSION_LARGEST,
                          self->reading, points_cb, g_object_ref (self));
}

static void
choice_cb (LfHistoryChart *self)
{
  read_points (self);
}

static void
scale_cb (LfHistoryChart *self)
{
  lf_line_chart_set_scale (self->chart,
                           gtk_drop_down_get_selected (self->scale) == SCALE_LOG
                             ? LF_CHART_SCALE_LOG
                             : LF_CHART_SCALE_LINEAR);
}

static void
table_cb (LfHistoryChart *self)
{
  gtk_stack_set_visible_child_name (self->stack, gtk_toggle_button_get_active (self->table_button)
                                                   ? "table"
                                                   : "chart");
}

static void
lf_history_chart_dispose (GObject *object)
{
  LfHistoryChart *self = LF_HISTORY_CHART (object);

  stop (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->catalog, g_free);

  G_OBJECT_CLASS (lf_history_chart_parent_class)->dispose (object);
}

static void
lf_history_chart_class_init (LfHistoryChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_history_chart_dispose;

  g_type_ensure (LF_TYPE_DATA_TABLE);
  g_type_ensure (LF_TYPE_LINE_CHART);
  g_type_ensure (LF_TYPE_WRAP_BOX);
  g_type_ensure (LF_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "historychart");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-history-chart.ui");
  gtk_widget_class_bind_template_child (widget_class, LfHistoryChart, box);
  gtk_widget_class_bind_template_child (widget_class, LfHistoryChart, queries);
  gtk_widget_class_bind_template_child (widget_class, LfHistoryChart, sessions);
  gtk_widget_class_bind_template_child (widget_class, LfHistoryChart, scale);
  gtk_widget_class_bind_template_child (widget_class, LfHistoryChart, table_button);
  gtk_widget_class_bind_template_child (widget_class, LfHistoryChart, stack);
  gtk_widget_class_bind_template_child (widget_class, LfHistoryChart, chart);
  gtk_widget_class_bind_template_child (widget_class, LfHistoryChart, table);
  gtk_widget_class_bind_template_child (widget_class, LfHistoryChart, caption);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, scale_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_cb);
}

/* What users wait for first, what nobody runs any more not at all */
static void
list_queries (LfHistoryChart *self)
{
  g_auto (GStrv) names = lf_query_list_names ();
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  self->names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->names, g_strdup (LF_QUERY_SESSION_DETAILS));
  for (guint i = 0; names[i] != NULL; i++)
    if (!lf_plan_is_old (names[i]) && !g_str_equal (names[i], LF_QUERY_SESSION_DETAILS))
      g_ptr_array_add (self->names, g_strdup (names[i]));

  for (guint i = 0; i < self->names->len; i++)
    gtk_string_list_take (titles, lf_plan_get_title (g_ptr_array_index (self->names, i)));
  gtk_drop_down_set_model (self->queries, G_LIST_MODEL (titles));
}

static void
lf_history_chart_init (LfHistoryChart *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  list_queries (self);
  lf_chart_set_title (LF_CHART (self->chart), _("Timings over time"));
  lf_chart_set_empty_text (LF_CHART (self->chart), _("This query was not timed yet"));
  lf_line_chart_set_unit (self->chart, LF_CHART_UNIT_MILLISECONDS);
  lf_line_chart_set_legend (self->chart, _("Median"), _("5 % to 95 % of the runs"));
  scale_cb (self);

  lf_data_table_set_name (self->table, _("Timings over time"));
  lf_data_table_add_column (self->table, LF_DATA_TEXT, _("When"));
  lf_data_table_add_column (self->table, LF_DATA_TEXT, _("What"));
  /* Translators: whether it was measured before or after a run */
  lf_data_table_add_column (self->table, LF_DATA_NOTE, _("Measured"));
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("Median"));
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("5 %"));
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("95 %"));
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("Steps"));
}

static void
mark_runs (LfHistoryChart *self,
           GPtrArray      *entries)
{
  lf_line_chart_clear_events (self->chart);
  for (guint i = 0; i < entries->len; i++)
    {
      const LfHistoryEntry *entry = g_ptr_array_index (entries, i);
      gint64 end = entry->started + (gint64) (entry->seconds * G_USEC_PER_SEC);

      if (entry->outcome == LF_RUN_DONE && entry->kind != LF_RUN_TRIAL &&
          entry->kind != LF_RUN_MEASURE)
        lf_line_chart_add_event (self->chart, end, lf_run_kind_get_title (entry->kind));
    }
}

/**
 * lf_history_chart_show:
 * @self: a chart
 * @catalog: a catalog
 * @entries: (element-type LfHistoryEntry): its runs
 *
 * Shows how long the chosen query took.
 */
void
lf_history_chart_show (LfHistoryChart *self,
                       const char     *catalog,
                       GPtrArray      *entries)
{
  if (self->catalog != catalog)
    {
      g_free (self->catalog);
      self->catalog = g_strdup (catalog);
    }
  mark_runs (self, entries);
  read_points (self);
}

/**
 * lf_history_chart_is_read:
 * @self: a chart
 *
 * Returns: whether it shows what was asked for
 */
gboolean
lf_history_chart_is_read (LfHistoryChart *self)
{
  return self->reading == NULL;
}
