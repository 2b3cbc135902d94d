/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-export-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "catalog/lf-filter.h"
#include "catalog/lf-format.h"

/**
 * Markup:
 * @escape: makes a text from a catalog, or a label, safe: whatever is in it is shown as it is
 *
 * How a document is written.
 */
typedef struct
{
  char *(*escape)       (const char *text);
  void  (*add_title)    (GString    *text,
                         const char *title);
  void  (*add_fact)     (GString    *text,
                         const char *name,
                         const char *value);
  void  (*begin_table)  (GString    *text,
                         guint       n_columns,
                         const char *const *titles,
                         guint       n_texts);
  void  (*add_row)      (GString    *text,
                         guint       n_columns,
                         const char *const *cells);
  void  (*end_table)    (GString    *text);
} Markup;

/* Every character of Markdown that could mean something, in the dialects that have tables, too */
static char *
escape_markdown (const char *text)
{
  g_autofree char *line = lf_format_one_line (text);
  GString *escaped = g_string_new (NULL);

  for (const char *c = line; *c != '\0'; c++)
    switch (*c)
      {
      case '<':
        g_string_append (escaped, "&lt;");
        break;
      case '>':
        g_string_append (escaped, "&gt;");
        break;
      case '&':
        g_string_append (escaped, "&amp;");
        break;
      default:
        if (strchr ("\\`*_{}[]#|~:@$^", *c) != NULL)
          g_string_append_c (escaped, '\\');
        g_string_append_c (escaped, *c);
      }
  return g_string_free (escaped, FALSE);
}

/* BBCode cannot say a bracket */
static char *
escape_bbcode (const char *text)
{
  g_autofree char *line = lf_format_one_line (text);

  g_strdelimit (line, "[", '(');
  g_strdelimit (line, "]", ')');
  return g_steal_pointer (&line);
}

static void
add_markdown_title (GString    *text,
                    const char *title)
{
  g_string_append_printf (text, "# %s\n\n", title);
}

static void
add_markdown_fact (GString    *text,
                   const char *name,
                   const char *value)
{
  g_string_append_printf (text, "- **%s:** %s\n", name, value);
}

static void
add_markdown_row (GString           *text,
                  guint              n_columns,
                  const char *const *cells)
{
  for (guint i = 0; i < n_columns; i++)
    g_string_append_printf (text, "| %s ", cells[i]);
  g_string_append (text, "|\n");
}

static void
begin_markdown_table (GString           *text,
                      guint              n_columns,
                      const char *const *titles,
                      guint              n_texts)
{
  g_string_append_c (text, '\n');
  add_markdown_row (text, n_columns, titles);
  for (guint i = 0; i < n_columns; i++)
    g_string_append (text, i < n_texts ? "| --- " : "| ---: ");
  g_string_append (text, "|\n");
}

static void
end_markdown_table (GString *text)
{
}

static void
add_bbcode_title (GString    *text,
                  const char *title)
{
  g_string_append_printf (text, "[b]%s[/b]\n\n", title);
}

static void
add_bbcode_fact (GString    *text,
                 const char *name,
                 const char *value)
{
  g_string_append_printf (text, "[b]%s:[/b] %s\n", name, value);
}

static void
add_bbcode_row (GString           *text,
                guint              n_columns,
                const char *const *cells)
{
  g_string_append (text, "[tr]");
  for (guint i = 0; i < n_columns; i++)
    g_string_append_printf (text, "[td]%s[/td]", cells[i]);
  g_string_append (text, "[/tr]\n");
}

static void
begin_bbcode_table (GString           *text,
                    guint              n_columns,
                    const char *const *titles,
                    guint              n_texts)
{
  g_string_append (text, "\n[table]\n[tr]");
  for (guint i = 0; i < n_columns; i++)
    g_string_append_printf (text, "[td][b]%s[/b][/td]", titles[i]);
  g_string_append (text, "[/tr]\n");
}

static void
end_bbcode_table (GString *text)
{
  g_string_append (text, "[/table]\n");
}

