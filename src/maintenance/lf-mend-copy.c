/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-mend-copy.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-error.h"
#include "catalog/lf-format.h"
#include "maintenance/lf-mend-sql.h"
#include "maintenance/lf-row-query.h"
#include "maintenance/lf-writer-private.h"

/* Copies the rows of a table that is rebuilt, some at a time, and compares each with what it was
 * copied from while both are in memory. Old rows are called `o`, new ones `n`. */

/* Some ten milliseconds of work */
#define ROWS_A_CHUNK 1024

#define CACHE_KIB 16384

typedef struct
{
  LfWriter        *writer;
  LfMendTable     *table;
  LfMendIds       *ids;
  const char      *cursor;      /* what chunks are cut by; NULL if they cannot be */
  LfMendStatement *find_first;  /* where the first chunk begins, and the one after another */
  LfMendStatement *find;
  LfMendStatement *copy;        /* a chunk, and the last of them */
  LfMendStatement *copy_rest;
  LfMendStatement *compare;
  LfMendStatement *compare_rest;
  guint64          n_copied;
  guint64          n_same;
} Copying;

static LfShapeColumn *
get_id_column (LfMendTable *table)
{
  return table->new_key && table->has_numbers ? lf_shape_table_get_rowid_column (table->wanted)
                                              : NULL;
}

static gboolean
is_generated (LfMendColumn *column)
{
  return column->actual != NULL && column->actual->generated;
}

static const char *
get_cursor (LfMendTable *table)
{
  if (table->rowid != NULL)
    return table->rowid;
  return table->actual->without_rowid && table->identity->len == 1
           ? g_ptr_array_index (table->identity, 0)
           : NULL;
}

/* Names a column of old or new rows; the number of a row is no column */
static char *
call (const char *row,
      const char *column)
{
  return lf_mend_compose ("%s.\"%w\"", row, column);
}

static char *
call_cursor (Copying *self)
{
  return self->table->rowid != NULL ? g_strdup_printf ("o.%s", self->cursor)
                                    : call ("o", self->cursor);
}

static char *
compose_copy (Copying *self)
{
  LfShapeColumn *id = get_id_column (self->table);
  g_autoptr (GString) to = g_string_new (NULL);
  g_autoptr (GString) from = g_string_new (NULL);

  if (self->table->keeps_rowids)
    {
      g_string_append (to, self->table->rowid);
      g_string_append_printf (from, "o.%s", self->table->rowid);
    }

  for (guint i = 0; i < self->table->columns->len; i++)
    {
      LfMendColumn *column = g_ptr_array_index (self->table->columns, i);
      gboolean is_id = id != NULL && column->wanted == id;
      g_autofree char *target = NULL;
      g_autofree char *value = NULL;

      if ((column->actual == NULL && !is_id) || is_generated (column))
        continue;
      target = lf_mend_compose ("\"%w\"", column->wanted != NULL ? column->wanted->name
                                                                 : column->actual->name);
      value = is_id ? lf_mend_ids_get_expression (self->table, self->ids)
                    : call ("o", column->actual->name);
      g_string_append_printf (to, "%s%s", to->len > 0 ? ", " : "", target);
      g_string_append_printf (from, "%s%s", from->len > 0 ? ", " : "", value);
    }

  return lf_mend_compose ("INSERT INTO main.\"%w\" (%s) SELECT %s FROM main.\"%w\" AS o",
                          self->table->temporary, to->str, from->str, self->table->actual->name);
}

