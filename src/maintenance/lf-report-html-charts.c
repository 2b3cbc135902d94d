/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>

#include "catalog/lf-format.h"
#include "catalog/lf-plural.h"
#include "maintenance/lf-report-html.h"
#include "maintenance/lf-report-private.h"

/* Bars beside each other, in percent of a width that the page decides on. Every row says its
 * figures as text too, so that the table is the alternative to its own chart. */

#define BAR_HEIGHT 12
#define BAR_BEFORE 3
#define BAR_AFTER 19
#define ROW_HEIGHT 34
#define AXIS_HEIGHT 18
#define GRID_EXCESS 9

/* The narrowest bar, so that no bar vanishes */
#define LEAST_WIDTH 0.006

/* Charts of sizes end here, and say so */
#define MOST_SIZES 12

/* More ticks than these would write over each other */
#define MOST_TICKS 7

typedef struct
{
  double lowest;                /* where bars begin; 0 on a linear scale */
  double highest;
} Scale;

static double
locate (const Scale *scale,
        double       value)
{
  double fraction;

  if (scale->lowest > 0)
    fraction = log (MAX (value, scale->lowest) / scale->lowest) /
               log (scale->highest / scale->lowest);
  else
    fraction = scale->highest > 0 ? value / scale->highest : 0;
  return CLAMP (fraction, 0, 1);
}

/* ' name="12.3%"' */
static void
add_percent (GString    *html,
             const char *name,
             double      fraction)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.2f", fraction * 100);
  g_string_append_printf (html, " %s=\"%s%%\"", name, number);
}

static void
add_line (GString    *html,
          const char *class_name,
          double      x1,
          double      x2,
          int         y1,
          int         y2)
{
  g_string_append_printf (html, "<line class=\"%s\" y1=\"%d\" y2=\"%d\"", class_name, y1, y2);
  add_percent (html, "x1", x1);
  add_percent (html, "x2", x2);
  g_string_append (html, "/>");
}

static void
add_bar (GString     *html,
         const Scale *scale,
         const char  *class_name,
         double       value,
         int          y)
{
  g_string_append_printf (html, "<rect class=\"%s\" x=\"0\" y=\"%d\" height=\"%d\" rx=\"3\"",
                          class_name, y, BAR_HEIGHT);
  add_percent (html, "width", MAX (locate (scale, value), LEAST_WIDTH));
  g_string_append (html, "/>");
}

static void
add_whisker (GString        *html,
             const Scale    *scale,
             const LfTiming *timing,
             int             y)
{
  double low = locate (scale, timing->p05_ms);
  double high = locate (scale, timing->p95_ms);
  int middle = y + BAR_HEIGHT / 2;

  if (lf_timing_is_bound (timing))
    return;

  add_line (html, "whisker", low, high, middle, middle);
  add_line (html, "whisker", low, low, middle - 3, middle + 3);
  add_line (html, "whisker", high, high, middle - 3, middle + 3);
}

static void
add_grid (GString     *html,
          const Scale *scale,
          int          height)
{
  /* Into the rows above and below, so that lines go through */
  for (double tick = scale->lowest; scale->lowest > 0 && tick <= scale->highest * 1.001; tick *= 10)
    add_line (html, "grid", locate (scale, tick), locate (scale, tick), -GRID_EXCESS,
              height + GRID_EXCESS);
}

static void
begin_svg (GString    *html,
           int         height,
           const char *label)
{
  g_string_append_printf (html, "<svg width=\"100%%\" height=\"%d\"", height);
  if (label != NULL)
    {
      g_string_append (html, " role=\"img\" aria-label=\"");
      lf_html_add_text (html, label);
      g_string_append_c (html, '"');
    }
  else
    g_string_append (html, " aria-hidden=\"true\"");
  g_string_append_c (html, '>');
}

static const char *
get_after_class (LfReportTone tone)
{
  static const char *const classes[] = { "after", "after good", "after bad" };

  return classes[tone];
}

static void
widen (Scale          *scale,
       const LfTiming *timing)
{
  if (timing == NULL || !(timing->median_ms > 0))
    return;

  scale->lowest = MIN (scale->lowest, timing->p05_ms > 0 ? timing->p05_ms : timing->median_ms);
  scale->highest = MAX (scale->highest, MAX (timing->p95_ms, timing->median_ms));
}

