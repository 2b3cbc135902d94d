/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-layout.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "catalog/lf-error.h"
#include "catalog/lf-resources.h"

/* The queries are written once, for layout 2. A catalog that calls something differently, or lacks
 * it, is given a temporary view of the table's name: it stands before the table of the file,
 * renames what has another name and says NULL for what is not there. SQLite flattens such a view
 * into the query, so that indexes are used as ever. All SQL that is composed for this is here. */

#define REFERENCE_PATH LF_RESOURCE_PATH "/reference/"

typedef struct
{
  sqlite3    *db;
  sqlite3    *reference;
  const char *path;
  int         result;           /* the first failure, SQLITE_OK while there is none */
} Adaption;

typedef sqlite3_stmt Statement;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Statement, sqlite3_finalize)

static sqlite3 *
load_reference (void)
{
  static const char *files[] = { "layout-2.sql", "names-1-to-2.sql" };
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL))
    g_error ("No memory for the reference layout");

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat (REFERENCE_PATH, files[i], NULL);
      g_autoptr (GBytes) sql = g_resources_lookup_data (path, 0, NULL);

      if (sql == NULL || sqlite3_exec (db, g_bytes_get_data (sql, NULL), NULL, NULL, NULL))
        g_error ("The reference layout %s does not load: %s", files[i], sqlite3_errmsg (db));
    }

  return db;
}

/* The first column of what a statement finds, as a set that keeps its order */
static GPtrArray *
list_names (Adaption   *self,
            sqlite3    *db,
            const char *sql,
            const char *parameter)
{
  g_autoptr (Statement) stmt = NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  int result = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  if (result == SQLITE_OK && parameter != NULL)
    sqlite3_bind_text (stmt, 1, parameter, -1, SQLITE_TRANSIENT);

  while (result == SQLITE_OK && (result = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      g_ptr_array_add (names, g_strdup ((const char *) sqlite3_column_text (stmt, 0)));
      result = SQLITE_OK;
    }

  if (result != SQLITE_OK && result != SQLITE_DONE && self->result == SQLITE_OK)
    self->result = result;
  return names;
}

static GPtrArray *
list_columns (Adaption   *self,
              const char *table)
{
  return list_names (self, self->db, "SELECT name FROM pragma_table_xinfo(?1, 'main')", table);
}

static gboolean
contains (GPtrArray  *names,
          const char *name)
{
  /* SQLite's names are alike whatever the case of their ASCII letters */
  for (guint i = 0; i < names->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (names, i), name) == 0)
      return TRUE;
  return FALSE;
}

