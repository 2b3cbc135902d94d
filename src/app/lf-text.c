/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-text.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-format.h"
#include "catalog/lf-session-detail.h"

/* Beyond this a cell lists no more filters */
#define MAX_LISTED_FILTERS 8

/**
 * lf_text_get_frame_type:
 * @type: a frame type
 *
 * Returns: (transfer none): what it is called
 */
const char *
lf_text_get_frame_type (LfFrameType type)
{
  switch (type)
    {
    case LF_FRAME_LIGHT:
      return _("Light");
    case LF_FRAME_DARK:
      return _("Dark");
    case LF_FRAME_FLAT:
      return _("Flat");
    case LF_FRAME_BIAS:
      return _("Bias");
    case LF_FRAME_OTHER:
    default:
      return _("Other");
    }
}

/**
 * lf_text_get_frame_letter:
 * @type: a frame type
 *
 * Returns: (transfer none): its letter in a line of counts
 */
const char *
lf_text_get_frame_letter (LfFrameType type)
{
  switch (type)
    {
    case LF_FRAME_LIGHT:
      return C_("letter for light frames", "L");
    case LF_FRAME_DARK:
      return C_("letter for dark frames", "D");
    case LF_FRAME_FLAT:
      return C_("letter for flat frames", "F");
    case LF_FRAME_BIAS:
      return C_("letter for bias frames", "B");
    case LF_FRAME_OTHER:
    default:
      return C_("letter for other frames", "O");
    }
}

/**
 * lf_text_get_status:
 * @status: a status
 * @word: (nullable): the catalog's own word, shown where it is none that is known
 *
 * Returns: (transfer none): what it is called
 */
const char *
lf_text_get_status (LfStatus    status,
                    const char *word)
{
  const char *title = lf_status_get_title (status);

  if (title != NULL)
    return title;
  return word != NULL ? word : _("Other");
}

/**
 * lf_text_get_status_class:
 * @status: a status
 *
 * Returns: (transfer none): the style class of its label
 */
const char *
lf_text_get_status_class (LfStatus status)
{
  static const char *classes[] = { "not-started", "in-progress", "complete", "unknown" };

  return classes[status];
}

/**
 * lf_text_get_filter:
 * @filter: (nullable): a filter
 *
 * Returns: (transfer none): its name, or what frames without one are listed under
 */
const char *
lf_text_get_filter (const char *filter)
{
  return filter != NULL ? filter : _("No Filter");
}

/**
 * lf_text_catalog:
 * @place: the folder it is in
 * @n_frames: (nullable): how many frames it has; %NULL if that is not known
 * @wal: whether it is in WAL mode
 * @layout: its layout
 *
 * Returns: (transfer full): such as “~/Astro · 25,285 frames · WAL”
 */
char *
lf_text_catalog (const char    *place,
                 const guint64 *n_frames,
                 gboolean       wal,
                 LfLayout       layout)
{
  g_autoptr (GString) text = g_string_new (place);

  if (n_frames != NULL)
    {
      g_autofree char *count = lf_format_count (*n_frames);

      g_string_append (text, " · ");
      g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%s frame", "%s frames",
                                                 *n_frames), count);
    }
  if (wal)
    g_string_append (text, " · WAL");
  if (layout == LF_LAYOUT_1)
    {
      g_string_append (text, " · ");
      g_string_append (text, _("layout 1"));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * lf_text_session_count:
 * @n_shown: sessions that are shown
 * @n_all: sessions there are
 *
 * Returns: (transfer full): such as “210 sessions” or “12 of 210 sessions”
 */
char *
lf_text_session_count (guint n_shown,
                       guint n_all)
{
  g_autofree char *shown = lf_format_count (n_shown);
  g_autofree char *all = lf_format_count (n_all);

  if (n_shown == n_all)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s session", "%s sessions", n_all), all);

  /* Translators: how many sessions are shown, and how many there are */
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%s of %s session", "%s of %s sessions", n_all), shown, all);
}

/**
 * lf_text_frames:
 * @session: a session
 *
 * Returns: (transfer full): its counts in short, such as “653 · 420 L 90 D 80 F 63 B”
 */
char *
lf_text_frames (LfSession *session)
{
  GString *text = g_string_new (NULL);
  g_autofree char *total = lf_format_count (lf_session_get_n_frames (session));

  g_string_append_printf (text, "%s ·", total);
  for (guint i = 0; i < LF_N_FRAME_TYPES; i++)
    {
      guint n = lf_session_get_count (session, i);
      g_autofree char *count = lf_format_count (n);

      /* A zero of the four tells that something is missing; other types are the exception */
      if (n > 0 || i != LF_FRAME_OTHER)
        g_string_append_printf (text, " %s %s", count, lf_text_get_frame_letter (i));
    }
  return g_string_free (text, FALSE);
}

/**
 * lf_text_frames_long:
 * @session: a session
 *
 * Returns: (transfer full): its counts in words, a line each
 */
char *
lf_text_frames_long (LfSession *session)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < LF_N_FRAME_TYPES; i++)
    {
      guint n = lf_session_get_count (session, i);
      g_autofree char *count = lf_format_count (n);

      if (n > 0 || i != LF_FRAME_OTHER)
        g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "",
                                lf_text_get_frame_type (i), count);
    }
  return g_string_free (text, FALSE);
}

/**
 * lf_text_filters:
 * @filters: (array length=n_filters): totals by filter
 * @n_filters: how many there are
 * @seconds: their sum
 *
 * Returns: (transfer full): such as “38 h 20 m · L R G B”
 */
char *
lf_text_filters (const LfFilterTotal *filters,
                 guint                n_filters,
                 double               seconds)
{
  g_autofree char *integration = lf_format_integration (seconds);
  GString *text = NULL;

  if (n_filters == 0)
    return g_strdup (_("no light frames"));

  text = g_string_new (integration);
  g_string_append (text, " ·");
  for (guint i = 0; i < n_filters && i < MAX_LISTED_FILTERS; i++)
    {
      g_autofree char *name = lf_format_one_line (lf_text_get_filter (filters[i].filter));

      g_string_append_printf (text, " %s", name);
    }
  if (n_filters > MAX_LISTED_FILTERS)
    g_string_append (text, " …");
  return g_string_free (text, FALSE);
}

/**
 * lf_text_filters_long:
 * @filters: (array length=n_filters): totals by filter
 * @n_filters: how many there are
 *
 * Returns: (transfer full): each filter with its integration, a line each
 */
char *
lf_text_filters_long (const LfFilterTotal *filters,
                      guint                n_filters)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_filters; i++)
    {
      g_autofree char *integration = lf_format_integration (filters[i].seconds);
      g_autofree char *name = lf_format_one_line (lf_text_get_filter (filters[i].filter));

      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", name, integration);
    }
  return g_string_free (text, FALSE);
}