/* From one power of ten to another, with room below the shortest bar */
static gboolean
make_scale (GArray *comparisons,
            Scale  *scale)
{
  *scale = (Scale) { INFINITY, 0 };
  for (guint i = 0; i < comparisons->len; i++)
    {
      const LfComparison *comparison = &g_array_index (comparisons, LfComparison, i);

      widen (scale, comparison->before);
      widen (scale, comparison->after);
    }

  if (!(scale->highest > 0) || !isfinite (scale->highest))
    return FALSE;

  scale->lowest = pow (10, floor (log10 (scale->lowest * 0.9)));
  scale->highest = pow (10, ceil (log10 (scale->highest)));
  if (scale->highest <= scale->lowest)
    scale->highest = scale->lowest * 10;
  return TRUE;
}

static void
begin_chart (GString *html)
{
  g_string_append (html, "<table class=\"chart\"><colgroup><col class=\"label\"/><col/>"
                         "<col class=\"figures\"/></colgroup><tbody>\n");
}

static void
add_legend_entry (GString    *html,
                  const char *class_name,
                  const char *text)
{
  g_string_append_printf (html, "<span class=\"small dim\"><svg width=\"16\" height=\"11\""
                                " aria-hidden=\"true\"><rect class=\"%s\" width=\"16\""
                                " height=\"11\" rx=\"3\"/></svg>", class_name);
  lf_html_add_text (html, text);
  g_string_append (html, "</span>");
}

static void
add_timing_row (GString            *html,
                const Scale        *scale,
                const LfComparison *comparison)
{
  static const char *const pills[] = { "plain", "good", "bad" };
  LfReportTone tone = lf_comparison_get_tone (comparison);
  g_autofree char *session = lf_report_describe_session (comparison);
  g_autofree char *medians = lf_report_describe_medians (comparison);
  g_autofree char *verdict = lf_comparison_describe (comparison);
  g_autofree char *label = g_strdup_printf ("%s: %s", comparison->title, medians);

  g_string_append (html, "<tr><th scope=\"row\">");
  lf_html_add_text (html, comparison->title);
  if (*session != '\0')
    lf_html_add_element (html, "span", "session", session);
  g_string_append (html, "</th><td>");

  begin_svg (html, ROW_HEIGHT, label);
  add_grid (html, scale, ROW_HEIGHT);
  if (comparison->before != NULL)
    {
      add_bar (html, scale, "before", comparison->before->median_ms, BAR_BEFORE);
      add_whisker (html, scale, comparison->before, BAR_BEFORE);
    }
  if (comparison->after != NULL)
    {
      add_bar (html, scale, get_after_class (tone), comparison->after->median_ms, BAR_AFTER);
      add_whisker (html, scale, comparison->after, BAR_AFTER);
    }
  g_string_append (html, "</svg></td><td class=\"figures\">");

  lf_html_add_text (html, medians);
  if (*verdict != '\0')
    lf_html_add_pill (html, pills[tone], NULL, verdict);
  g_string_append (html, "</td></tr>\n");
}

static void
add_axis (GString     *html,
          const Scale *scale)
{
  int n = (int) round (log10 (scale->highest / scale->lowest));
  int every = n / MOST_TICKS + 1;

  g_string_append (html, "<tr><td></td><td>");
  begin_svg (html, AXIS_HEIGHT, NULL);
  for (int i = 0; i <= n; i += every)
    {
      double tick = scale->lowest * pow (10, i);
      g_autofree char *text = NULL;

      if (tick < 1)
        /* Translators: microseconds */
        text = g_strdup_printf (_("%.4g µs"), tick * 1000);
      else if (tick < 1000)
        /* Translators: milliseconds */
        text = g_strdup_printf (_("%.4g ms"), tick);
      else
        /* Translators: seconds */
        text = g_strdup_printf (_("%.4g s"), tick / 1000);

      g_string_append_printf (html, "<text y=\"13\" text-anchor=\"%s\"",
                              i == 0 ? "start" : i == n ? "end" : "middle");
      add_percent (html, "x", locate (scale, tick));
      g_string_append_c (html, '>');
      lf_html_add_text (html, text);
      g_string_append (html, "</text>");
    }
  g_string_append (html, "</svg></td><td></td></tr>\n");
}

/**
 * lf_report_add_html_timings: (skip)
 * @html: a page
 * @run: a run
 *
 * Adds how long queries took, if that was measured.
 */
