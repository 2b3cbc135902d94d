/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-frame-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/lf-object-choice.h"
#include "catalog/lf-format.h"
#include "catalog/lf-resources.h"
#include "charts/lf-scatter-chart.h"

struct _LfFrameChart
{
  GtkWidget       parent_instance;

  GtkWidget      *box;
  GtkDropDown    *choice;
  GtkDropDown    *night;
  GtkLabel       *summary;
  GtkWidget      *select;
  LfScatterChart *chart;

  GPtrArray      *columns;      /* owns what @numeric has */
  GPtrArray      *numeric;      /* of LfFrameColumn, as in the drop-down */
  LfFrameSeries  *whole;        /* of all nights */
  GArray         *nights;       /* guint: the first point of each night in it */
  LfFrameSeries  *series;       /* what is shown of it */
  gboolean        filling;
};

enum
{
  COLUMN_CHANGED,
  FRAME_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfFrameChart, lf_frame_chart, GTK_TYPE_WIDGET)

static const LfFrameColumn *
get_chosen (LfFrameChart *self)
{
  guint selected = gtk_drop_down_get_selected (self->choice);

  return selected < self->numeric->len ? g_ptr_array_index (self->numeric, selected) : NULL;
}

static void
choice_changed_cb (LfFrameChart *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[COLUMN_CHANGED], 0);
}

static void
chart_activated_cb (LfFrameChart *self,
                    guint         item)
{
  gint64 number;

  if (self->series == NULL || item >= self->series->points->len)
    return;

  number = g_array_index (self->series->points, LfFramePoint, item).number;
  g_signal_emit (self, signals[FRAME_ACTIVATED], 0, number);
}

static char *
make_summary (LfFrameSeries *series)
{
  g_autofree char *outliers = lf_format_count (series->n_outliers);
  g_autofree char *n = lf_format_count (series->points->len);
  g_autofree char *frames = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%s frame", "%s frames", series->points->len), n);

  if (series->points->len == 0)
    return g_strdup ("");
  if (isnan (series->sigma))
    return g_steal_pointer (&frames);

  /* Translators: such as “1,200 frames · mean 2.31 · σ 0.4 · 3 outside 3 σ” */
  return g_strdup_printf (_("%s · mean %.4g · σ %.3g · %s outside %d σ"), frames, series->mean,
                          series->sigma, outliers, LF_OUTLIER_SIGMAS);
}

static void
show_points (LfFrameChart  *self,
             LfFrameSeries *series)
{
  guint n = series->points->len;
  g_autofree LfScatterPoint *points = g_new0 (LfScatterPoint, n);

  for (guint i = 0; i < n; i++)
    {
      const LfFramePoint *point = &g_array_index (series->points, LfFramePoint, i);

      points[i].time = (gint64) (point->time * G_USEC_PER_SEC);
      points[i].value = point->value;
      points[i].outlier = point->is_outlier;
    }
  lf_scatter_chart_set_points (self->chart, points, n);
  lf_scatter_chart_set_limits (self->chart, series->mean,
                               isnan (series->sigma) ? 0 : series->sigma);
}

/* Nights lie far apart: in one picture each is no more than a line */
static void
show_night (LfFrameChart *self)
{
  guint night = gtk_drop_down_get_selected (self->night);
  guint first = 0;
  guint end = self->whole->points->len;
  g_autofree char *summary = NULL;

  if (night > 0 && night <= self->nights->len)
    {
      first = g_array_index (self->nights, guint, night - 1);
      end = night < self->nights->len ? g_array_index (self->nights, guint, night) : end;
    }
  g_clear_pointer (&self->series, lf_frame_series_free);
  self->series = lf_frame_series_slice (self->whole, first, end - first);
  summary = make_summary (self->series);
  show_points (self, self->series);
  gtk_label_set_text (self->summary, summary);
  gtk_widget_set_visible (self->select, self->series->n_outliers > 0);
}

static void
night_changed_cb (LfFrameChart *self)
{
  if (!self->filling && self->whole != NULL)
    show_night (self);
}

static char *
format_time (LfFrameChart *self,
             guint         night,
             const char   *format)
{
  guint first = g_array_index (self->nights, guint, night);
  double time = g_array_index (self->whole->points, LfFramePoint, first).time;
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc ((gint64) floor (time));

  return date != NULL ? g_date_time_format (date, format) : g_strdup ("");
}

/* The one that was chosen stays so as long as it is there */
static void
fill_nights (LfFrameChart *self)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (self->night);
  g_autofree char *wanted = g_strdup (chosen != NULL ? gtk_string_object_get_string (chosen) : "");
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autofree char *last = g_strdup ("");
  guint selected = 0;

  gtk_string_list_append (titles, _("All nights"));
  for (guint i = 0; i < self->nights->len; i++)
    {
      g_autofree char *date = format_time (self, i, "%Y-%m-%d");
      g_autofree char *title = g_str_equal (date, last) ? format_time (self, i, "%Y-%m-%d %H:%M")
                                                        : g_strdup (date);

      if (g_str_equal (title, wanted))
        selected = i + 1;
      gtk_string_list_append (titles, title);
      g_free (last);
      last = g_steal_pointer (&date);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->night, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->night, selected);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->night), self->nights->len > 1);
}

