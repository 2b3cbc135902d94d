/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <unistd.h>

#include "catalog/lf-format.h"
#include "catalog/lf-frame-columns.h"
#include "catalog/lf-frames.h"
#include "cli/lf-cli-command.h"
#include "cli/lf-cli-options.h"
#include "cli/lf-cli-output.h"
#include "cli/lf-cli-run.h"
#include "cli/lf-cli-session.h"
#include "cli/lf-cli-table.h"
#include "cli/lf-cli-words.h"

/* Frames that are read at a time */
#define PAGE_LENGTH 256

#define MAX_LIMIT 100000000

typedef struct
{
  const char   *path;
  LfFrameQuery  query;
  GStrv         columns;
  guint         limit;
} Request;

typedef struct
{
  GPtrArray *columns;           /* of LfFrameColumn: all that there are */
  GPtrArray *rows;              /* of LfFrameRow */
  guint      n_all;
} Answer;

static void
answer_free (Answer *self)
{
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gboolean
load_rows (LfConnection  *connection,
           Request       *request,
           Answer        *answer,
           GError       **error)
{
  g_autoptr (GArray) index = lf_frame_index_load (connection, &request->query, error);
  guint n;

  if (index == NULL)
    return FALSE;

  answer->n_all = index->len;
  answer->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_frame_row_unref);
  n = MIN (index->len, request->limit);
  for (guint i = 0; i < n; i += PAGE_LENGTH)
    {
      GPtrArray *page =
        lf_frame_rows_load (connection, &g_array_index (index, gint64, i),
                            MIN (PAGE_LENGTH, n - i), (const char *const *) request->columns,
                            error);

      if (page == NULL)
        return FALSE;
      g_ptr_array_extend_and_steal (answer->rows, page);
    }
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

  id = lf_cli_find_session (connection, request->query.session, error);
  if (id == NULL)
    return NULL;

  g_free (request->query.session);
  request->query.session = g_steal_pointer (&id);
  answer->columns = lf_frame_columns_load (connection, error);
  if (answer->columns == NULL || !load_rows (connection, request, answer, error))
    return NULL;
  return g_steal_pointer (&answer);
}

static void
add_value (LfJson     *json,
           const char *key,
           LfFrameRow *row,
           guint       column)
{
  double value = lf_frame_row_get_value (row, column);

  if (isnan (value))
    lf_json_add_text (json, key, lf_frame_row_get_text (row, column));
  else
    lf_json_add_number (json, key, value);
}

static int
write_json (const Answer *answer,
            GStrv         columns)
{
  g_autoptr (LfJson) json = lf_json_new ();

  lf_json_begin_array (json, NULL);
  for (guint i = 0; i < answer->rows->len; i++)
    {
      lf_json_begin_object (json, NULL);
      for (guint column = 0; columns[column] != NULL; column++)
        add_value (json, columns[column], g_ptr_array_index (answer->rows, i), column);
      lf_json_end_object (json);
    }
  lf_json_end_array (json);
  return lf_cli_write_json (json, LF_CLI_FINE);
}

static LfCliStyle
get_style (LfFrameRow *row)
{
  if (lf_frame_row_is_missing (row))
    return LF_CLI_STYLE_DIM;
  return lf_frame_row_is_bad (row) ? LF_CLI_STYLE_WARNING : LF_CLI_STYLE_PLAIN;
}

static char *
describe_count (guint n_shown,
                guint n_all)
{
  g_autofree char *shown = lf_format_count (n_shown);
  g_autofree char *all = lf_format_count (n_all);

  if (n_shown == n_all)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s frame", "%s frames", n_all), all);

  /* Translators: how many frames are shown, and how many there are */
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%s of %s frame", "%s of %s frames", n_all), shown, all);
}

static int
write_table (const Answer *answer,
             GStrv         columns)
{
  g_autoptr (LfCliTable) table = lf_cli_table_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *count = describe_count (answer->rows->len, answer->n_all);
  guint n_columns = g_strv_length (columns);
  LfCliTerminal terminal;

  lf_cli_terminal_init (&terminal, STDOUT_FILENO);
  for (guint i = 0; i < n_columns; i++)
    {
      const LfFrameColumn *column = lf_frame_columns_find (answer->columns, columns[i]);

      lf_cli_table_add_column (table,
                               column->is_number ? LF_CLI_COLUMN_NUMBER : LF_CLI_COLUMN_FLEXIBLE,
                               column->title);
    }

  for (guint i = 0; i < answer->rows->len; i++)
    {
      LfFrameRow *row = g_ptr_array_index (answer->rows, i);

      for (guint column = 0; column < n_columns; column++)
        lf_cli_table_add (table, get_style (row), lf_frame_row_get_text (row, column));
    }

  if (answer->rows->len > 0)
    {
      lf_cli_table_write (table, &terminal, text);
      g_string_append_c (text, '\n');
    }
  g_string_append_printf (text, "%s\n", count);
  return lf_cli_write_text (text->str, LF_CLI_FINE);
}