void
lf_report_add_html_timings (GString *html,
                            LfRun   *run)
{
  g_autoptr (GArray) all = lf_report_compare (run->before, run->after);
  Scale scale;

  if (!make_scale (all, &scale))
    return;

  g_string_append (html, "<section class=\"card\">");
  lf_html_add_element (html, "h2", NULL, _("Timings"));
  lf_html_add_element (html, "div", "dim small",
                       _("Medians, on a logarithmic scale: each line is ten times the one before. "
                         "The thin lines go from the 5th to the 95th percentile."));
  if (run->after != NULL)
    {
      g_string_append (html, "<div class=\"legend\">");
      add_legend_entry (html, "before", _("before"));
      add_legend_entry (html, "after good", _("after, faster"));
      add_legend_entry (html, "after", _("after, within noise"));
      add_legend_entry (html, "after bad", _("after, slower"));
      g_string_append (html, "</div>");
    }

  begin_chart (html);
  for (guint i = 0; i < all->len; i++)
    add_timing_row (html, &scale, &g_array_index (all, LfComparison, i));
  add_axis (html, &scale);
  g_string_append (html, "</tbody></table></section>\n");
}

static void
add_size_row (GString          *html,
              const Scale      *scale,
              const LfSizePair *pair,
              gboolean          is_known)
{
  g_autofree char *before = pair->before != NULL ? g_format_size (pair->before->bytes) : NULL;
  g_autofree char *after = pair->after != NULL ? g_format_size (pair->after->bytes) : NULL;
  g_autofree char *sizes = NULL;
  g_autofree char *growth = NULL;
  g_autofree char *label = NULL;

  if (!is_known)
    sizes = g_strdup (before);
  else
    sizes = lf_report_join (before != NULL ? before : C_("size", "not there"),
                            after != NULL ? after : C_("size", "not there"));
  label = g_strdup_printf ("%s: %s", pair->name, sizes);

  g_string_append (html, "<tr>");
  lf_html_add_element (html, "th", NULL, pair->name);
  g_string_append (html, "<td>");
  begin_svg (html, ROW_HEIGHT, label);
  if (pair->before != NULL)
    add_bar (html, scale, "before", (double) pair->before->bytes, BAR_BEFORE);
  if (pair->after != NULL)
    add_bar (html, scale, "after", (double) pair->after->bytes, BAR_AFTER);
  g_string_append (html, "</svg></td><td class=\"figures\">");

  lf_html_add_text (html, sizes);
  if (pair->before != NULL && pair->after != NULL)
    {
      growth = lf_report_describe_growth (pair->before->bytes, pair->after->bytes);
      lf_html_add_pill (html, "plain", NULL, growth);
    }
  else if (is_known)
    lf_html_add_pill (html, "plain", NULL,
                      pair->before != NULL ? C_("size", "dropped") : C_("size", "new"));
  g_string_append (html, "</td></tr>\n");
}

/**
 * lf_report_add_html_sizes: (skip)
 * @html: a page
 * @run: a run
 *
 * Adds how large tables and indexes are, if that is known.
 */
void
lf_report_add_html_sizes (GString *html,
                          LfRun   *run)
{
  g_autoptr (GArray) pairs = lf_report_compare_sizes (run->before, run->after);
  gboolean is_known = run->after != NULL && run->after->objects->len > 0;
  guint n = MIN (pairs->len, MOST_SIZES);
  Scale scale = { 0, 0 };

  if (run->before->objects->len == 0)
    return;

  for (guint i = 0; i < n; i++)
    {
      const LfSizePair *pair = &g_array_index (pairs, LfSizePair, i);

      scale.highest = MAX (scale.highest, pair->before != NULL ? (double) pair->before->bytes : 0);
      scale.highest = MAX (scale.highest, pair->after != NULL ? (double) pair->after->bytes : 0);
    }

  g_string_append (html, "<section class=\"card\">");
  lf_html_add_element (html, "h2", NULL, _("Sizes"));
  lf_html_add_element (html, "div", "dim small", _("Tables and indexes, largest first."));
  if (is_known)
    {
      g_string_append (html, "<div class=\"legend\">");
      add_legend_entry (html, "before", _("before"));
      add_legend_entry (html, "after", _("after"));
      g_string_append (html, "</div>");
    }
  begin_chart (html);
  for (guint i = 0; i < n; i++)
    add_size_row (html, &scale, &g_array_index (pairs, LfSizePair, i), is_known);
  g_string_append (html, "</tbody></table>");

  if (pairs->len > n)
    {
      g_autofree char *text = lf_report_describe_count (
        pairs->len - n,
        LF_PLURAL ("%s smaller table or index is left out.",
                   "%s smaller tables and indexes are left out."));

      lf_html_add_element (html, "p", "dim small", text);
    }
  g_string_append (html, "</section>\n");
}