static char *
find_old_name (Adaption   *self,
               const char *table,
               const char *column)
{
  g_autoptr (Statement) stmt = NULL;
  char *name = NULL;

  sqlite3_prepare_v2 (self->reference,
                      "SELECT coalesce(old_column, old_table) FROM layout_names"
                      " WHERE new_table = ?1 AND new_column IS ?2",
                      -1, &stmt, NULL);
  sqlite3_bind_text (stmt, 1, table, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (stmt, 2, column, -1, SQLITE_TRANSIENT);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    name = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  return name;
}

static void
append_identifier (GString    *sql,
                   const char *name)
{
  g_string_append_c (sql, '"');
  for (const char *c = name; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (sql, '"');
      g_string_append_c (sql, *c);
    }
  g_string_append_c (sql, '"');
}

/* One column of the view: under its own name, renamed, or NULL. Returns whether it differs. */
static gboolean
append_column (Adaption   *self,
               GString    *sql,
               GPtrArray  *actual,
               const char *table,
               const char *column)
{
  g_autofree char *old = NULL;

  if (contains (actual, column))
    {
      append_identifier (sql, column);
      return FALSE;
    }

  old = find_old_name (self, table, column);
  if (old != NULL && contains (actual, old))
    append_identifier (sql, old);
  else
    g_string_append (sql, "NULL");
  g_string_append (sql, " AS ");
  append_identifier (sql, column);
  return TRUE;
}

static void
append_own_columns (GString   *sql,
                    GPtrArray *actual,
                    GPtrArray *wanted)
{
  for (guint i = 0; i < actual->len; i++)
    if (!contains (wanted, g_ptr_array_index (actual, i)))
      {
        g_string_append (sql, ", ");
        append_identifier (sql, g_ptr_array_index (actual, i));
      }
}

/* Frames are looked up by their row numbers, which a view does not have of itself */
static void
append_row_number (Adaption   *self,
                   GString    *sql,
                   const char *table)
{
  g_autoptr (Statement) stmt = NULL;

  if (g_str_equal (table, "fits_files") &&
      sqlite3_prepare_v2 (self->db, "SELECT rowid FROM main.fits_files", -1, &stmt, NULL) ==
        SQLITE_OK)
    g_string_append (sql, ", rowid AS rowid");
}

static void
adapt_table (Adaption   *self,
             const char *table)
{
  g_autoptr (GPtrArray) wanted = list_names (self, self->reference,
                                             "SELECT name FROM pragma_table_xinfo(?1)", table);
  g_autoptr (GPtrArray) actual = list_columns (self, table);
  g_autoptr (GString) sql = g_string_new ("CREATE TEMP VIEW ");
  g_autofree char *old = NULL;
  gboolean differs = actual->len == 0;

  if (actual->len == 0 && (old = find_old_name (self, table, NULL)) != NULL)
    {
      g_ptr_array_unref (actual);
      actual = list_columns (self, old);
    }

  append_identifier (sql, table);
  g_string_append (sql, " AS SELECT ");
  for (guint i = 0; i < wanted->len; i++)
    {
      g_string_append (sql, i > 0 ? ", " : "");
      differs |= append_column (self, sql, actual, table, g_ptr_array_index (wanted, i));
    }
  append_own_columns (sql, actual, wanted);

  if (actual->len > 0)
    {
      append_row_number (self, sql, table);
      g_string_append (sql, " FROM main.");
      append_identifier (sql, old != NULL ? old : table);
    }
  else
    g_string_append (sql, " WHERE 0");

  if (differs && self->result == SQLITE_OK)
    self->result = sqlite3_exec (self->db, sql->str, NULL, NULL, NULL);
}

static gboolean
check_is_catalog (Adaption  *self,
                  GPtrArray *frames,
                  GError   **error)
{
  g_autoptr (GPtrArray) sessions = list_columns (self, "processing_sessions");
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *shown = g_filename_display_name (name);

  if (self->result != SQLITE_OK)
    return lf_catalog_error_set_from_sqlite (error, self->db, self->result, self->path);

  if (frames->len == 0)
    {
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_A_CATALOG,
                   _("“%s” is an SQLite file, but no FITS catalog: it has no table of frames "
                     "(fits_files). Choose the file that your cataloger writes, usually "
                     "fits_catalog.db."),
                   shown);
      return FALSE;
    }

  if (sessions->len == 0)
    {
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_TOO_OLD,
                   _("“%s” is a FITS catalog from before there were processing sessions (it has "
                     "no table processing_sessions). Update it with your cataloger, then open it "
                     "again."),
                   shown);
      return FALSE;
    }

  if (!contains (sessions, "id") || !contains (sessions, "name") || !contains (frames, "id"))
    {
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_TOO_NEW,
                   _("“%s” is a FITS catalog of a layout this version of Lightframe does not "
                     "know. It was not read further. Update Lightframe, then open it again."),
                   shown);
      return FALSE;
    }

  return TRUE;
}

static LfLayout
recognise (GPtrArray *frames)
{
  return contains (frames, "session_id") && !contains (frames, "imaging_session_id")
           ? LF_LAYOUT_1
           : LF_LAYOUT_2;
}

/**
 * lf_layout_adapt: (skip)
 * @db: a connection to a catalog
 * @path: its path, for messages
 * @layout: (out): the layout it has
 * @error: where to put an error
 *
 * Recognises a catalog's layout and lets the queries, which are written for layout 2, see it in
 * those names: by temporary views, in memory, for this connection only. What is missing is NULL or
 * empty; what a user added stays visible. On the thread that uses @db.
 *
 * Returns: whether it is a catalog that the queries can read
 */
gboolean
lf_layout_adapt (sqlite3     *db,
                 const char  *path,
                 LfLayout    *layout,
                 GError     **error)
{
  Adaption self = { .db = db, .path = path, .result = SQLITE_OK };
  g_autoptr (GPtrArray) frames = list_columns (&self, "fits_files");
  g_autoptr (GPtrArray) tables = NULL;

  if (!check_is_catalog (&self, frames, error))
    return FALSE;

  *layout = recognise (frames);

  self.reference = load_reference ();
  tables = list_names (&self, self.reference,
                       "SELECT name FROM sqlite_schema"
                       " WHERE type = 'table' AND name <> 'layout_names'",
                       NULL);
  for (guint i = 0; i < tables->len; i++)
    adapt_table (&self, g_ptr_array_index (tables, i));
  sqlite3_close (self.reference);

  if (self.result != SQLITE_OK)
    return lf_catalog_error_set_from_sqlite (error, db, self.result, path);
  return TRUE;
}
