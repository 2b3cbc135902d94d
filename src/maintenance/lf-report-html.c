/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-report-html.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-format.h"
#include "maintenance/lf-maintenance-data.h"
#include "maintenance/lf-report-private.h"

/* One page that needs nothing else, and may nothing else: the policy forbids scripts and whatever
 * would have to be loaded */
#define HEAD "<meta charset=\"utf-8\"/>\n" \
             "<meta http-equiv=\"Content-Security-Policy\"" \
             " content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n" \
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"

/**
 * lf_html_add_text: (skip)
 * @html: a page
 * @text: (nullable): text from anywhere
 *
 * Adds text that is never markup.
 */
void
lf_html_add_text (GString    *html,
                  const char *text)
{
  g_autofree char *plain = lf_format_plain (text != NULL ? text : "");
  g_autofree char *escaped = g_markup_escape_text (plain, -1);

  g_string_append (html, escaped);
}

/**
 * lf_html_add_element: (skip)
 * @html: a page
 * @tag: an element
 * @class_name: (nullable): its class
 * @text: (nullable): text from anywhere
 *
 * Adds an element with text in it.
 */
void
lf_html_add_element (GString    *html,
                     const char *tag,
                     const char *class_name,
                     const char *text)
{
  if (class_name != NULL)
    g_string_append_printf (html, "<%s class=\"%s\">", tag, class_name);
  else
    g_string_append_printf (html, "<%s>", tag);
  lf_html_add_text (html, text);
  g_string_append_printf (html, "</%s>", tag);
}

/**
 * lf_html_add_icon: (skip)
 * @html: a page
 * @name: one of report/icons.svg
 *
 * Adds an icon, which always stands beside words that say the same.
 */
void
lf_html_add_icon (GString    *html,
                  const char *name)
{
  g_string_append_printf (html, "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#i-%s\"/>"
                                "</svg>", name);
}

/**
 * lf_html_add_pill: (skip)
 * @html: a page
 * @class_name: `good`, `bad`, `warning` or `plain`
 * @icon: (nullable): an icon
 * @text: some words
 *
 * Adds words on a coloured ground.
 */
void
lf_html_add_pill (GString    *html,
                  const char *class_name,
                  const char *icon,
                  const char *text)
{
  g_string_append_printf (html, "<span class=\"pill %s\">", class_name);
  if (icon != NULL)
    lf_html_add_icon (html, icon);
  lf_html_add_text (html, text);
  g_string_append (html, "</span>");
}

static void
add_head (GString *html,
          LfRun   *run)
{
  g_autofree char *name = lf_report_get_name (run);

  g_string_append (html, "<!DOCTYPE html>\n");
  /* Translators: the code of your language, as HTML has it: “de”, “pt-BR” */
  g_string_append_printf (html, "<html lang=\"%s\">\n<head>\n" HEAD "<title>", C_("html", "en"));
  lf_html_add_text (html, name);
  g_string_append (html, " – Lightframe</title>\n<style>\n");
  g_string_append (html, lf_maintenance_get_data ("report/style.css"));
  g_string_append (html, "</style>\n</head>\n<body>\n");
  g_string_append (html, lf_maintenance_get_data ("report/icons.svg"));
}

static void
add_header (GString *html,
            LfRun   *run)
{
  g_autofree char *name = lf_report_get_name (run);
  g_autofree char *about = lf_report_describe_run (run);

  g_string_append (html, "<header>\n");
  lf_html_add_element (html, "h1", NULL, name);
  lf_html_add_element (html, "p", "dim", about);
  if (run->message != NULL)
    lf_html_add_element (html, "p", NULL, run->message);
  g_string_append (html, "</header>\n");
}

static void
add_headlines (GString *html,
               LfRun   *run)
{
  static const char *const classes[] = { "value", "value good", "value bad" };
  g_autoptr (GPtrArray) headlines = lf_report_list_headlines (run->before, run->after, run);

  g_string_append (html, "<div class=\"cards\">\n");
  for (guint i = 0; i < headlines->len; i++)
    {
      const LfHeadline *headline = g_ptr_array_index (headlines, i);

      g_string_append (html, "<div class=\"card\">");
      lf_html_add_element (html, "div", "dim", headline->title);
      lf_html_add_element (html, "div", classes[headline->tone], headline->value);
      lf_html_add_element (html, "div", "dim small", headline->detail);
      g_string_append (html, "</div>\n");
    }
  g_string_append (html, "</div>\n");
}

static void
add_file (GString    *html,
          const char *title,
          const char *path)
{
  g_autofree char *shown = lf_report_shorten_path (path);

  g_string_append (html, "<tr>");
  lf_html_add_element (html, "th", NULL, title);
  lf_html_add_element (html, "td", "cell", shown);
  g_string_append (html, "</tr>\n");
}

static void
add_files (GString *html,
           LfRun   *run)
{
  g_string_append (html, "<section class=\"card\">");
  lf_html_add_element (html, "h2", NULL, _("Files"));
  g_string_append (html, "<table><tbody>\n");
  add_file (html, _("Catalog"), run->catalog);
  if (run->backup != NULL)
    add_file (html, _("Backup"), run->backup);
  g_string_append (html, "</tbody></table></section>\n");
}

static void
add_footer (GString *html)
{
  g_string_append (html, "<footer>");
  lf_html_add_element (html, "p", NULL,
                       _("Made by Lightframe. Each query runs once without being counted, then "
                         "again and again; times are medians. Where the spreads from the 5th to "
                         "the 95th percentile overlap, or the difference is less than 0.01 ms, it "
                         "is called noise and no factor is given. Work is counted in steps of SQLite's virtual machine, "
                         "which do not depend on the computer."));
  g_string_append (html, "</footer>\n</body>\n</html>\n");
}

/* A run as a page of its own */
char *
lf_report_write_html (LfRun *run)
{
  GString *html = g_string_new (NULL);

  add_head (html, run);
  add_header (html, run);
  g_string_append (html, "<main>\n");
  add_headlines (html, run);
  lf_report_add_html_timings (html, run);
  lf_report_add_html_plans (html, run);
  lf_report_add_html_findings (html, run);
  lf_report_add_html_changes (html, run);
  lf_report_add_html_sizes (html, run);
  lf_report_add_html_steps (html, run);
  lf_report_add_html_data (html, run);
  add_files (html, run);
  g_string_append (html, "</main>\n");
  add_footer (html);
  return g_string_free (html, FALSE);
}
