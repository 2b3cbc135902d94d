/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-session-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/lf-export-csv.h"
#include "catalog/lf-export-table.h"
#include "catalog/lf-frame-columns.h"

/* A preview is looked at, not read to its end */
#define PREVIEW_BYTES 50000

typedef struct
{
  const char *title;
  const char *suffix;
} Format;

static const Format formats[LF_N_SESSION_FORMATS] = {
  [LF_SESSION_FORMAT_ASTROBIN] = { N_("AstroBin acquisitions (CSV)"), "-astrobin.csv" },
  [LF_SESSION_FORMAT_MARKDOWN] = { N_("Markdown"), ".md" },
  [LF_SESSION_FORMAT_BBCODE] = { N_("BBCode"), ".txt" },
  [LF_SESSION_FORMAT_CSV] = { N_("Frames (CSV)"), "-frames.csv" },
  [LF_SESSION_FORMAT_JSON] = { N_("JSON"), ".json" },
};

/**
 * lf_session_export_new:
 * @session: a session's id
 * @format: how
 *
 * Returns: (transfer full): what is to be exported, without filters and columns
 */
LfSessionExport *
lf_session_export_new (const char      *session,
                       LfSessionFormat  format)
{
  LfSessionExport *self = g_new0 (LfSessionExport, 1);

  self->session = g_strdup (session);
  self->format = format;
  self->filters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * lf_session_export_free:
 * @self: (transfer full): what was to be exported
 *
 * Any thread.
 */
void
lf_session_export_free (LfSessionExport *self)
{
  g_free (self->session);
  g_hash_table_unref (self->filters);
  g_strfreev (self->columns);
  g_free (self);
}

/**
 * lf_session_export_load:
 * @self: what is to be exported
 * @settings: the settings
 *
 * Takes the numbers of filters and the darkness of the sky from the settings, and the columns that
 * are usual.
 */
void
lf_session_export_load (LfSessionExport *self,
                        GSettings       *settings)
{
  g_autoptr (GVariant) filters = g_settings_get_value (settings, "astrobin-filters");
  GVariantIter iter;
  char *name;
  guint number;

  g_variant_iter_init (&iter, filters);
  while (g_variant_iter_next (&iter, "{su}", &name, &number))
    g_hash_table_insert (self->filters, name, GUINT_TO_POINTER (number));
  self->bortle = g_settings_get_int (settings, "astrobin-bortle");
  g_strfreev (self->columns);
  self->columns = g_strdupv ((GStrv) lf_frame_columns_list_main ());
}

/**
 * lf_session_export_suggest_name:
 * @session: a session's id
 * @format: a format
 *
 * Returns: (transfer full): a name for the file. An id is any text, in which there may be a path
 */
char *
lf_session_export_suggest_name (const char      *session,
                                LfSessionFormat  format)
{
  g_autofree char *name = g_strdup (session);

  g_strdelimit (name, "/\\:*?\"<>|\n\r\t", '_');
  return g_strconcat (name, lf_session_format_get_suffix (format), NULL);
}

/**
 * lf_session_document_free:
 * @self: (transfer full): what came of it
 *
 * Any thread.
 */
void
lf_session_document_free (LfSessionDocument *self)
{
  g_free (self->text);
  g_free (self->preview);
  g_clear_pointer (&self->astrobin, lf_astrobin_export_free);
  g_free (self);
}

static gboolean
make_text (LfConnection       *connection,
           LfSessionExport    *self,
           LfSessionDocument  *document,
           GError            **error)
{
  g_autoptr (GPtrArray) acquisitions = lf_acquisitions_load (connection, self->session, error);
  g_autoptr (LfSessionDetail) detail = NULL;

  if (acquisitions == NULL)
    return FALSE;

  if (self->format == LF_SESSION_FORMAT_ASTROBIN)
    {
      document->astrobin = lf_export_astrobin (acquisitions, self->filters, self->bortle);
      document->text = g_strdup (document->astrobin->text);
      return TRUE;
    }

  detail = lf_session_detail_load (connection, self->session, error);
  if (detail == NULL)
    return FALSE;

  if (self->format == LF_SESSION_FORMAT_MARKDOWN)
    document->text = lf_export_markdown (detail, acquisitions);
  else if (self->format == LF_SESSION_FORMAT_BBCODE)
    document->text = lf_export_bbcode (detail, acquisitions);
  else
    document->text = lf_export_json (detail, acquisitions);
  return TRUE;
}

/* Whole lines, if there is one that ends in time */
static void
make_preview (LfSessionDocument *document)
{
  gsize length = strlen (document->text);
  const char *end = NULL;

  document->is_cut = length > PREVIEW_BYTES;
  if (document->is_cut)
    end = g_strrstr_len (document->text, PREVIEW_BYTES, "\n");
  if (end != NULL)
    document->preview = g_strndup (document->text, (gsize) (end - document->text));
  else
    document->preview = g_utf8_make_valid (document->text, (gssize) MIN (length, PREVIEW_BYTES));
}

/**
 * lf_session_export_run:
 * @connection: a connection
 * @export: an #LfSessionExport
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Makes the file, and writes it nowhere. Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable): an #LfSessionDocument
 */
gpointer
lf_session_export_run (LfConnection  *connection,
                       gpointer       export,
                       GError       **error)
{
  LfSessionExport *self = export;
  g_autoptr (LfSessionDocument) document = g_new0 (LfSessionDocument, 1);

  if (self->format == LF_SESSION_FORMAT_CSV)
    {
      document->text = lf_export_csv_to_text (connection, self->session,
                                              (const char *const *) self->columns, error);
      if (document->text == NULL)
        return NULL;
    }
  else if (!make_text (connection, self, document, error))
    return NULL;

  make_preview (document);
  return g_steal_pointer (&document);
}

/**
 * lf_session_format_get_title:
 * @format: a format
 *
 * Returns: (transfer none): what it is called, translated
 */
const char *
lf_session_format_get_title (LfSessionFormat format)
{
  return g_dgettext (GETTEXT_PACKAGE, formats[format].title);
}

/**
 * lf_session_format_get_suffix:
 * @format: a format
 *
 * Returns: (transfer none): how the names of such files end
 */
const char *
lf_session_format_get_suffix (LfSessionFormat format)
{
  return formats[format].suffix;
}
