/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/lf-export-astrobin.h"
#include "catalog/lf-export-csv.h"
#include "catalog/lf-export-table.h"
#include "cli/lf-cli-command.h"
#include "cli/lf-cli-options.h"
#include "cli/lf-cli-output.h"
#include "cli/lf-cli-run.h"
#include "cli/lf-cli-session.h"

#define MAX_BORTLE 9

typedef enum
{
  FORMAT_ASTROBIN,
  FORMAT_MARKDOWN,
  FORMAT_BBCODE,
  FORMAT_CSV,
  FORMAT_JSON,
} Format;

#define N_FORMATS 5

static const char *const formats[N_FORMATS] = {
  [FORMAT_ASTROBIN] = "astrobin", [FORMAT_MARKDOWN] = "markdown", [FORMAT_BBCODE] = "bbcode",
  [FORMAT_CSV] = "csv",           [FORMAT_JSON] = "json",
};

typedef struct
{
  Format       format;
  const char  *path;
  char        *session;
  GStrv        columns;
  GHashTable  *filters;
  guint        bortle;
} Request;

typedef struct
{
  char             *text;
  LfAstrobinExport *astrobin;
} Answer;

static void
answer_free (Answer *self)
{
  g_free (self->text);
  g_clear_pointer (&self->astrobin, lf_astrobin_export_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gboolean
make_document (LfConnection  *connection,
               Request       *request,
               const char    *session,
               Answer        *answer,
               GError       **error)
{
  g_autoptr (GPtrArray) acquisitions = lf_acquisitions_load (connection, session, error);
  g_autoptr (LfSessionDetail) detail = NULL;

  if (acquisitions == NULL)
    return FALSE;

  if (request->format == FORMAT_ASTROBIN)
    {
      answer->astrobin = lf_export_astrobin (acquisitions, request->filters, request->bortle);
      return TRUE;
    }

  detail = lf_session_detail_load (connection, session, error);
  if (detail == NULL)
    return FALSE;

  if (request->format == FORMAT_MARKDOWN)
    answer->text = lf_export_markdown (detail, acquisitions);
  else if (request->format == FORMAT_BBCODE)
    answer->text = lf_export_bbcode (detail, acquisitions);
  else
    answer->text = lf_export_json (detail, acquisitions);
  return TRUE;
}

static gpointer
load (LfJob     *job,
      gpointer   data,
      GError   **error)
{
  Request *request = data;
  g_autoptr (LfConnection) connection = NULL;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);
  g_autofree char *id = NULL;

  connection = lf_connection_open (request->path, lf_job_get_cancellable (job), error);
  if (connection == NULL)
    return NULL;

  id = lf_cli_find_session (connection, request->session, error);
  if (id == NULL)
    return NULL;

  if (request->format == FORMAT_CSV)
    answer->text = lf_export_csv_to_text (connection, id, (const char *const *) request->columns,
                                          error);
  else if (!make_document (connection, request, id, answer, error))
    return NULL;
  return answer->text != NULL || answer->astrobin != NULL ? g_steal_pointer (&answer) : NULL;
}

static int
write_astrobin (const LfCliCommand     *self,
                const LfAstrobinExport *export,
                gboolean                leave_out)
{
  gboolean is_fine = export->problems->len == 0 && export->unmapped->len == 0;

  for (guint i = 0; i < export->problems->len; i++)
    lf_cli_complain (self, ((LfAstrobinProblem *) g_ptr_array_index (export->problems,
                                                                     i))->message);
  for (guint i = 0; i < export->unmapped->len; i++)
    {
      const char *filter = g_ptr_array_index (export->unmapped, i);
      g_autofree char *message =
        g_strdup_printf (_("The catalog has no AstroBin number of the filter “%s”. Give it with "
                           "--filter=NAME=NUMBER."),
                         filter);

      lf_cli_complain (self, message);
    }

  if (is_fine || leave_out)
    return lf_cli_write_utf8 (export->text, LF_CLI_FINE);

  lf_cli_complain (self, _("Nothing was written. With --leave-out it is written without this."));
  return LF_CLI_FAILED;
}

typedef struct
{
  GStrv     filters;
  char     *bortle;
  char     *columns;
  gboolean  leave_out;
} Options;

static void
options_clear (Options *self)
{
  g_strfreev (self->filters);
  g_free (self->bortle);
  g_free (self->columns);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* NAME=NUMBER; a name may have an equals sign in it, a number has none */
static gboolean
parse_filters (const Options  *options,
               Request        *request,
               GError        **error)
{
  for (guint i = 0; options->filters != NULL && options->filters[i] != NULL; i++)
    {
      g_autofree char *word = lf_cli_decode (options->filters[i]);
      char *sign = strrchr (word, '=');
      guint64 id;

      if (sign == NULL || sign == word ||
          !g_ascii_string_to_unsigned (sign + 1, 10, 1, G_MAXUINT32, &id, NULL))
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _("--filter takes a name and a number, such as Ha=4663, not “%s”."), word);
          return FALSE;
        }

      *sign = '\0';
      g_hash_table_insert (request->filters, g_steal_pointer (&word),
                           GUINT_TO_POINTER ((guint) id));
    }
  return TRUE;
}

