/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-browser-filters.h"

#include "app/lf-browser-state.h"
#include "app/lf-object-choice.h"

struct _LfBrowserFilters
{
  GObject          parent_instance;

  GSettings       *settings;
  LfSessionFilter *filter;
  GListModel      *sessions;

  /* Borrowed: whoever has them has this */
  GtkSearchEntry  *search;
  GtkDropDown     *status;
  GtkDropDown     *object;
  LfDateButton    *dates;

  guint            fill_source;
  gboolean         loading;
};

G_DEFINE_FINAL_TYPE (LfBrowserFilters, lf_browser_filters, G_TYPE_OBJECT)

/* The entry of the drop-downs that stands for no filter */
#define ALL 0

static void
status_changed_cb (LfBrowserFilters *self)
{
  guint selected = gtk_drop_down_get_selected (self->status);

  if (self->loading)
    return;

  lf_session_filter_set_status (self->filter, selected == ALL ? -1 : (int) selected - 1);
  lf_browser_state_save_status (self->settings, selected == ALL ? -1 : (int) selected - 1);
}

static void
object_changed_cb (LfBrowserFilters *self)
{
  const char *object = lf_object_choice_get (self->object);

  if (self->loading)
    return;

  lf_session_filter_set_object (self->filter, object);
  g_settings_set_string (self->settings, "filter-object", object != NULL ? object : "");
}

static void
dates_changed_cb (LfBrowserFilters *self)
{
  g_autofree char *range = lf_date_button_dup_range (self->dates);

  lf_browser_filters_apply_dates (self);
  if (!self->loading)
    g_settings_set_string (self->settings, "filter-date", range);
}

/* The drop-down makes a row for each object at once, which the list need not wait for */
static gboolean
fill_objects_cb (gpointer data)
{
  LfBrowserFilters *self = data;
  g_autofree char *object = g_settings_get_string (self->settings, "filter-object");

  self->fill_source = 0;
  self->loading = TRUE;
  lf_object_choice_fill (self->object, self->sessions);
  lf_object_choice_set (self->object, object);
  self->loading = FALSE;
  return G_SOURCE_REMOVE;
}

static void
lf_browser_filters_dispose (GObject *object)
{
  LfBrowserFilters *self = LF_BROWSER_FILTERS (object);

  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_clear_object (&self->settings);
  g_clear_object (&self->filter);
  g_clear_object (&self->sessions);

  G_OBJECT_CLASS (lf_browser_filters_parent_class)->dispose (object);
}

static void
lf_browser_filters_class_init (LfBrowserFiltersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_browser_filters_dispose;
}

static void
lf_browser_filters_init (LfBrowserFilters *self)
{
}

/**
 * lf_browser_filters_new:
 * @settings: the settings
 * @filter: what decides which sessions are shown
 * @sessions: (element-type LfSession): all sessions
 *
 * Returns: (transfer full): filters without fields
 */
LfBrowserFilters *
lf_browser_filters_new (GSettings       *settings,
                        LfSessionFilter *filter,
                        GListModel      *sessions)
{
  LfBrowserFilters *self = g_object_new (LF_TYPE_BROWSER_FILTERS, NULL);

  self->settings = g_object_ref (settings);
  self->filter = g_object_ref (filter);
  self->sessions = g_object_ref (sessions);
  return self;
}

/**
 * lf_browser_filters_bind:
 * @self: filters
 * @search: where texts are typed; it outlives @self, as the others do
 * @status: all statuses, then each
 * @object: an empty drop-down
 * @dates: when sessions were made
 *
 * Gives it its fields.
 */
void
lf_browser_filters_bind (LfBrowserFilters *self,
                         GtkSearchEntry   *search,
                         GtkDropDown      *status,
                         GtkDropDown      *object,
                         LfDateButton     *dates)
{
  self->search = search;
  self->status = status;
  self->object = object;
  self->dates = dates;
  lf_object_choice_set_up (object);
  g_signal_connect_object (search, "search-changed", G_CALLBACK (lf_browser_filters_apply_search),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (status, "notify::selected", G_CALLBACK (status_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (object, "notify::selected", G_CALLBACK (object_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dates, "notify::range", G_CALLBACK (dates_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * lf_browser_filters_load:
 * @self: filters
 *
 * Sets status and dates as the settings have them. To be called before there are other sessions.
 */
void
lf_browser_filters_load (LfBrowserFilters *self)
{
  g_autofree char *dates = g_settings_get_string (self->settings, "filter-date");
  int status = lf_browser_state_load_status (self->settings);

  self->loading = TRUE;
  gtk_drop_down_set_selected (self->status, status < 0 ? ALL : (guint) status + 1);
  lf_session_filter_set_status (self->filter, status);
  lf_date_button_set_range (self->dates, dates);
  dates_changed_cb (self);
  self->loading = FALSE;
}

/**
 * lf_browser_filters_load_object:
 * @self: filters
 *
 * Sets the object as the settings have it, if a session has it. To be called when there are other
 * sessions.
 */
void
lf_browser_filters_load_object (LfBrowserFilters *self)
{
  g_autofree char *object = g_settings_get_string (self->settings, "filter-object");

  lf_session_filter_set_object (self->filter,
                                lf_object_choice_has (self->sessions, object) ? object : NULL);
  if (self->fill_source == 0)
    self->fill_source = g_idle_add_full (G_PRIORITY_LOW, fill_objects_cb, self, NULL);
}

/**
 * lf_browser_filters_apply_search:
 * @self: filters
 *
 * Searches for what is typed, now: the entry tells of it a moment late.
 */
void
lf_browser_filters_apply_search (LfBrowserFilters *self)
{
  lf_session_filter_set_search (self->filter,
                                gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

/**
 * lf_browser_filters_apply_dates:
 * @self: filters
 *
 * Finds out again what days are meant, for they may depend on what day it is.
 */
void
lf_browser_filters_apply_dates (LfBrowserFilters *self)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  lf_date_button_get_days (self->dates, &from, &to);
  lf_session_filter_set_dates (self->filter, from, to);
}

/**
 * lf_browser_filters_clear:
 * @self: filters
 *
 * Lets every session be shown.
 */
void
lf_browser_filters_clear (LfBrowserFilters *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  lf_session_filter_set_search (self->filter, "");
  gtk_drop_down_set_selected (self->status, ALL);
  gtk_drop_down_set_selected (self->object, ALL);
  lf_date_button_set_range (self->dates, "");
}
