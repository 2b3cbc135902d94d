/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-sources.h"

#include <math.h>
#include <sqlite3.h>

#include "catalog/lf-query.h"

/* Columns of session/sources.sql */
enum
{
  SOURCE_ID,
  SOURCE_DATE,
  SOURCE_CAMERA,
  SOURCE_TELESCOPE,
  SOURCE_SITE,
  SOURCE_LONGITUDE,
  SOURCE_SEEING,
  SOURCE_SKY_QUALITY,
  SOURCE_CLOUD_COVER,
  SOURCE_COUNTS,
  SOURCE_SECONDS = SOURCE_COUNTS + LF_N_FRAME_TYPES,
  SOURCE_OBJECTS,
};

/* Columns of session/results.sql */
enum
{
  RESULT_ID,
  RESULT_PATH,
  RESULT_NAME,
  RESULT_TYPE,
  RESULT_SUBFOLDER,
  RESULT_SIZE,
  RESULT_CREATED,
  RESULT_MODIFIED,
  RESULT_STAGE,
  RESULT_WIDTH,
  RESULT_HEIGHT,
  RESULT_BIT_DEPTH,
  RESULT_COLOR_SPACE,
  RESULT_OBJECT,
  RESULT_COMPANION,
  RESULT_NOTES,
};

#define OBJECT_SEPARATOR "\x1f"

typedef gpointer (*ReadFunc) (sqlite3_stmt *stmt);

static void
source_free (LfSource *source)
{
  g_free (source->id);
  g_free (source->date);
  g_free (source->camera);
  g_free (source->telescope);
  g_free (source->site);
  g_strfreev (source->objects);
  g_free (source);
}

static void
result_free (LfResult *result)
{
  g_free (result->path);
  g_free (result->name);
  g_free (result->type);
  g_free (result->subfolder);
  g_free (result->created);
  g_free (result->modified);
  g_free (result->stage);
  g_free (result->color_space);
  g_free (result->object);
  g_free (result->companion);
  g_free (result->notes);
  g_free (result);
}

static double
read_number (sqlite3_stmt *stmt,
             int           column)
{
  return sqlite3_column_type (stmt, column) != SQLITE_NULL ? sqlite3_column_double (stmt, column)
                                                           : NAN;
}

static gpointer
read_source (sqlite3_stmt *stmt)
{
  LfSource *source = g_new0 (LfSource, 1);
  g_autofree char *objects = lf_column_dup_text (stmt, SOURCE_OBJECTS);

  source->id = lf_column_dup_text (stmt, SOURCE_ID);
  source->date = lf_column_dup_text (stmt, SOURCE_DATE);
  source->night = lf_night_from_text (source->date);
  source->camera = lf_column_dup_text (stmt, SOURCE_CAMERA);
  source->telescope = lf_column_dup_text (stmt, SOURCE_TELESCOPE);
  source->site = lf_column_dup_text (stmt, SOURCE_SITE);
  source->seeing = read_number (stmt, SOURCE_SEEING);
  source->sky_quality = read_number (stmt, SOURCE_SKY_QUALITY);
  source->cloud_cover = read_number (stmt, SOURCE_CLOUD_COVER);
  source->has_moon = lf_moon_at_night (source->night, read_number (stmt, SOURCE_LONGITUDE),
                                       &source->moon);
  for (guint type = 0; type < LF_N_FRAME_TYPES; type++)
    source->counts[type] = lf_column_get_count (stmt, SOURCE_COUNTS + (int) type);
  source->seconds = sqlite3_column_double (stmt, SOURCE_SECONDS);
  source->objects = g_strsplit (objects != NULL ? objects : "", OBJECT_SEPARATOR, -1);
  return source;
}

static gpointer
read_result (sqlite3_stmt *stmt)
{
  LfResult *result = g_new0 (LfResult, 1);

  result->id = sqlite3_column_int64 (stmt, RESULT_ID);
  result->path = lf_column_dup_text (stmt, RESULT_PATH);
  result->name = lf_column_dup_text (stmt, RESULT_NAME);
  result->type = lf_column_dup_text (stmt, RESULT_TYPE);
  result->subfolder = lf_column_dup_text (stmt, RESULT_SUBFOLDER);
  result->size = sqlite3_column_type (stmt, RESULT_SIZE) != SQLITE_NULL
                   ? sqlite3_column_int64 (stmt, RESULT_SIZE)
                   : -1;
  result->created = lf_column_dup_text (stmt, RESULT_CREATED);
  result->modified = lf_column_dup_text (stmt, RESULT_MODIFIED);
  result->stage = lf_column_dup_text (stmt, RESULT_STAGE);
  result->width = lf_column_get_count (stmt, RESULT_WIDTH);
  result->height = lf_column_get_count (stmt, RESULT_HEIGHT);
  result->bit_depth = lf_column_get_count (stmt, RESULT_BIT_DEPTH);
  result->color_space = lf_column_dup_text (stmt, RESULT_COLOR_SPACE);
  result->object = lf_column_dup_text (stmt, RESULT_OBJECT);
  result->companion = lf_column_dup_text (stmt, RESULT_COMPANION);
  result->notes = lf_column_dup_text (stmt, RESULT_NOTES);
  return result;
}

static GPtrArray *
load (LfConnection    *connection,
      const char      *query,
      const char      *session,
      ReadFunc         read,
      GDestroyNotify   free_item,
      GError         **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, query, error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (free_item);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;

  sqlite3_bind_text (stmt, 1, session, -1, SQLITE_TRANSIENT);
  do
    {
      if (!lf_connection_step (connection, stmt, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (items, read (stmt));
    }
  while (has_row);
  return g_steal_pointer (&items);
}

/**
 * lf_sources_load:
 * @connection: a connection
 * @session: a session's id; one that is not there has no frames
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Lists the nights that a session's frames come from. Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable) (element-type LfSource): by date, those without one first
 */
GPtrArray *
lf_sources_load (LfConnection  *connection,
                 const char    *session,
                 GError       **error)
{
  return load (connection, LF_QUERY_SESSION_SOURCES, session, read_source,
               (GDestroyNotify) source_free, error);
}

/**
 * lf_results_load:
 * @connection: a connection
 * @session: a session's id; one that is not there has no results
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Lists the files that processing a session has made. Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable) (element-type LfResult): the latest first
 */
GPtrArray *
lf_results_load (LfConnection  *connection,
                 const char    *session,
                 GError       **error)
{
  return load (connection, LF_QUERY_SESSION_RESULTS, session, read_result,
               (GDestroyNotify) result_free, error);
}
