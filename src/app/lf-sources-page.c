/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-sources-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/lf-data-table.h"
#include "app/lf-text.h"
#include "catalog/lf-format.h"
#include "catalog/lf-resources.h"
#include "catalog/lf-sources.h"
#include "charts/lf-night-calendar.h"

struct _LfSourcesPage
{
  LfSessionPage    parent_instance;

  GtkStack        *stack;
  GtkWidget       *timeline;
  LfNightCalendar *calendar;
  LfDataTable     *table;

  GArray          *nights;      /* of LfNight, one a row */
  char            *shown_id;    /* the session that is shown; NULL until it is read */
};

G_DEFINE_FINAL_TYPE (LfSourcesPage, lf_sources_page, LF_TYPE_SESSION_PAGE)

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

/* What is known about a night, of whatever telescopes */
typedef struct
{
  const LfSource *first;
  guint           counts[LF_N_FRAME_TYPES];
  double          seconds;
} Night;

static char *
describe (const Night *night)
{
  GString *text = g_string_new (NULL);

  for (int type = 0; type < LF_N_FRAME_TYPES; type++)
    {
      g_autofree char *count = lf_format_count (night->counts[type]);

      if (night->counts[type] == 0)
        continue;
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "",
                              lf_text_get_frame_type ((LfFrameType) type), count);
      if (type == LF_FRAME_LIGHT)
        {
          g_autofree char *integration = lf_format_integration (night->seconds);

          g_string_append_printf (text, " · %s", integration);
        }
    }
  if (night->first->has_moon)
    /* Translators: how much of the moon is lit, and its phase */
    g_string_append_printf (text, _("\nMoon: %.0f %%, %s"),
                            night->first->moon.illuminated * 100,
                            lf_moon_phase_get_title (night->first->moon.phase));
  return g_string_free (text, FALSE);
}

static int
compare_nights_cb (gconstpointer a,
                   gconstpointer b)
{
  LfNight first = ((const Night *) a)->first->night;
  LfNight second = ((const Night *) b)->first->night;

  return (first > second) - (first < second);
}

static GArray *
make_nights (GPtrArray *sources)
{
  GArray *nights = g_array_new (FALSE, FALSE, sizeof (Night));
  g_autoptr (GHashTable) by_day = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < sources->len; i++)
    {
      const LfSource *source = g_ptr_array_index (sources, i);
      gpointer key = GUINT_TO_POINTER (source->night);
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (by_day, key));
      Night *night;

      if (source->night == LF_NIGHT_UNKNOWN)
        continue;
      if (number == 0)
        {
          Night added = { .first = source };

          g_array_append_val (nights, added);
          number = nights->len;
          g_hash_table_insert (by_day, key, GUINT_TO_POINTER (number));
        }
      night = &g_array_index (nights, Night, number - 1);
      for (int type = 0; type < LF_N_FRAME_TYPES; type++)
        night->counts[type] += source->counts[type];
      night->seconds += source->seconds;
    }
  g_array_sort (nights, compare_nights_cb);
  return nights;
}

static gboolean
has_calibration (const Night *night)
{
  return night->counts[LF_FRAME_DARK] > 0 || night->counts[LF_FRAME_FLAT] > 0 ||
         night->counts[LF_FRAME_BIAS] > 0;
}

static void
clear_night_cb (gpointer data)
{
  g_free (((LfCalendarNight *) data)->text);
}

static void
show_calendar (LfSourcesPage *self,
               GPtrArray     *sources)
{
  g_autoptr (GArray) nights = make_nights (sources);
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (LfCalendarNight));

  g_array_set_clear_func (shown, clear_night_cb);
  for (guint i = 0; i < nights->len; i++)
    {
      const Night *night = &g_array_index (nights, Night, i);
      LfCalendarNight added = { .day = night->first->night,
                                .lights = night->counts[LF_FRAME_LIGHT] > 0,
                                .calibration = has_calibration (night),
                                .text = describe (night) };

      g_array_append_val (shown, added);
    }
  lf_night_calendar_set_nights (self->calendar,
                                (const LfCalendarNight *) (gpointer) shown->data, shown->len);
  gtk_widget_set_visible (self->timeline, shown->len > 0);
}

static double
get_moonlight_cb (guint32 day)
{
  LfMoon moon;

  return lf_moon_at_night (day, 0, &moon) ? moon.illuminated : NAN;
}

static LfNight
get_night (LfSourcesPage *self,
           guint          position)
{
  return position < self->nights->len ? g_array_index (self->nights, LfNight, position)
                                      : LF_NIGHT_UNKNOWN;
}

/* Goes to the first row of a night, unless one of its rows is selected already */
static void
select_night (LfSourcesPage *self,
              LfNight        night)
{
  if (get_night (self, lf_data_table_get_selected (self->table)) == night)
    return;

  for (guint i = 0; i < self->nights->len; i++)
    if (get_night (self, i) == night)
      {
        lf_data_table_select (self->table, i);
        return;
      }
}

static void
night_activated_cb (LfSourcesPage *self,
                    guint          item)
{
  select_night (self, lf_night_calendar_get_day (self->calendar, item));
}

static void
row_selected_cb (LfSourcesPage *self,
                 guint          position)
{
  LfNight night = get_night (self, position);
  guint n = lf_chart_get_n_items (LF_CHART (self->calendar));

  lf_night_calendar_set_selected (self->calendar, night);
  for (guint i = 0; i < n && night != LF_NIGHT_UNKNOWN; i++)
    if (lf_night_calendar_get_day (self->calendar, i) == night)
      lf_chart_scroll_to_item (LF_CHART (self->calendar), i);
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
  gboolean same = g_strcmp0 (self->shown_id, lf_session_page_get_id (page)) == 0;
  LfNight selected;

  if (sources == NULL)
    {
      lf_session_page_show_error (page, error);
      return;
    }

  lf_session_page_settle (page);
  /* What is selected stays, if it is there still */
  selected = lf_night_calendar_get_selected (self->calendar);
  g_array_set_size (self->nights, 0);
  for (guint i = 0; i < sources->len; i++)
    {
      const LfSource *source = g_ptr_array_index (sources, i);

      g_ptr_array_add (rows, make_row (source));
      g_array_append_val (self->nights, source->night);
    }
  show_calendar (self, sources);
  lf_data_table_fill (self->table, rows);
  row_selected_cb (self, lf_data_table_get_selected (self->table));
  if (same && selected != LF_NIGHT_UNKNOWN)
    select_night (self, selected);
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
  g_clear_pointer (&self->nights, g_array_unref);
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
  g_type_ensure (LF_TYPE_NIGHT_CALENDAR);
  gtk_widget_class_set_css_name (widget_class, "sourcespage");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-sources-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LfSourcesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LfSourcesPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, LfSourcesPage, calendar);
  gtk_widget_class_bind_template_child (widget_class, LfSourcesPage, table);
  gtk_widget_class_bind_template_callback (widget_class, night_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
lf_sources_page_init (LfSourcesPage *self)
{
  self->nights = g_array_new (FALSE, FALSE, sizeof (LfNight));
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_session_page_set_stack (LF_SESSION_PAGE (self), self->stack, _("Looking for nights…"));
  lf_chart_set_title (LF_CHART (self->calendar), _("Calendar of nights"));
  lf_night_calendar_set_moon (self->calendar, get_moonlight_cb);
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