static const Markup markdown = {
  escape_markdown,      add_markdown_title, add_markdown_fact,
  begin_markdown_table, add_markdown_row,   end_markdown_table,
};

static const Markup bbcode = {
  escape_bbcode,      add_bbcode_title, add_bbcode_fact,
  begin_bbcode_table, add_bbcode_row,   end_bbcode_table,
};

static void
add_fact (const Markup *markup,
          GString      *text,
          const char   *name,
          const char   *value)
{
  g_autofree char *safe_name = markup->escape (name);
  g_autofree char *safe_value = NULL;

  if (value == NULL || *value == '\0')
    return;

  safe_value = markup->escape (value);
  markup->add_fact (text, safe_name, safe_value);
}

static void
begin_table (const Markup      *markup,
             GString           *text,
             const char *const *titles,
             guint              n_texts)
{
  g_autoptr (GPtrArray) safe = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; titles[i] != NULL; i++)
    g_ptr_array_add (safe, markup->escape (titles[i]));
  markup->begin_table (text, safe->len, (const char *const *) safe->pdata, n_texts);
}

/* Takes the cells over */
static void
add_row (const Markup *markup,
         GString      *text,
         GPtrArray    *cells)
{
  g_autoptr (GPtrArray) safe = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < cells->len; i++)
    g_ptr_array_add (safe, markup->escape (g_ptr_array_index (cells, i)));
  markup->add_row (text, safe->len, (const char *const *) safe->pdata);
  g_ptr_array_unref (cells);
}

static void
add_cell (GPtrArray *cells,
          char      *text)
{
  g_ptr_array_add (cells, text != NULL ? text : g_strdup (""));
}

static char *
format_plain (double value)
{
  return isfinite (value) ? g_strdup_printf ("%g", value) : NULL;
}

static GPtrArray *
make_cells (const LfAcquisition *row)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  const LfFrameSetup *setup = &row->setup;

  add_cell (cells, row->night_text != NULL ? lf_format_date (row->night_text)
                                           : g_strdup (_("unknown")));
  add_cell (cells, g_strdup (setup->filter != NULL ? setup->filter : _("No Filter")));
  add_cell (cells, lf_format_count (row->frames));
  add_cell (cells, setup->exposure >= 0 ? lf_format_exposure (setup->exposure) : NULL);
  add_cell (cells, setup->exposure >= 0 ? lf_format_integration (setup->exposure * row->frames)
                                        : NULL);
  add_cell (cells, format_plain (isfinite (setup->gain) ? setup->gain : row->iso));
  add_cell (cells, setup->binning_x > 0 && setup->binning_y > 0
                     ? g_strdup_printf (_("%u × %u"), setup->binning_x, setup->binning_y)
                     : NULL);
  add_cell (cells, isfinite (setup->temperature)
                     ? g_strdup_printf (_("%s%.0f °C"), setup->temperature <= -0.5 ? "−" : "",
                                        fabs (setup->temperature))
                     : NULL);
  return cells;
}

static void
add_acquisitions (const Markup *markup,
                  GString      *text,
                  GPtrArray    *acquisitions)
{
  const char *const titles[] = { _("Date"),     _("Filter"),  _("Frames"), _("Exposure"),
                                 _("Integration"), _("Gain"), _("Binning"), _("Sensor"), NULL };

  begin_table (markup, text, titles, 2);
  for (guint i = 0; i < acquisitions->len; i++)
    add_row (markup, text, make_cells (g_ptr_array_index (acquisitions, i)));
  markup->end_table (text);
}

static int
compare_totals (gconstpointer a,
                gconstpointer b)
{
  const LfFilterTotal *left = a;
  const LfFilterTotal *right = b;

  return lf_filter_compare (left->filter, right->filter);
}

static void
add_total (const Markup *markup,
           GString      *text,
           const char   *name,
           guint         frames,
           double        seconds)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

  add_cell (cells, g_strdup (name));
  add_cell (cells, lf_format_count (frames));
  add_cell (cells, lf_format_integration (seconds));
  add_row (markup, text, cells);
}

