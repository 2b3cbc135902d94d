/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-sources-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/lf-data-table.h"
#include "catalog/lf-format.h"
#include "catalog/lf-resources.h"
#include "catalog/lf-sources.h"
#include "charts/lf-scatter-chart.h"

struct _LfSourcesPage
{
  LfSessionPage   parent_instance;

  GtkStack       *stack;
  GtkWidget      *timeline;
  LfScatterChart *chart;
  LfDataTable    *table;

  char           *shown_id;     /* the session that is shown; NULL until it is read */
};

G_DEFINE_FINAL_TYPE (LfSourcesPage, lf_sources_page, LF_TYPE_SESSION_PAGE)

#define SECONDS_AN_HOUR 3600.0

/* GDate counts days from 1 January of the year 1 */
#define DAYS_TO_1970 719163

static gpointer
do_load (LfConnection  *connection,
         gpointer       data,
         GError       **error)
{
  return lf_sources_load (connection, data, error);
}

/* Takes a number that may be unknown; the format has one place for it */
static void
add_number (LfDataRow *row,
            double     value,
            int        decimals)
{
  lf_data_row_take_text (row, isfinite (value) ? g_strdup_printf ("%.*f", decimals, value)
                                               : g_strdup (""));
}

static void
add_line (LfDataRow  *row,
          const char *text)
{
  lf_data_row_take_text (row, lf_format_one_line (text != NULL ? text : ""));
}

static void
add_night (LfDataRow      *row,
           const LfSource *source)
{
  if (source->night != LF_NIGHT_UNKNOWN)
    lf_data_row_take_text (row, lf_night_to_text (source->night));
  else
    add_line (row, source->date != NULL ? source->date : _("unknown"));
}

static void
add_moon (LfDataRow      *row,
          const LfSource *source)
{
  if (source->has_moon)
    {
      /* Translators: how much of the moon is lit */
      lf_data_row_take_text (row, g_strdup_printf (_("%.0f %%"), source->moon.illuminated * 100));
      lf_data_row_add_text (row, lf_moon_phase_get_title (source->moon.phase));
    }
  else
    {
      lf_data_row_add_text (row, "");
      lf_data_row_add_text (row, "");
    }
}

static void
add_count (LfDataRow *row,
           guint      n)
{
  lf_data_row_take_text (row, n > 0 ? lf_format_count (n) : g_strdup (""));
}

static LfDataRow *
make_row (const LfSource *source)
{
  LfDataRow *row = lf_data_row_new (LF_SEVERITY_OK);
  g_autofree char *objects = g_strjoinv (", ", source->objects);

  add_night (row, source);
  add_line (row, objects);
  for (int type = LF_FRAME_LIGHT; type <= LF_FRAME_BIAS; type++)
    add_count (row, source->counts[type]);
  lf_data_row_take_text (row, source->counts[LF_FRAME_LIGHT] > 0
                                ? lf_format_integration (source->seconds)
                                : g_strdup (""));
  add_moon (row, source);
  add_number (row, source->seeing, 2);
  add_number (row, source->sky_quality, 2);
  add_line (row, source->camera);
  add_line (row, source->telescope);
  add_line (row, source->site);
  return row;
}

static void
show_timeline (LfSourcesPage *self,
               GPtrArray     *sources)
{
  g_autofree LfScatterPoint *points = g_new0 (LfScatterPoint, sources->len);
  guint n = 0;

  for (guint i = 0; i < sources->len; i++)
    {
      const LfSource *source = g_ptr_array_index (sources, i);

      if (source->night == LF_NIGHT_UNKNOWN || source->counts[LF_FRAME_LIGHT] == 0)
        continue;
      points[n].time =
        ((gint64) source->night - DAYS_TO_1970) * G_TIME_SPAN_DAY + G_TIME_SPAN_DAY / 2;
      points[n++].value = source->seconds / SECONDS_AN_HOUR;
    }
  lf_scatter_chart_set_points (self->chart, points, n);

  /* One night is no line of time */
  gtk_widget_set_visible (self->timeline, n > 1);
}

