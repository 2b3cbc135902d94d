/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/lf-cli-show-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "catalog/lf-format.h"
#include "cli/lf-cli-output.h"
#include "cli/lf-cli-table.h"
#include "cli/lf-cli-words.h"

#define FACT_WIDTH 14

typedef struct
{
  LfCliTerminal  terminal;
  GString       *text;
} Page;

static void
add_styled_fact (Page       *page,
                 const char *name,
                 LfCliStyle  style,
                 const char *value)
{
  g_autofree char *clean = NULL;

  if (value == NULL)
    return;

  clean = lf_cli_text_clean (value);
  lf_cli_terminal_append (&page->terminal, page->text, LF_CLI_STYLE_DIM, name);
  for (guint i = lf_cli_text_get_width (name); i < FACT_WIDTH; i++)
    g_string_append_c (page->text, ' ');
  g_string_append_c (page->text, ' ');
  lf_cli_terminal_append (&page->terminal, page->text, style, clean);
  g_string_append_c (page->text, '\n');
}

static void
add_fact (Page       *page,
          const char *name,
          const char *value)
{
  add_styled_fact (page, name, LF_CLI_STYLE_PLAIN, value);
}

static void
add_time (Page       *page,
          const char *name,
          const char *timestamp)
{
  g_autofree char *time = lf_format_timestamp (timestamp);

  add_fact (page, name, timestamp != NULL ? time : NULL);
}

static void
add_facts (Page            *page,
           LfSessionDetail *detail)
{
  add_styled_fact (page, _("Name"), LF_CLI_STYLE_BOLD, detail->name);
  add_fact (page, _("Session"), detail->id);
  add_styled_fact (page, _("Status"), lf_cli_get_status_style (detail->status),
                   lf_cli_get_status (detail->status));
  add_time (page, _("Created"), detail->created);
  add_time (page, _("Started"), detail->started);
  add_time (page, _("Completed"), detail->completed);
  add_fact (page, _("Target"), detail->target);
  add_fact (page, _("Target type"), detail->target_type);
  add_fact (page, _("Image type"), detail->image_type);
  add_fact (page, _("Folder"), detail->folder);
  add_fact (page, _("AstroBin"), detail->astrobin_url);
  for (guint i = 0; detail->social_urls[i] != NULL; i++)
    if (*detail->social_urls[i] != '\0')
      add_fact (page, _("Shared at"), detail->social_urls[i]);
}

static void
add_counts (Page            *page,
            LfSessionDetail *detail)
{
  g_autofree char *integration = lf_format_integration (detail->seconds);

  add_styled_fact (page, _("Integration"), LF_CLI_STYLE_BOLD, integration);
  for (guint i = 0; i < LF_N_FRAME_TYPES; i++)
    {
      g_autofree char *count = lf_format_count (detail->counts[i]);
      g_autofree char *nights = lf_format_count (detail->nights[i]);
      g_autofree char *both = NULL;

      if (i == LF_FRAME_OTHER && detail->counts[i] == 0)
        continue;
      if (detail->nights[i] > 0)
        /* Translators: a number of frames, and how many nights they were taken in */
        both = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s from %s night",
                                             "%s from %s nights", detail->nights[i]),
                                count, nights);
      add_fact (page, lf_cli_get_frame_type (i), both != NULL ? both : count);
    }
}

/* Such as “100 × 300 s, 20 × 600 s” */
static char *
describe_exposures (const LfFilterDetail *filter)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < filter->exposures->len; i++)
    {
      const LfExposureTotal *total = &g_array_index (filter->exposures, LfExposureTotal, i);
      g_autofree char *frames = lf_format_count (total->frames);
      g_autofree char *exposure = lf_format_exposure (total->exposure);

      g_string_append_printf (text, "%s%s × %s", i > 0 ? ", " : "", frames, exposure);
    }
  return g_string_free (text, FALSE);
}