static void
add_totals (const Markup    *markup,
            GString         *text,
            LfSessionDetail *detail)
{
  const char *const titles[] = { _("Filter"), _("Frames"), _("Integration"), NULL };
  g_autoptr (GArray) totals = g_array_new (FALSE, FALSE, sizeof (LfFilterTotal));

  /* The names stay the detail's */
  g_array_append_vals (totals, detail->filters->data, detail->filters->len);
  g_array_sort (totals, compare_totals);

  begin_table (markup, text, titles, 1);
  for (guint i = 0; i < totals->len; i++)
    {
      const LfFilterTotal *total = &g_array_index (totals, LfFilterTotal, i);

      add_total (markup, text, total->filter != NULL ? total->filter : _("No Filter"),
                 total->frames, total->seconds);
    }
  add_total (markup, text, _("Total"), detail->counts[LF_FRAME_LIGHT], detail->seconds);
  markup->end_table (text);
}

typedef const char *(*NameFunc) (gconstpointer item);

static const char *
get_object (gconstpointer item)
{
  const LfObjectDetail *object = item;

  return object->object;
}

static const char *
get_camera (gconstpointer item)
{
  return ((const LfAcquisition *) item)->setup.camera;
}

static const char *
get_telescope (gconstpointer item)
{
  return ((const LfAcquisition *) item)->setup.telescope;
}

/* Each name once, in their order */
static char *
join_names (GPtrArray *items,
            NameFunc   get_name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < items->len; i++)
    {
      const char *name = get_name (g_ptr_array_index (items, i));

      if (name != NULL && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, (gpointer) name);
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (_(", "), (GStrv) names->pdata);
}

static void
add_counts (const Markup    *markup,
            GString         *text,
            LfSessionDetail *detail)
{
  static const LfFrameType types[] = { LF_FRAME_DARK, LF_FRAME_FLAT, LF_FRAME_BIAS };
  const char *const names[] = { _("Darks"), _("Flats"), _("Bias") };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *count = lf_format_count (detail->counts[types[i]]);

      add_fact (markup, text, names[i], count);
    }
}

static char *
write_document (const Markup    *markup,
                LfSessionDetail *detail,
                GPtrArray       *acquisitions)
{
  GString *text = g_string_new (NULL);
  g_autofree char *title = markup->escape (detail->name);
  g_autofree char *objects = join_names (detail->objects, get_object);
  g_autofree char *telescopes = join_names (acquisitions, get_telescope);
  g_autofree char *cameras = join_names (acquisitions, get_camera);
  g_autofree char *integration = lf_format_integration (detail->seconds);

  markup->add_title (text, title);
  add_fact (markup, text, _("Objects"), objects);
  add_fact (markup, text, _("Telescope"), telescopes);
  add_fact (markup, text, _("Camera"), cameras);
  add_fact (markup, text, _("Integration"), integration);
  add_counts (markup, text, detail);

  if (acquisitions->len > 0)
    {
      add_totals (markup, text, detail);
      add_acquisitions (markup, text, acquisitions);
    }
  return g_string_free (text, FALSE);
}

/**
 * lf_export_markdown:
 * @detail: a session
 * @acquisitions: (element-type LfAcquisition): its lights, from lf_acquisitions_load()
 *
 * Writes what a session consists of in Markdown with tables, as GitHub and most forums know them.
 * Names from the catalog are escaped. Any thread.
 *
 * Returns: (transfer full): the document
 */
char *
lf_export_markdown (LfSessionDetail *detail,
                    GPtrArray       *acquisitions)
{
  return write_document (&markdown, detail, acquisitions);
}

/**
 * lf_export_bbcode:
 * @detail: a session
 * @acquisitions: (element-type LfAcquisition): its lights, from lf_acquisitions_load()
 *
 * Writes what a session consists of in BBCode. A bracket in a name becomes a parenthesis, for
 * BBCode has no way to write it. Any thread.
 *
 * Returns: (transfer full): the document
 */
char *
lf_export_bbcode (LfSessionDetail *detail,
                  GPtrArray       *acquisitions)
{
  return write_document (&bbcode, detail, acquisitions);
}
