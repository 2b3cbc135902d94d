/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-report.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "catalog/lf-error.h"
#include "maintenance/lf-report-private.h"

/**
 * lf_report_write:
 * @run: a run
 * @format: the form of the report
 *
 * Tells of a run what was measured and found, and nothing else. Text from the catalog is never
 * taken for markup. Any thread, as long as nobody changes @run.
 *
 * Returns: (transfer full): the report, in UTF-8
 */
char *
lf_report_write (LfRun          *run,
                 LfReportFormat  format)
{
  switch (format)
    {
    case LF_REPORT_MARKDOWN:
      return lf_report_write_markdown (run);
    case LF_REPORT_HTML:
      return lf_report_write_html (run);
    case LF_REPORT_JSON:
      return lf_report_write_json (run);
    case LF_REPORT_CSV:
      return lf_report_write_csv (run);
    case LF_REPORT_TEXT:
    default:
      return lf_report_write_text (run);
    }
}

/**
 * lf_report_save:
 * @run: a run
 * @path: a file, which is replaced if it is there
 * @format: the form of the report
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Writes a report into a file, wholly or not at all. Blocks.
 *
 * Returns: whether it was written
 */
gboolean
lf_report_save (LfRun           *run,
                const char      *path,
                LfReportFormat   format,
                GError         **error)
{
  g_autofree char *text = lf_report_write (run, format);
  g_autoptr (GError) failure = NULL;
  g_autofree char *shown = NULL;

  if (g_file_set_contents (path, text, -1, &failure))
    return TRUE;

  shown = g_filename_display_name (path);
  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
               /* Translators: a file and the reason */
               _("The report “%s” could not be written: %s. Choose another folder, then try "
                 "again."),
               shown, failure->message);
  return FALSE;
}

/**
 * lf_report_format_from_path:
 * @path: a file
 * @format: (out): the form that the end of its name stands for
 *
 * Returns: whether it stands for any: `.md`, `.html`, `.json`, `.csv` or `.txt`
 */
gboolean
lf_report_format_from_path (const char     *path,
                            LfReportFormat *format)
{
  static const struct
  {
    const char     *suffix;
    LfReportFormat  format;
  } suffixes[] = {
    { ".md", LF_REPORT_MARKDOWN }, { ".markdown", LF_REPORT_MARKDOWN }, { ".html", LF_REPORT_HTML },
    { ".htm", LF_REPORT_HTML },    { ".json", LF_REPORT_JSON },         { ".csv", LF_REPORT_CSV },
    { ".txt", LF_REPORT_TEXT },
  };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (lower, suffixes[i].suffix))
      {
        *format = suffixes[i].format;
        return TRUE;
      }
  return FALSE;
}