static void
lf_frame_chart_dispose (GObject *object)
{
  LfFrameChart *self = LF_FRAME_CHART (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_FRAME_CHART);
  g_clear_pointer (&self->series, lf_frame_series_free);
  g_clear_pointer (&self->nights, g_array_unref);
  g_clear_pointer (&self->whole, lf_frame_series_free);
  g_clear_pointer (&self->columns, g_ptr_array_unref);

  G_OBJECT_CLASS (lf_frame_chart_parent_class)->dispose (object);
}

static void
lf_frame_chart_finalize (GObject *object)
{
  g_ptr_array_unref (LF_FRAME_CHART (object)->numeric);

  G_OBJECT_CLASS (lf_frame_chart_parent_class)->finalize (object);
}

static void
lf_frame_chart_class_init (LfFrameChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_frame_chart_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_frame_chart_finalize;

  signals[COLUMN_CHANGED] = g_signal_new ("column-changed", LF_TYPE_FRAME_CHART,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FRAME_ACTIVATED] =
    g_signal_new ("frame-activated", LF_TYPE_FRAME_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);

  g_type_ensure (LF_TYPE_SCATTER_CHART);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "framechart");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-frame-chart.ui");
  gtk_widget_class_bind_template_child (widget_class, LfFrameChart, box);
  gtk_widget_class_bind_template_child (widget_class, LfFrameChart, choice);
  gtk_widget_class_bind_template_child (widget_class, LfFrameChart, night);
  gtk_widget_class_bind_template_child (widget_class, LfFrameChart, summary);
  gtk_widget_class_bind_template_child (widget_class, LfFrameChart, select);
  gtk_widget_class_bind_template_child (widget_class, LfFrameChart, chart);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, night_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chart_activated_cb);
}

static void
lf_frame_chart_init (LfFrameChart *self)
{
  self->numeric = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_object_choice_set_up (self->choice);
  lf_chart_set_activatable (LF_CHART (self->chart), TRUE);
  lf_scatter_chart_set_legend (self->chart, _("Frames"), _("Outside 3 σ"));
}

/**
 * lf_frame_chart_set_columns:
 * @self: a chart
 * @columns: (element-type LfFrameColumn): the columns of a catalog
 * @chosen: (nullable): the name of the one to begin with
 *
 * Sets what there is to choose from: those that are numbers.
 */
void
lf_frame_chart_set_columns (LfFrameChart *self,
                            GPtrArray    *columns,
                            const char   *chosen)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_ref (columns);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  self->columns = columns;
  g_ptr_array_set_size (self->numeric, 0);
  for (guint i = 0; i < columns->len; i++)
    {
      LfFrameColumn *column = g_ptr_array_index (columns, i);

      if (!column->is_number)
        continue;
      if (g_strcmp0 (column->name, chosen) == 0)
        selected = self->numeric->len;
      g_ptr_array_add (self->numeric, column);
      gtk_string_list_append (titles, column->title);
    }

  self->filling = TRUE;
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->choice, selected);
  self->filling = FALSE;
}

/**
 * lf_frame_chart_get_column:
 * @self: a chart
 *
 * Returns: (transfer none) (nullable): the name of the column that is chosen
 */
const char *
lf_frame_chart_get_column (LfFrameChart *self)
{
  const LfFrameColumn *column = get_chosen (self);

  return column != NULL ? column->name : NULL;
}

/**
 * lf_frame_chart_show:
 * @self: a chart
 * @series: (transfer full): the numbers of the column that is chosen
 *
 * Shows them, of one night or of all.
 */
void
lf_frame_chart_show (LfFrameChart  *self,
                     LfFrameSeries *series)
{
  const LfFrameColumn *column = get_chosen (self);

  g_clear_pointer (&self->nights, g_array_unref);
  g_clear_pointer (&self->whole, lf_frame_series_free);
  self->whole = series;
  self->nights = lf_frame_series_dup_nights (series);
  lf_chart_set_empty_text (LF_CHART (self->chart),
                           _("None of these frames has this number and a time."));
  if (column != NULL)
    lf_chart_set_title (LF_CHART (self->chart), column->title);
  fill_nights (self);
  show_night (self);
}

/**
 * lf_frame_chart_show_error:
 * @self: a chart
 * @text: why there is nothing to show
 *
 * Shows that the numbers could not be read.
 */
void
lf_frame_chart_show_error (LfFrameChart *self,
                           const char   *text)
{
  g_clear_pointer (&self->series, lf_frame_series_free);
  g_clear_pointer (&self->nights, g_array_unref);
  g_clear_pointer (&self->whole, lf_frame_series_free);
  gtk_widget_set_visible (GTK_WIDGET (self->night), FALSE);
  lf_scatter_chart_set_points (self->chart, NULL, 0);
  lf_chart_set_empty_text (LF_CHART (self->chart), text);
  gtk_label_set_text (self->summary, "");
  gtk_widget_set_visible (self->select, FALSE);
}

/**
 * lf_frame_chart_dup_outliers:
 * @self: a chart
 *
 * Returns: (transfer full) (element-type gint64): the numbers of the frames that stand out
 */
GArray *
lf_frame_chart_dup_outliers (LfFrameChart *self)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; self->series != NULL && i < self->series->points->len; i++)
    {
      const LfFramePoint *point = &g_array_index (self->series->points, LfFramePoint, i);

      if (point->is_outlier)
        g_array_append_val (numbers, point->number);
    }
  return numbers;
}