static void
add_object (LfCliTable           *table,
            const LfObjectDetail *object)
{
  for (guint i = 0; i < object->filters->len; i++)
    {
      const LfFilterDetail *filter = g_ptr_array_index (object->filters, i);
      g_autofree char *integration = lf_format_integration (filter->seconds);
      g_autofree char *exposures = describe_exposures (filter);
      const char *name = object->object != NULL ? object->object : LF_UNKNOWN_OBJECT;

      /* Every line has its object, so that the lines can be searched and sorted */
      lf_cli_table_add (table, i == 0 ? LF_CLI_STYLE_BOLD : LF_CLI_STYLE_DIM, name);
      lf_cli_table_add (table, LF_CLI_STYLE_PLAIN,
                        filter->filter != NULL ? filter->filter : _("No Filter"));
      lf_cli_table_add_count (table, filter->frames);
      lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, integration);
      lf_cli_table_add (table, LF_CLI_STYLE_PLAIN, exposures);
    }
}

static void
add_objects (Page            *page,
             LfSessionDetail *detail)
{
  g_autoptr (LfCliTable) table = lf_cli_table_new ();

  if (detail->objects->len == 0)
    {
      g_string_append_printf (page->text, "\n%s\n", _("No light frames"));
      return;
    }

  lf_cli_table_add_column (table, LF_CLI_COLUMN_FLEXIBLE, _("Object"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_TEXT, _("Filter"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_NUMBER, _("Frames"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_NUMBER, _("Integration"));
  lf_cli_table_add_column (table, LF_CLI_COLUMN_FLEXIBLE, _("Exposures"));
  for (guint i = 0; i < detail->objects->len; i++)
    add_object (table, g_ptr_array_index (detail->objects, i));

  g_string_append_c (page->text, '\n');
  lf_cli_table_write (table, &page->terminal, page->text);
}

static void
add_notice (Page       *page,
            const char *format,
            guint       n)
{
  g_autofree char *count = lf_format_count (n);
  g_autofree char *notice = NULL;

  if (n == 0)
    return;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  notice = g_strdup_printf (format, count);
#pragma GCC diagnostic pop
  g_string_append_c (page->text, '\n');
  lf_cli_terminal_append (&page->terminal, page->text, LF_CLI_STYLE_WARNING, notice);
}

static void
add_notices (Page            *page,
             LfSessionDetail *detail)
{
  gsize before = page->text->len;

  add_notice (page,
              g_dngettext (GETTEXT_PACKAGE,
                           "%s light frame has no exposure; it is counted, but not in the "
                           "integration.",
                           "%s light frames have no exposure; they are counted, but not in the "
                           "integration.",
                           detail->without_exposure),
              detail->without_exposure);
  add_notice (page,
              g_dngettext (GETTEXT_PACKAGE, "%s linked frame is not in the catalog any more.",
                           "%s linked frames are not in the catalog any more.",
                           detail->n_missing),
              detail->n_missing);
  add_notice (page,
              g_dngettext (GETTEXT_PACKAGE, "%s frame is linked twice; it is counted once.",
                           "%s links repeat a frame; each frame is counted once.",
                           detail->n_repeated),
              detail->n_repeated);
  if (page->text->len > before)
    g_string_append_c (page->text, '\n');
}

static void
add_notes (Page       *page,
           const char *notes)
{
  g_auto (GStrv) lines = g_strsplit_set (notes != NULL ? notes : "", "\n\r", -1);

  if (notes == NULL)
    return;

  g_string_append_c (page->text, '\n');
  lf_cli_terminal_append (&page->terminal, page->text, LF_CLI_STYLE_BOLD, _("Notes"));
  g_string_append_c (page->text, '\n');
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *clean = lf_cli_text_clean (lines[i]);

      if (*clean != '\0')
        g_string_append_printf (page->text, "  %s\n", clean);
    }
}

/**
 * lf_cli_show_text:
 * @detail: a session
 *
 * Writes what a session's frames add up to for people.
 *
 * Returns: the exit status
 */
int
lf_cli_show_text (LfSessionDetail *detail)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Page page = { .text = text };

  lf_cli_terminal_init (&page.terminal, STDOUT_FILENO);
  add_facts (&page, detail);
  add_counts (&page, detail);
  add_objects (&page, detail);
  add_notices (&page, detail);
  add_notes (&page, detail->notes);
  return lf_cli_write_text (text->str, LF_CLI_FINE);
}
