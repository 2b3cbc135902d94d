/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-check-rows.h"

#include <sqlite3.h>

#include "catalog/lf-error.h"
#include "maintenance/lf-compose.h"
#include "maintenance/lf-mend-text.h"
#include "maintenance/lf-names.h"
#include "maintenance/lf-row-query.h"
#include "maintenance/lf-structure-compare.h"

/* Looks for rows that break what the reference asks for. Only what the catalog does not enforce
 * itself is asked, and all of it about a table in one reading of it; each foreign key takes
 * another. */

typedef struct
{
  LfConnection     *connection;
  LfShape          *actual;
  LfShape          *reference;
  LfShapeTable     *table;      /* as it is */
  LfShapeTable     *wanted;     /* as it should be */
  LfTableStructure *structure;
  GString          *counts;     /* the expressions of the one statement, after count(*) */
  GPtrArray        *asked;      /* a problem for each of them, which it is if there are any */
  GPtrArray        *examples;   /* for each of them the statement that finds examples, or NULL */
} Rows;

static sqlite3_stmt *
prepare (Rows        *self,
         const char  *sql,
         GError     **error)
{
  sqlite3 *db = lf_connection_get_db (self->connection);
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  if (result != SQLITE_OK)
    lf_catalog_error_set_from_sqlite (error, db, result,
                                      lf_connection_get_path (self->connection));
  return stmt;
}

static gboolean
read_examples (Rows          *self,
               LfRowProblem  *problem,
               const char    *sql,
               GError       **error)
{
  sqlite3_stmt *stmt = prepare (self, sql, error);
  gboolean has_row = FALSE;
  gboolean done = stmt != NULL;

  while (done && (done = lf_connection_step (self->connection, stmt, &has_row, error)) && has_row)
    g_ptr_array_add (problem->examples,
                     lf_names_show ((const char *) sqlite3_column_text (stmt, 0)));
  sqlite3_finalize (stmt);
  return done;
}

static gboolean
read_count (Rows        *self,
            const char  *sql,
            guint64     *count,
            GError     **error)
{
  sqlite3_stmt *stmt = prepare (self, sql, error);
  gboolean has_row = FALSE;
  gboolean done = stmt != NULL && lf_connection_step (self->connection, stmt, &has_row, error);

  if (has_row)
    *count = (guint64) MAX (sqlite3_column_int64 (stmt, 0), 0);
  sqlite3_finalize (stmt);
  return done;
}