static void
show_footer (LfSourcesPage *self,
             GPtrArray     *sources)
{
  g_autofree char *count = lf_format_count (sources->len);
  g_autofree char *text = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%s night", "%s nights", sources->len), count);

  lf_session_page_set_footer (LF_SESSION_PAGE (self), text);
}

static void
loaded_cb (LfSessionPage *page,
           gpointer       result,
           const GError  *error)
{
  LfSourcesPage *self = LF_SOURCES_PAGE (page);
  g_autoptr (GPtrArray) sources = result;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  if (sources == NULL)
    {
      lf_session_page_show_error (page, error);
      return;
    }

  lf_session_page_settle (page);
  for (guint i = 0; i < sources->len; i++)
    g_ptr_array_add (rows, make_row (g_ptr_array_index (sources, i)));
  lf_data_table_fill (self->table, rows);
  show_timeline (self, sources);
  show_footer (self, sources);
  gtk_stack_set_visible_child_name (self->stack, sources->len > 0 ? "nights" : "none");
  g_free (self->shown_id);
  self->shown_id = g_strdup (lf_session_page_get_id (page));
}

static void
lf_sources_page_load (LfSessionPage *page)
{
  LfSourcesPage *self = LF_SOURCES_PAGE (page);
  const char *id = lf_session_page_get_id (page);

  if (g_strcmp0 (self->shown_id, id) != 0)
    g_clear_pointer (&self->shown_id, g_free);
  if (!lf_session_page_is_shown (page))
    lf_session_page_wait (page);
  lf_session_page_read (page, FALSE, do_load, g_strdup (id), g_free,
                        (GDestroyNotify) g_ptr_array_unref, loaded_cb);
}

static void
lf_sources_page_dispose (GObject *object)
{
  LfSourcesPage *self = LF_SOURCES_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_SOURCES_PAGE);
  g_clear_pointer (&self->shown_id, g_free);

  G_OBJECT_CLASS (lf_sources_page_parent_class)->dispose (object);
}

static void
lf_sources_page_class_init (LfSourcesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_sources_page_dispose;
  LF_SESSION_PAGE_CLASS (klass)->load = lf_sources_page_load;

  g_type_ensure (LF_TYPE_DATA_TABLE);
  g_type_ensure (LF_TYPE_SCATTER_CHART);
  gtk_widget_class_set_css_name (widget_class, "sourcespage");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-sources-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LfSourcesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LfSourcesPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, LfSourcesPage, chart);
  gtk_widget_class_bind_template_child (widget_class, LfSourcesPage, table);
}

static void
lf_sources_page_init (LfSourcesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_session_page_set_stack (LF_SESSION_PAGE (self), self->stack, _("Looking for nights…"));
  lf_chart_set_title (LF_CHART (self->chart), _("Hours of light by night"));
  lf_data_table_set_name (self->table, _("Nights"));
  lf_data_table_add_column (self->table, LF_DATA_TEXT, _("Night"));
  lf_data_table_add_column (self->table, LF_DATA_TEXT, _("Objects"));
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("Light"));
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("Dark"));
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("Flat"));
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("Bias"));
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("Integration"));
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("Moon"));
  lf_data_table_add_column (self->table, LF_DATA_NOTE, _("Phase"));
  /* Translators: the blur of stars by the air, in arc seconds */
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("Seeing ″"));
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("SQM"));
  lf_data_table_add_column (self->table, LF_DATA_TEXT, _("Camera"));
  lf_data_table_add_column (self->table, LF_DATA_TEXT, _("Telescope"));
  lf_data_table_add_column (self->table, LF_DATA_TEXT, _("Site"));
}

/**
 * lf_sources_page_is_ready:
 * @self: a page
 *
 * Returns: whether it shows its session
 */
gboolean
lf_sources_page_is_ready (LfSourcesPage *self)
{
  return self->shown_id != NULL && lf_data_table_is_filled (self->table);
}
