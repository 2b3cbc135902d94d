/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-batch-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/lf-format.h"

/* After so many files of one name there is something else the matter */
#define MAX_TRIES 1000

/**
 * lf_batch_export_new:
 * @sessions: ids of sessions, and %NULL
 * @format: how
 * @one_file: whether all go into one file
 * @target: that file, or a folder
 * @settings: the settings
 *
 * Returns: (transfer full): what is to be exported
 */
LfBatchExport *
lf_batch_export_new (const char *const *sessions,
                     LfSessionFormat    format,
                     gboolean           one_file,
                     GFile             *target,
                     GSettings         *settings)
{
  LfBatchExport *self = g_new0 (LfBatchExport, 1);

  self->sessions = g_strdupv ((GStrv) sessions);
  self->format = format;
  self->one_file = one_file;
  self->target = g_object_ref (target);
  self->settings = g_object_ref (settings);
  return self;
}

/**
 * lf_batch_export_free:
 * @self: (transfer full): what was to be exported
 *
 * Any thread.
 */
void
lf_batch_export_free (LfBatchExport *self)
{
  g_strfreev (self->sessions);
  g_object_unref (self->target);
  g_object_unref (self->settings);
  g_free (self);
}

/**
 * lf_batch_result_free:
 * @self: (transfer full): what came of it
 *
 * Any thread.
 */
void
lf_batch_result_free (LfBatchResult *self)
{
  g_free (self->first_problem);
  g_ptr_array_unref (self->unmapped);
  g_free (self);
}

/**
 * lf_batch_export_can_join:
 * @format: a format
 *
 * Returns: whether several sessions can be in one file. A table of frames does not tell which session
 *   they are of
 */
gboolean
lf_batch_export_can_join (LfSessionFormat format)
{
  return format != LF_SESSION_FORMAT_CSV;
}

static gboolean
has_text (GPtrArray  *texts,
          const char *text)
{
  for (guint i = 0; i < texts->len; i++)
    if (g_str_equal (g_ptr_array_index (texts, i), text))
      return TRUE;
  return FALSE;
}

static void
add_problems (LfBatchResult          *result,
              const LfAstrobinExport *astrobin)
{
  if (astrobin == NULL)
    return;

  for (guint i = 0; i < astrobin->problems->len; i++)
    {
      const LfAstrobinProblem *problem = g_ptr_array_index (astrobin->problems, i);

      if (result->n_problems++ == 0)
        result->first_problem = lf_format_one_line (problem->message);
    }
  for (guint i = 0; i < astrobin->unmapped->len; i++)
    {
      const char *filter = g_ptr_array_index (astrobin->unmapped, i);

      if (!has_text (result->unmapped, filter))
        g_ptr_array_add (result->unmapped, g_strdup (filter));
    }
}

static LfSessionDocument *
make_document (LfBatchExport  *self,
               LfConnection   *connection,
               const char     *session,
               LfBatchResult  *result,
               GError        **error)
{
  g_autoptr (LfSessionExport) export = lf_session_export_new (session, self->format);
  LfSessionDocument *document;

  lf_session_export_load (export, self->settings);
  document = lf_session_export_run (connection, export, error);
  if (document != NULL)
    add_problems (result, document->astrobin);
  return document;
}

/* All of it, or no file */
static gboolean
write_all (GFile              *file,
           GFileOutputStream  *stream,
           const char         *text,
           GError            **error)
{
  if (g_output_stream_write_all (G_OUTPUT_STREAM (stream), text, strlen (text), NULL, NULL, error) &&
      g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error))
    return TRUE;

  g_file_delete (file, NULL, NULL);
  return FALSE;
}

/* Never in the place of what is there */
static gboolean
write_new (GFile       *folder,
           const char  *name,
           const char  *text,
           GError     **error)
{
  const char *dot = strrchr (name, '.');
  int stem = dot != NULL ? (int) (dot - name) : (int) strlen (name);

  for (guint i = 1; i <= MAX_TRIES; i++)
    {
      g_autofree char *other = i == 1 ? g_strdup (name)
                                      : g_strdup_printf ("%.*s (%u)%s", stem, name, i, name + stem);
      g_autoptr (GFile) file = g_file_get_child (folder, other);
      g_autoptr (GError) failure = NULL;
      g_autoptr (GFileOutputStream) stream = g_file_create (file, G_FILE_CREATE_NONE, NULL,
                                                            &failure);

      if (stream != NULL)
        return write_all (file, stream, text, error);

      if (!g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_EXISTS) || i == MAX_TRIES)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }
  return FALSE;
}