typedef struct
{
  char     *columns;
  char     *sort;
  char     *search;
  char     *type;
  char     *limit;
  gboolean  descending;
  gboolean  only_flawed;
  gboolean  json;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->columns);
  g_free (self->sort);
  g_free (self->search);
  g_free (self->type);
  g_free (self->limit);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_types (const char  *word,
             guint       *types,
             GError     **error)
{
  g_auto (GStrv) names = g_strsplit (word, ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      guint type = 0;

      while (type < LF_N_FRAME_TYPES &&
             g_ascii_strcasecmp (names[i], lf_cli_get_frame_type_key (type)) != 0)
        type++;
      if (type == LF_N_FRAME_TYPES)
        {
          g_autofree char *shown = lf_cli_decode (names[i]);

          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _("--type takes light, dark, flat, bias and other, not “%s”."), shown);
          return FALSE;
        }
      *types |= 1u << type;
    }
  return TRUE;
}

static gboolean
fill_request (const Options  *options,
              Request        *request,
              GError        **error)
{
  request->query.search = options->search != NULL ? lf_cli_decode (options->search) : NULL;
  request->query.sort = options->sort != NULL ? lf_cli_decode (options->sort) : NULL;
  request->query.descending = options->descending;
  request->query.only_flawed = options->only_flawed;
  request->limit = G_MAXUINT;
  request->columns = lf_cli_parse_columns (options->columns);

  return lf_cli_parse_number ("--limit", options->limit, MAX_LIMIT, &request->limit, error) &&
         (options->type == NULL || parse_types (options->type, &request->query.types, error));
}

static int
list (const LfCliCommand *self,
      GStrv               arguments,
      const Options      *options)
{
  Request request = { .path = arguments[0] };
  g_autoptr (Answer) answer = NULL;
  g_autoptr (GError) error = NULL;
  int status = LF_CLI_FAILED;

  request.query.session = lf_cli_decode (arguments[1]);
  if (!fill_request (options, &request, &error))
    status = lf_cli_misused (self, error->message);
  else
    answer = lf_cli_run_job (self, _("Reading the frames"), load, &request, &status);

  if (answer != NULL)
    status = options->json ? write_json (answer, request.columns)
                           : write_table (answer, request.columns);

  g_strfreev (request.columns);
  g_free (request.query.session);
  g_free (request.query.search);
  g_free (request.query.sort);
  return status;
}

static int
run (const LfCliCommand *self,
     GStrv               words)
{
  g_auto (Options) options = { 0 };
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry entries[] = {
    { "columns", 0, 0, G_OPTION_ARG_FILENAME, &options.columns,
      N_("The columns to show, such as file,median_fwhm"), N_("NAME,…") },
    { "sort", 0, 0, G_OPTION_ARG_FILENAME, &options.sort, N_("The column to sort by"),
      N_("NAME") },
    { "descending", 0, 0, G_OPTION_ARG_NONE, &options.descending, N_("The largest first"), NULL },
    { "search", 0, 0, G_OPTION_ARG_FILENAME, &options.search,
      N_("Only frames with these words in their texts"), N_("TEXT") },
    { "type", 0, 0, G_OPTION_ARG_FILENAME, &options.type,
      N_("Only light, dark, flat, bias or other frames"), N_("TYPE,…") },
    { "flawed", 0, 0, G_OPTION_ARG_NONE, &options.only_flawed,
      N_("Only frames that are bad or whose files are missing"), NULL },
    { "limit", 0, 0, G_OPTION_ARG_FILENAME, &options.limit, N_("At most so many frames"),
      N_("N") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("Write JSON, for programs"), NULL },
    { NULL },
  };
  int status;

  if (!lf_cli_parse (self, entries, words, &arguments, &status))
    return status;

  return list (self, arguments, &options);
}

const LfCliCommand lf_cli_frames_command = {
  .name = "frames",
  .arguments = "CATALOG SESSION",
  .n_arguments = 2,
  .summary = N_("List the frames of a session"),
  .description = N_("SESSION is the id of a session, or its name if no other has it."),
  .run = run,
};