/* How a new row is found again */
static char *
compose_identity (Copying *self)
{
  LfShapeColumn *id = get_id_column (self->table);
  g_autoptr (GString) sql = NULL;

  if (id != NULL)
    {
      g_autofree char *value = lf_mend_ids_get_expression (self->table, self->ids);

      return lf_mend_compose ("n.\"%w\" = %s", id->name, value);
    }
  if (self->table->rowid != NULL)
    return g_strdup_printf ("n.%s = o.%s", self->table->rowid, self->table->rowid);

  sql = g_string_new (NULL);
  for (guint i = 0; i < self->table->identity->len; i++)
    {
      const char *name = g_ptr_array_index (self->table->identity, i);
      g_autofree char *part = lf_mend_compose ("n.\"%w\" = o.\"%w\"", name, name);

      g_string_append_printf (sql, "%s%s", i > 0 ? " AND " : "", part);
    }
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/* Whether a value is another now. The type of the column may be, and a number be written in another
 * way; else nothing may, so no affinity and no collation has a say. */
static char *
compose_difference (LfMendColumn *column)
{
  const char *name = column->actual->name;
  g_autofree char *old = NULL;
  g_autofree char *lossy = NULL;

  if (column->wanted == NULL || !column->new_type ||
      column->wanted->affinity == column->actual->affinity)
    return lf_mend_compose ("+o.\"%w\" COLLATE BINARY IS NOT +n.\"%w\"", name, name);

  old = call ("o", name);
  lossy = lf_row_query_lossy (old, column->wanted->affinity);
  return lf_mend_compose ("o.\"%w\" COLLATE BINARY IS NOT n.\"%w\" OR %s", name, name, lossy);
}

static char *
compose_compare (Copying *self)
{
  LfShapeColumn *id = get_id_column (self->table);
  g_autofree char *identity = compose_identity (self);
  g_autoptr (GString) cases = g_string_new (NULL);

  for (guint i = 0; i < self->table->columns->len; i++)
    {
      LfMendColumn *column = g_ptr_array_index (self->table->columns, i);
      g_autofree char *difference = NULL;

      if (column->actual == NULL || is_generated (column) ||
          (id != NULL && column->wanted == id))
        continue;
      difference = compose_difference (column);
      g_string_append_printf (cases, " WHEN %s THEN 0", difference);
    }

  return lf_mend_compose ("SELECT count(*) FROM main.\"%w\" AS o CROSS JOIN main.\"%w\" AS n"
                          " ON %s WHERE (CASE WHEN 0 THEN 0%s ELSE 1 END)",
                          self->table->actual->name, self->table->temporary, identity,
                          cases->str);
}

static gboolean
prepare (Copying  *self,
         GError  **error)
{
  g_autofree char *copy = compose_copy (self);
  g_autofree char *compare = compose_compare (self);
  g_autofree char *cursor = NULL;

  if (self->cursor == NULL)
    {
      self->copy_rest = lf_mend_prepare (self->writer, error, "%s", copy);
      self->compare_rest = self->copy_rest != NULL
                             ? lf_mend_prepare (self->writer, error, "%s", compare)
                             : NULL;
      return self->compare_rest != NULL;
    }

  cursor = call_cursor (self);
  self->find_first = lf_mend_prepare (self->writer, error,
                                      "SELECT %s FROM main.\"%w\" AS o ORDER BY 1 LIMIT 1",
                                      cursor, self->table->actual->name);
  return self->find_first != NULL &&
         (self->find = lf_mend_prepare (self->writer, error,
                                        "SELECT %s FROM main.\"%w\" AS o WHERE %s >= ?1"
                                        " ORDER BY 1 LIMIT 1 OFFSET %d",
                                        cursor, self->table->actual->name, cursor,
                                        ROWS_A_CHUNK)) != NULL &&
         (self->copy = lf_mend_prepare (self->writer, error,
                                        "%s WHERE %s >= ?1 AND %s < ?2 ORDER BY %s", copy, cursor,
                                        cursor, cursor)) != NULL &&
         (self->copy_rest = lf_mend_prepare (self->writer, error,
                                             "%s WHERE %s >= ?1 ORDER BY %s", copy, cursor,
                                             cursor)) != NULL &&
         (self->compare = lf_mend_prepare (self->writer, error, "%s AND %s >= ?1 AND %s < ?2",
                                           compare, cursor, cursor)) != NULL &&
         (self->compare_rest = lf_mend_prepare (self->writer, error, "%s AND %s >= ?1", compare,
                                                cursor)) != NULL;
}

static void
report (Copying *self)
{
  LfJob *job = lf_writer_get_job (self->writer);
  guint64 n_rows = MAX (self->table->n_rows, self->n_copied);
  g_autofree char *done = lf_format_count (self->n_copied);
  g_autofree char *all = lf_format_count (n_rows);
  g_autofree char *detail = NULL;

  /* Translators: such as “15,676 of 25,285 rows” */
  detail = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s of %s row", "%s of %s rows", n_rows),
                            done, all);
  lf_job_report (job, n_rows > 0 ? (double) self->n_copied / (double) n_rows : 1, detail);
}

