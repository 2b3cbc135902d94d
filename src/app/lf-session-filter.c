/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-session-filter.h"

#include <string.h>

#include "catalog/lf-format.h"

struct _LfSessionFilter
{
  GtkFilter parent_instance;

  char     *needle;             /* folded; NULL for none */
  int       status;             /* an LfStatus; -1 for all */
  char     *object;             /* NULL for all */
  char     *from;               /* YYYY-MM-DD, both inclusive; NULL for no bound */
  char     *to;
};

G_DEFINE_FINAL_TYPE (LfSessionFilter, lf_session_filter, GTK_TYPE_FILTER)

static gboolean
is_in_range (LfSessionFilter *self,
             LfSession       *session)
{
  g_autofree char *date = NULL;

  if (self->from == NULL && self->to == NULL)
    return TRUE;
  if (lf_session_get_created (session) == NULL)
    return FALSE;

  /* Dates in this form are in order as texts are */
  date = lf_format_date (lf_session_get_created (session));
  return (self->from == NULL || strcmp (date, self->from) >= 0) &&
         (self->to == NULL || strcmp (date, self->to) <= 0);
}

static gboolean
lf_session_filter_match (GtkFilter *filter,
                         gpointer   item)
{
  LfSessionFilter *self = LF_SESSION_FILTER (filter);
  LfSession *session = item;

  return (self->status < 0 || (int) lf_session_get_status (session) == self->status) &&
         (self->object == NULL || lf_session_has_object (session, self->object)) &&
         is_in_range (self, session) &&
         (self->needle == NULL || lf_session_matches (session, self->needle));
}

static GtkFilterMatch
lf_session_filter_get_strictness (GtkFilter *filter)
{
  return lf_session_filter_is_empty (LF_SESSION_FILTER (filter)) ? GTK_FILTER_MATCH_ALL
                                                                : GTK_FILTER_MATCH_SOME;
}

static void
lf_session_filter_finalize (GObject *object)
{
  LfSessionFilter *self = LF_SESSION_FILTER (object);

  g_free (self->needle);
  g_free (self->object);
  g_free (self->from);
  g_free (self->to);

  G_OBJECT_CLASS (lf_session_filter_parent_class)->finalize (object);
}

static void
lf_session_filter_class_init (LfSessionFilterClass *klass)
{
  GtkFilterClass *filter_class = GTK_FILTER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_session_filter_finalize;
  filter_class->match = lf_session_filter_match;
  filter_class->get_strictness = lf_session_filter_get_strictness;
}

static void
lf_session_filter_init (LfSessionFilter *self)
{
  self->status = -1;
}

static gboolean
replace (char       **field,
         const char  *text)
{
  if (g_strcmp0 (*field, text) == 0)
    return FALSE;

  g_free (*field);
  *field = g_strdup (text);
  return TRUE;
}

static void
emit_changed (LfSessionFilter *self)
{
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * lf_session_filter_new:
 *
 * Returns: (transfer full): a filter that lets every session pass
 */
LfSessionFilter *
lf_session_filter_new (void)
{
  return g_object_new (LF_TYPE_SESSION_FILTER, NULL);
}

/**
 * lf_session_filter_set_search:
 * @self: a filter
 * @text: what the user typed
 *
 * Shows sessions that match a text, see lf_session_matches().
 */
void
lf_session_filter_set_search (LfSessionFilter *self,
                              const char      *text)
{
  g_autofree char *folded = lf_search_fold (text);
  char *needle = g_strstrip (folded);

  if (replace (&self->needle, *needle != '\0' ? needle : NULL))
    emit_changed (self);
}

/**
 * lf_session_filter_set_status:
 * @self: a filter
 * @status: an #LfStatus; -1 for all
 *
 * Shows sessions of a status.
 */
void
lf_session_filter_set_status (LfSessionFilter *self,
                              int              status)
{
  if (self->status == status)
    return;

  self->status = status;
  emit_changed (self);
}

/**
 * lf_session_filter_set_object:
 * @self: a filter
 * @object: (nullable): an object's name; %NULL for all
 *
 * Shows sessions that have an object.
 */
void
lf_session_filter_set_object (LfSessionFilter *self,
                              const char      *object)
{
  if (replace (&self->object, object))
    emit_changed (self);
}

/**
 * lf_session_filter_set_dates:
 * @self: a filter
 * @from: (nullable): the first day, `YYYY-MM-DD`
 * @to: (nullable): the last day
 *
 * Shows sessions that were created in a range of days (UTC).
 */
void
lf_session_filter_set_dates (LfSessionFilter *self,
                             const char      *from,
                             const char      *to)
{
  gboolean from_changed = replace (&self->from, from);
  gboolean to_changed = replace (&self->to, to);

  if (from_changed || to_changed)
    emit_changed (self);
}

/**
 * lf_session_filter_is_empty:
 * @self: a filter
 *
 * Returns: whether it lets every session pass
 */
gboolean
lf_session_filter_is_empty (LfSessionFilter *self)
{
  return self->needle == NULL && self->status < 0 && self->object == NULL && self->from == NULL &&
         self->to == NULL;
}