static gboolean
write_files (LfBatchExport  *self,
             LfConnection   *connection,
             LfBatchResult  *result,
             GError        **error)
{
  for (guint i = 0; self->sessions[i] != NULL; i++)
    {
      g_autoptr (LfSessionDocument) document =
        make_document (self, connection, self->sessions[i], result, error);
      g_autofree char *name = lf_session_export_suggest_name (self->sessions[i], self->format);

      if (document == NULL || !write_new (self->target, name, document->text, error))
        return FALSE;
      result->n_files++;
    }
  return TRUE;
}

/* As one document of the format: one header, one array, or one after the other */
static void
join (LfBatchExport *self,
      GString       *all,
      const char    *text,
      gboolean       is_first)
{
  if (self->format == LF_SESSION_FORMAT_ASTROBIN && !is_first)
    {
      const char *rows = strchr (text, '\n');

      g_string_append (all, rows != NULL ? rows + 1 : "");
      return;
    }
  if (self->format == LF_SESSION_FORMAT_JSON)
    {
      g_autofree char *bare = g_strchomp (g_strdup (text));

      g_string_append_printf (all, "%s%s", is_first ? "" : ",\n", bare);
      return;
    }

  if (!is_first && self->format != LF_SESSION_FORMAT_ASTROBIN)
    g_string_append_c (all, '\n');
  g_string_append (all, text);
}

static gboolean
write_one (LfBatchExport  *self,
           LfConnection   *connection,
           LfBatchResult  *result,
           GError        **error)
{
  gboolean is_json = self->format == LF_SESSION_FORMAT_JSON;
  g_autoptr (GString) all = g_string_new (is_json ? "[\n" : NULL);

  for (guint i = 0; self->sessions[i] != NULL; i++)
    {
      g_autoptr (LfSessionDocument) document =
        make_document (self, connection, self->sessions[i], result, error);

      if (document == NULL)
        return FALSE;
      join (self, all, document->text, i == 0);
    }
  if (is_json)
    g_string_append (all, "\n]\n");

  result->n_files = 1;
  return g_file_replace_contents (self->target, all->str, all->len, NULL, FALSE,
                                  G_FILE_CREATE_NONE, NULL, NULL, error);
}

/**
 * lf_batch_export_run:
 * @connection: a connection
 * @export: an #LfBatchExport
 * @error: where to put an error of %LF_CATALOG_ERROR or %G_IO_ERROR
 *
 * Makes the files and writes them. Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable): an #LfBatchResult
 */
gpointer
lf_batch_export_run (LfConnection  *connection,
                     gpointer       export,
                     GError       **error)
{
  LfBatchExport *self = export;
  g_autoptr (LfBatchResult) result = g_new0 (LfBatchResult, 1);
  gboolean written;

  result->unmapped = g_ptr_array_new_with_free_func (g_free);
  written = self->one_file ? write_one (self, connection, result, error)
                           : write_files (self, connection, result, error);
  return written ? g_steal_pointer (&result) : NULL;
}

/**
 * lf_batch_result_describe:
 * @self: what came of an export
 * @target: where it went
 *
 * Returns: (transfer full): the same in sentences
 */
char *
lf_batch_result_describe (LfBatchResult *self,
                          GFile         *target)
{
  g_autofree char *place = g_file_get_parse_name (target);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          /* Translators: how many files, and a path */
                          g_dngettext (GETTEXT_PACKAGE, "%u file was written: “%s”.",
                                       "%u files were written into “%s”.", self->n_files),
                          self->n_files, place);
  if (self->n_problems > 0)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE,
                                         " AstroBin would not take %u value, which is left out: %s",
                                         " AstroBin would not take %u values, which are left out; "
                                         "the first: %s",
                                         self->n_problems),
                            self->n_problems, self->first_problem);
  if (self->unmapped->len > 0)
    {
      g_autofree char *line = NULL;
      g_autofree char *names = NULL;

      g_ptr_array_add (self->unmapped, NULL);
      names = g_strjoinv (", ", (char **) self->unmapped->pdata);
      g_ptr_array_remove_index (self->unmapped, self->unmapped->len - 1);
      line = lf_format_one_line (names);
      /* Translators: names of filters */
      g_string_append_printf (text, _(" AstroBin’s numbers of these filters are not known: %s. Give "
                                      "them in the export of one session."), line);
    }
  return g_string_free (text, FALSE);
}