static LfRowProblem *
problem_new (LfRowProblemKind  kind,
             GPtrArray        *columns)
{
  LfRowProblem *self = g_new0 (LfRowProblem, 1);

  self->kind = kind;
  self->severity = kind == LF_ROW_NULL_ID || kind == LF_ROW_DUPLICATE_ID || kind == LF_ROW_BAD_ID
                     ? LF_SEVERITY_ERROR
                   : kind == LF_ROW_LOSSY_VALUE ? LF_SEVERITY_INFO
                                                : LF_SEVERITY_WARNING;
  self->column = lf_names_join (columns);
  self->examples = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
take (Rows         *self,
      LfRowProblem *problem)
{
  g_ptr_array_add (self->structure->problems, problem);
  self->structure->state = MAX (self->structure->state, problem->severity);
}

/* Both texts are taken over */
static void
ask (Rows             *self,
     LfRowProblemKind  kind,
     GPtrArray        *columns,
     char             *count,
     char             *examples)
{
  g_string_append_printf (self->counts, ", %s", count);
  g_free (count);
  g_ptr_array_add (self->asked, problem_new (kind, columns));
  g_ptr_array_add (self->examples, examples);
}

static void
ask_for_nulls (Rows             *self,
               LfRowProblemKind  kind,
               GPtrArray        *column)
{
  const char *name = g_ptr_array_index (column, 0);

  ask (self, kind, column, lf_row_query_nulls (name), lf_row_query_list_nulls (self->table, name));
}

static void
ask_for_duplicates (Rows             *self,
                    LfRowProblemKind  kind,
                    GPtrArray        *columns)
{
  ask (self, kind, columns, lf_row_query_duplicates (self->table, columns),
       lf_row_query_list_duplicates (self->table, columns));
}

static void
ask_about_key (Rows *self)
{
  g_autoptr (GPtrArray) key = lf_shape_table_list_key (self->wanted);
  LfShapeColumn *rowid = lf_shape_table_get_rowid_column (self->table);
  LfShapeColumn *column;

  if (!lf_shape_table_has_columns (self->table, key) ||
      (rowid != NULL && g_ascii_strcasecmp (rowid->name, g_ptr_array_index (key, 0)) == 0))
    return;

  column = lf_shape_table_find_column (self->table, g_ptr_array_index (key, 0));
  if (key->len == 1 && !column->not_null)
    ask_for_nulls (self, LF_ROW_NULL_ID, key);
  if (!lf_shape_table_is_unique (self->table, key))
    ask_for_duplicates (self, LF_ROW_DUPLICATE_ID, key);
  if (self->structure->has_numbers)
    ask (self, LF_ROW_BAD_ID, key, lf_row_query_bad_ids (column->name),
         lf_row_query_list_bad_ids (self->table, column->name));
}

static void
ask_about_values (Rows *self)
{
  for (guint i = 0; i < self->wanted->columns->len; i++)
    {
      LfShapeColumn *wanted = g_ptr_array_index (self->wanted->columns, i);
      LfShapeColumn *actual = lf_shape_table_find_column (self->table, wanted->name);
      g_autoptr (GPtrArray) column = g_ptr_array_new ();

      g_ptr_array_add (column, wanted->name);
      if (actual != NULL && wanted->not_null && !actual->not_null && wanted->key_position == 0)
        ask_for_nulls (self, LF_ROW_NULL_VALUE, column);
    }
}

static void
ask_about_uniqueness (Rows *self)
{
  for (guint i = 0; i < self->wanted->indexes->len; i++)
    {
      LfShapeIndex *index = g_ptr_array_index (self->wanted->indexes, i);
      g_autoptr (GPtrArray) columns = lf_shape_index_list_columns (index);

      if (index->unique && index->origin != LF_SHAPE_PRIMARY_KEY &&
          lf_shape_table_has_columns (self->table, columns) &&
          !lf_shape_table_is_unique (self->table, columns))
        ask_for_duplicates (self, LF_ROW_DUPLICATE_VALUE, columns);
    }
}

static gboolean
ask_about_types (Rows    *self,
                 GError **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (LfTableText) text = NULL;

  for (guint i = 0; i < self->wanted->columns->len; i++)
    {
      LfShapeColumn *wanted = g_ptr_array_index (self->wanted->columns, i);
      LfShapeColumn *actual = lf_shape_table_find_column (self->table, wanted->name);
      g_autoptr (GPtrArray) column = g_ptr_array_new ();

      /* What becomes of ids is told apart */
      if (actual == NULL || actual->affinity == wanted->affinity || actual->generated ||
          (self->structure->has_numbers && wanted->key_position > 0))
        continue;

      g_ptr_array_add (column, wanted->name);
      ask (self, LF_ROW_LOSSY_VALUE, column,
           lf_row_query_count_lossy (wanted->name, wanted->affinity),
           lf_row_query_list_lossy (self->table, wanted->name, wanted->affinity));
      if (sql == NULL &&
          !lf_compose_read_definition (self->connection, "table", self->table->name, &sql, error))
        return FALSE;
    }

  text = sql != NULL ? lf_table_text_parse (sql) : NULL;
  self->structure->is_strict = text != NULL && text->strict;
  return TRUE;
}

/* A row that is copied must be found again, be it to give it another id or to see that it is the
 * same: by its number, or else by its key */
static void
judge_identity (Rows *self)
{
  g_autoptr (GPtrArray) key = lf_shape_table_list_key (self->wanted);
  LfTableStructure *table = self->structure;
  gboolean has_problem = !lf_shape_table_has_columns (self->table, key) ||
                         lf_table_structure_find_problem (table, LF_ROW_NULL_ID, NULL) != NULL ||
                         lf_table_structure_find_problem (table, LF_ROW_BAD_ID, NULL) != NULL ||
                         lf_table_structure_find_problem (table, LF_ROW_DUPLICATE_ID, NULL) != NULL;

  table->is_stuck = has_problem && lf_shape_table_get_rowid_name (self->table) == NULL &&
                    (table->has_numbers || !self->table->without_rowid);
}

static gboolean
count_taken (Rows          *self,
             LfRowProblem  *problem,
             GError       **error)
{
  g_autoptr (GPtrArray) key = lf_shape_table_list_key (self->wanted);
  g_autofree char *sql = NULL;

  problem->taken = problem->count;
  if (!self->structure->has_numbers || lf_shape_table_get_rowid_name (self->table) == NULL)
    return TRUE;

  sql = lf_row_query_taken (self->table, g_ptr_array_index (key, 0));
  return read_count (self, sql, &problem->taken, error);
}

static gboolean
read_answers (Rows          *self,
              sqlite3_stmt  *stmt,
              GError       **error)
{
  self->structure->n_rows = (guint64) sqlite3_column_int64 (stmt, 0);

  for (guint i = 0; i < self->asked->len; i++)
    {
      LfRowProblem *problem = g_ptr_array_index (self->asked, i);
      gint64 count = sqlite3_column_int64 (stmt, (int) i + 1);

      if (count <= 0)
        continue;

      problem->count = (guint64) count;
      self->asked->pdata[i] = NULL;
      take (self, problem);
      if (!read_examples (self, problem, g_ptr_array_index (self->examples, i), error) ||
          (problem->kind == LF_ROW_NULL_ID && !count_taken (self, problem, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_values (Rows    *self,
              GError **error)
{
  g_autofree char *sql = lf_row_query_values (self->table, self->counts->str);
  sqlite3_stmt *stmt = prepare (self, sql, error);
  gboolean has_row = FALSE;
  gboolean done = stmt != NULL && lf_connection_step (self->connection, stmt, &has_row, error);

  if (done && has_row)
    done = read_answers (self, stmt, error);
  sqlite3_finalize (stmt);
  return done;
}

static gboolean
check_foreign_key (Rows               *self,
                   LfShapeForeignKey  *key,
                   GError            **error)
{
  g_autofree char *orphans = lf_row_query_orphans (self->actual, self->reference, self->table,
                                                   key);
  g_autofree char *count_sql = NULL;
  g_autofree char *examples_sql = NULL;
  LfRowProblem *problem;
  guint64 count = 0;

  if (orphans == NULL)
    return TRUE;

  count_sql = lf_row_query_count_orphans (self->table, orphans);
  if (!read_count (self, count_sql, &count, error))
    return FALSE;
  if (count == 0)
    return TRUE;

  problem = problem_new (LF_ROW_ORPHAN, key->from);
  problem->count = count;
  problem->parent = g_strdup (key->table);
  problem->cascades = g_ascii_strcasecmp (key->on_delete, "CASCADE") == 0;
  take (self, problem);
  examples_sql = lf_row_query_list_orphans (self->table, key->from, orphans);
  return read_examples (self, problem, examples_sql, error);
}

/**
 * lf_check_rows:
 * @connection: a connection
 * @actual: the shape of its catalog
 * @reference: what it should be
 * @structure: a table that both have, to which what is found is added
 * @error: where to put an error
 *
 * Counts the rows of a table, and those that break what its reference asks for. Blocks: on the
 * connection's thread.
 *
 * Returns: whether they could be counted
 */
gboolean
lf_check_rows (LfConnection      *connection,
               LfShape           *actual,
               LfShape           *reference,
               LfTableStructure  *structure,
               GError           **error)
{
  g_autoptr (GString) counts = g_string_new (NULL);
  g_autoptr (GPtrArray) asked = g_ptr_array_new ();
  g_autoptr (GPtrArray) examples = g_ptr_array_new_with_free_func (g_free);
  Rows self = {
    .connection = connection,
    .actual = actual,
    .reference = reference,
    .table = lf_shape_find_table (actual, structure->table),
    .wanted = lf_shape_find_table (reference, structure->table),
    .structure = structure,
    .counts = counts,
    .asked = asked,
    .examples = examples,
  };
  gboolean done;

  ask_about_key (&self);
  ask_about_values (&self);
  ask_about_uniqueness (&self);
  done = ask_about_types (&self, error) && check_values (&self, error);
  for (guint i = 0; i < asked->len; i++)
    g_clear_pointer (&asked->pdata[i], lf_row_problem_free);
  judge_identity (&self);

  for (guint i = 0; done && i < self.wanted->foreign_keys->len; i++)
    done = check_foreign_key (&self, g_ptr_array_index (self.wanted->foreign_keys, i), error);
  return done;
}
