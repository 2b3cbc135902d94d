/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-mend-work.h"

#include <glib/gi18n-lib.h>

#include "maintenance/lf-mend-copy.h"
#include "maintenance/lf-mend-ddl.h"
#include "maintenance/lf-mend-describe.h"
#include "maintenance/lf-mend-proof.h"
#include "maintenance/lf-mend-sql.h"
#include "maintenance/lf-names.h"
#include "maintenance/lf-writer-private.h"

/* Makes, completes and rebuilds a table in the middle of a transaction */

#define CACHE_KIB 16384

static gboolean
needs_proof (LfMendTable *table,
             LfMendIds   *ids)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      LfMendColumn *column = g_ptr_array_index (table->columns, i);

      if (column->wanted != NULL && column->actual != NULL && column->new_type &&
          column->wanted->affinity != column->actual->affinity)
        return TRUE;
    }
  return ids->n_moved > 0;
}

static gboolean
run_all (LfMending  *self,
         GPtrArray  *statements,
         GError    **error)
{
  for (guint i = 0; i < statements->len; i++)
    if (!lf_writer_exec (self->writer, g_ptr_array_index (statements, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
create_indexes (LfMending    *self,
                LfMendTable  *table,
                GPtrArray    *definitions,
                GError      **error)
{
  for (guint i = 0; i < definitions->len; i++)
    {
      lf_mending_begin_part (self, LF_MEND_PART_INDEX, table->wanted->name);
      if (!lf_writer_create_index (self->writer, table->actual->name,
                                   g_ptr_array_index (definitions, i), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
create_table (LfMending    *self,
              LfMendTable  *table,
              GError      **error)
{
  return lf_writer_exec (self->writer, table->definition, error) &&
         run_all (self, table->indexes, error);
}

static gboolean
add_columns (LfMending    *self,
             LfMendTable  *table,
             GError      **error)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      g_autofree char *column =
        lf_mend_ddl_compose_column (table, g_ptr_array_index (table->columns, i));

      if (!lf_mend_exec (self->writer, error, "ALTER TABLE main.\"%w\" ADD COLUMN %s",
                         table->actual->name, column))
        return FALSE;
    }
  return TRUE;
}

/* The definitions of what goes with the old table, in the order in which they were made */
static GPtrArray *
list_definitions (LfMending    *self,
                  LfMendTable  *table,
                  const char   *type,
                  GError      **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LfMendStatement) stmt =
    lf_mend_prepare (self->writer, error,
                     "SELECT name, sql FROM main.sqlite_schema WHERE type = %Q"
                     " AND tbl_name = %Q COLLATE NOCASE AND sql IS NOT NULL ORDER BY rowid",
                     type, table->actual->name);
  gboolean has_row = FALSE;

  while (stmt != NULL)
    {
      const char *name;
      gboolean is_spare = FALSE;

      if (!lf_mend_step (self->writer, stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&list);

      name = (const char *) sqlite3_column_text (stmt, 0);
      for (guint i = 0; i < table->spares->len; i++)
        is_spare |= g_ascii_strcasecmp (name, g_ptr_array_index (table->spares, i)) == 0;
      if (!is_spare)
        g_ptr_array_add (list, g_strdup ((const char *) sqlite3_column_text (stmt, 1)));
    }
  return NULL;
}

static gboolean
read_sequence (LfMending    *self,
               LfMendTable  *table,
               gint64       *sequence,
               GError      **error)
{
  *sequence = 0;
  return !table->actual->autoincrement ||
         lf_mend_read_number (self->writer, sequence, error,
                              "SELECT seq FROM main.sqlite_sequence"
                              " WHERE name = %Q COLLATE NOCASE", table->actual->name);
}

/* An id that was used once must not be used again */
static gboolean
keep_sequence (LfMending    *self,
               LfMendTable  *table,
               gint64        sequence,
               GError      **error)
{
  const char *name = table->actual->name;

  if (sequence == 0)
    return TRUE;
  if (!lf_mend_exec (self->writer, error,
                     "UPDATE main.sqlite_sequence SET seq = max(seq, %lld) WHERE name = %Q",
                     sequence, name))
    return FALSE;
  return sqlite3_changes64 (lf_writer_get_db (self->writer)) > 0 ||
         lf_mend_exec (self->writer, error,
                       "INSERT INTO main.sqlite_sequence (name, seq) VALUES (%Q, %lld)", name,
                       sequence);
}

static void
measure_drop (LfOperation         *operation,
              const LfMeterCounts *counts,
              gpointer             data)
{
  const guint64 *bytes = data;
  g_autofree char *detail = lf_operation_describe_bytes (_("old rows given up: %s of %s"),
                                                         counts->read[LF_METER_MAIN], *bytes);

  lf_operation_report (operation, 0, (double) counts->read[LF_METER_MAIN] / (double) *bytes,
                       detail);
}

/* All its pages are looked at, for there may be others behind them */
static gboolean
drop_pages (LfMending    *self,
            LfMendTable  *table,
            GError      **error)
{
  static const double one_phase[] = { 1 };
  g_autofree char *sql = lf_mend_compose ("DROP TABLE main.\"%w\"", table->actual->name);
  guint64 bytes = MAX (table->bytes, 1);
  LfOperation operation;
  int result;

  if (!lf_writer_start (self->writer, &operation, CACHE_KIB, error))
    return FALSE;

  lf_operation_expect (&operation, one_phase, G_N_ELEMENTS (one_phase), measure_drop, &bytes);
  result = sqlite3_exec (lf_writer_get_db (self->writer), sql, NULL, NULL, NULL);
  return lf_writer_stop (self->writer, &operation, result, error);
}

/* Pages of an old table need no zeros, however SQLite was built, for what they held is in the new
 * one, and the VACUUM that follows leaves none of them: with zeros each would be written twice, and
 * read back by a cancel. What is deleted otherwise is wiped as SQLite does it by itself. */
static gboolean
drop (LfMending    *self,
      LfMendTable  *table,
      GError      **error)
{
  gint64 usual = 0;
  gboolean done;

  lf_mending_begin_part (self, LF_MEND_PART_DROP, table->wanted->name);
  if (!lf_mend_read_number (self->writer, &usual, error, "PRAGMA main.secure_delete"))
    return FALSE;

  lf_mend_set (self->writer, "PRAGMA main.secure_delete = OFF");
  done = drop_pages (self, table, error);
  lf_mend_set (self->writer, usual == 1   ? "PRAGMA main.secure_delete = ON"
                             : usual == 2 ? "PRAGMA main.secure_delete = FAST"
                                          : "PRAGMA main.secure_delete = OFF");
  return done;
}

static gboolean
swap (LfMending    *self,
      LfMendTable  *table,
      GError      **error)
{
  const char *name = table->actual->name;
  gint64 sequence = 0;

  return read_sequence (self, table, &sequence, error) &&
         drop (self, table, error) &&
         lf_mend_run (self->writer, error, "ALTER TABLE main.\"%w\" RENAME TO \"%w\"",
                      table->temporary, name) &&
         keep_sequence (self, table, sequence, error);
}

static gboolean
rebuild (LfMending    *self,
         LfMendTable  *table,
         LfMendIds    *ids,
         GError      **error)
{
  g_autoptr (GPtrArray) indexes = list_definitions (self, table, "index", error);
  g_autoptr (GPtrArray) triggers = indexes != NULL
                                     ? list_definitions (self, table, "trigger", error)
                                     : NULL;
  LfMendProof *proof;

  if (triggers == NULL)
    return FALSE;

  proof = lf_mend_proof_find (self->plan, table->actual->name);
  if (needs_proof (table, ids))
    {
      lf_mending_begin_part (self, LF_MEND_PART_READ, table->wanted->name);
      proof = lf_mend_proof_begin (self->plan, self->writer, table->actual->name, error);
    }
  if (proof == NULL || !lf_writer_exec (self->writer, table->definition, error))
    return FALSE;

  lf_mending_begin_part (self, LF_MEND_PART_COPY, table->wanted->name);
  return lf_mend_copy_rows (self->writer, table, ids->n_moved > 0 ? ids : NULL, &table->n_rows,
                            error) &&
         swap (self, table, error) &&
         create_indexes (self, table, indexes, error) && run_all (self, triggers, error);
}

static gboolean
work (LfMending    *self,
      LfMendTable  *table,
      LfMendIds    *ids,
      GError      **error)
{
  switch (table->work)
    {
    case LF_MEND_CREATE:
      return create_table (self, table, error);
    case LF_MEND_ADD_COLUMNS:
      lf_mend_proof_find (self->plan, table->actual->name);
      return add_columns (self, table, error);
    case LF_MEND_REBUILD:
      return rebuild (self, table, ids, error);
    case LF_MEND_NOTHING:
    default:
      return TRUE;
    }
}

static void
tell_columns (LfMending   *self,
              LfMendTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      LfMendColumn *column = g_ptr_array_index (table->columns, i);
      g_autofree char *text = lf_mend_describe_column (table, column, TRUE);

      lf_run_add_change (self->draft, LF_CHANGE_CREATED, table->wanted->name,
                         column->wanted->name, table->n_rows, text);
    }
}

static void
tell_table (LfMending   *self,
            LfMendTable *table)
{
  const char *name = table->wanted->name;

  if (table->work == LF_MEND_ADD_COLUMNS)
    tell_columns (self, table);
  else if (table->work != LF_MEND_NOTHING)
    {
      g_autofree char *text = lf_mend_describe_table (table, TRUE);

      lf_run_add_change (self->draft,
                         table->work == LF_MEND_CREATE ? LF_CHANGE_CREATED : LF_CHANGE_REBUILT,
                         name, NULL, table->n_rows, text);
    }

  for (guint i = 0; i < table->spares->len; i++)
    {
      const char *index = g_ptr_array_index (table->spares, i);
      g_autofree char *shown = lf_names_show (index);
      g_autofree char *text = g_strdup_printf (_("The index %s of %s was dropped; the primary key "
                                                 "is the same."), shown, name);

      lf_run_add_change (self->draft, LF_CHANGE_DROPPED, name, index, 0, text);
    }

  for (guint i = 0; i < table->flaws->len; i++)
    {
      LfMendFlaw *flaw = g_ptr_array_index (table->flaws, i);

      lf_run_add_change (self->draft, LF_CHANGE_NOT_RESTORABLE, flaw->table, flaw->name,
                         flaw->count, flaw->text);
    }
}

/**
 * lf_mending_do_table:
 * @self: work in which ids are decided
 * @table: a table
 * @ids: what becomes of its ids
 * @error: where to put an error
 *
 * Makes, completes or rebuilds a table, or leaves it alone, as is planned. On the writer's thread.
 *
 * Returns: whether it is done
 */
gboolean
lf_mending_do_table (LfMending    *self,
                     LfMendTable  *table,
                     LfMendIds    *ids,
                     GError      **error)
{
  if (!work (self, table, ids, error))
    return FALSE;

  tell_table (self, table);
  return TRUE;
}