/* Copies a chunk and compares it; @to is NULL for the rest */
static gboolean
copy_chunk (Copying         *self,
            sqlite3_value   *from,
            sqlite3_value   *to,
            GError         **error)
{
  LfMendStatement *copy = to != NULL ? self->copy : self->copy_rest;
  LfMendStatement *compare = to != NULL ? self->compare : self->compare_rest;
  gboolean has_row = FALSE;

  if (from != NULL)
    {
      sqlite3_bind_value (copy, 1, from);
      sqlite3_bind_value (compare, 1, from);
    }
  if (to != NULL)
    {
      sqlite3_bind_value (copy, 2, to);
      sqlite3_bind_value (compare, 2, to);
    }

  if (!lf_mend_step (self->writer, copy, NULL, error))
    return FALSE;
  self->n_copied += (guint64) sqlite3_changes64 (lf_writer_get_db (self->writer));
  sqlite3_reset (copy);

  if (!lf_mend_step (self->writer, compare, &has_row, error))
    return FALSE;
  self->n_same += has_row ? (guint64) sqlite3_column_int64 (compare, 0) : 0;
  sqlite3_reset (compare);

  report (self);
  return !lf_job_is_cancelled (lf_writer_get_job (self->writer), error);
}

/* Where the chunk after the one that begins at @from does; NULL if there is none. The first is
 * asked for with NULL. */
static gboolean
find_chunk (Copying         *self,
            sqlite3_value   *from,
            sqlite3_value  **next,
            GError         **error)
{
  LfMendStatement *find = from != NULL ? self->find : self->find_first;
  gboolean has_row = FALSE;

  if (from != NULL)
    sqlite3_bind_value (find, 1, from);
  if (!lf_mend_step (self->writer, find, &has_row, error))
    return FALSE;

  *next = has_row ? sqlite3_value_dup (sqlite3_column_value (find, 0)) : NULL;
  sqlite3_reset (find);
  return TRUE;
}

static gboolean
copy_chunks (Copying  *self,
             GError  **error)
{
  sqlite3_value *from = NULL;
  sqlite3_value *next = NULL;
  gboolean done;

  if (self->cursor == NULL)
    return copy_chunk (self, NULL, NULL, error);

  done = find_chunk (self, NULL, &from, error);
  while (done && from != NULL)
    {
      done = find_chunk (self, from, &next, error) && copy_chunk (self, from, next, error);
      sqlite3_value_free (from);
      from = g_steal_pointer (&next);
    }
  sqlite3_value_free (from);
  return done;
}

static gboolean
check_counts (Copying  *self,
              GError  **error)
{
  gint64 n_rows = 0;
  g_autofree char *count = NULL;
  guint64 n_different;

  if (!lf_mend_read_number (self->writer, &n_rows, error, "SELECT count(*) FROM main.\"%w\"",
                            self->table->actual->name))
    return FALSE;
  if (self->n_copied == (guint64) n_rows && self->n_same == (guint64) n_rows)
    return TRUE;

  n_different = (guint64) n_rows - MIN (self->n_same, (guint64) n_rows);
  count = lf_format_count (n_different);
  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
               g_dngettext (GETTEXT_PACKAGE,
                            "%s row of %s would not have been the same after the repair, so it was "
                            "not done. Nothing was changed. If another program has changed the "
                            "catalog since it was checked, check it again.",
                            "%s rows of %s would not have been the same after the repair, so it "
                            "was not done. Nothing was changed. If another program has changed the "
                            "catalog since it was checked, check it again.", n_different),
               count, self->table->actual->name);
  return FALSE;
}

/**
 * lf_mend_copy_rows:
 * @writer: a writer in a transaction
 * @table: a table that is rebuilt, and whose new one is empty
 * @ids: (nullable): what becomes of its ids; %NULL if all stay
 * @n_rows: (out): how many rows there are
 * @error: where to put an error
 *
 * Copies all rows, and sees that each is there with every value that it had. If not, the
 * transaction is over. On the writer's thread.
 *
 * Returns: whether all are
 */
gboolean
lf_mend_copy_rows (LfWriter     *writer,
                   LfMendTable  *table,
                   LfMendIds    *ids,
                   guint64      *n_rows,
                   GError      **error)
{
  Copying self = { .writer = writer, .table = table, .ids = ids, .cursor = get_cursor (table) };
  LfOperation operation;
  gboolean done;

  if (!lf_writer_start (writer, &operation, CACHE_KIB, error))
    return FALSE;

  done = prepare (&self, error) && copy_chunks (&self, error) && check_counts (&self, error);
  sqlite3_finalize (self.find_first);
  sqlite3_finalize (self.find);
  sqlite3_finalize (self.copy);
  sqlite3_finalize (self.copy_rest);
  sqlite3_finalize (self.compare);
  sqlite3_finalize (self.compare_rest);
  if (!done)
    return lf_writer_give_up (writer, &operation, error);

  *n_rows = self.n_copied;
  return lf_writer_stop (writer, &operation, SQLITE_OK, error);
}