static gboolean
parse_format (const char  *word,
              Format      *format,
              GError     **error)
{
  g_autofree char *shown = lf_cli_decode (word);

  for (guint i = 0; i < N_FORMATS; i++)
    if (strcmp (formats[i], word) == 0)
      {
        *format = i;
        return TRUE;
      }

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("FORMAT is astrobin, markdown, bbcode, csv or json, not “%s”."), shown);
  return FALSE;
}

static int
export (const LfCliCommand *self,
        GStrv               arguments,
        const Options      *options)
{
  g_autoptr (GHashTable) filters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) columns = lf_cli_parse_columns (options->columns);
  g_autofree char *session = lf_cli_decode (arguments[2]);
  Request request = {
    .path = arguments[1],
    .session = session,
    .columns = columns,
    .filters = filters,
  };
  g_autoptr (Answer) answer = NULL;
  g_autoptr (GError) error = NULL;
  int status = LF_CLI_FAILED;

  if (!parse_format (arguments[0], &request.format, &error) ||
      !parse_filters (options, &request, &error) ||
      !lf_cli_parse_number ("--bortle", options->bortle, MAX_BORTLE, &request.bortle, &error))
    return lf_cli_misused (self, error->message);

  answer = lf_cli_run_job (self, _("Reading the session"), load, &request, &status);
  if (answer == NULL)
    return status;

  if (answer->astrobin != NULL)
    return write_astrobin (self, answer->astrobin, options->leave_out);
  return lf_cli_write_utf8 (answer->text, LF_CLI_FINE);
}

static int
run (const LfCliCommand *self,
     GStrv               words)
{
  g_auto (Options) options = { 0 };
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry entries[] = {
    { "filter", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.filters,
      N_("AstroBin’s number of a filter; may be repeated"), N_("NAME=NUMBER") },
    { "bortle", 0, 0, G_OPTION_ARG_FILENAME, &options.bortle,
      N_("How dark the sky is, for AstroBin, from 1 to 9"), N_("N") },
    { "leave-out", 0, 0, G_OPTION_ARG_NONE, &options.leave_out,
      N_("Leave out what AstroBin would not take"), NULL },
    { "columns", 0, 0, G_OPTION_ARG_FILENAME, &options.columns,
      N_("The columns of a csv, such as file,median_fwhm"), N_("NAME,…") },
    { NULL },
  };
  int status;

  if (!lf_cli_parse (self, entries, words, &arguments, &status))
    return status;

  return export (self, arguments, &options);
}

const LfCliCommand lf_cli_export_command = {
  .name = "export",
  .arguments = "FORMAT CATALOG SESSION",
  .n_arguments = 3,
  .summary = N_("Write a session for AstroBin, for a forum, or for programs"),
  .description = N_("FORMAT is astrobin (a CSV of acquisitions), markdown, bbcode, csv (frames) or "
                    "json. SESSION is the id of a session, or its name if no other has it."),
  .run = run,
};
