/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-mend-work.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-error.h"
#include "maintenance/lf-mend-links.h"
#include "maintenance/lf-mend-proof.h"
#include "maintenance/lf-mend-sql.h"

/* Mends tables by the procedure of https://www.sqlite.org/lang_altertable.html, “Making Other Kinds
 * Of Table Schema Changes”, all in one transaction. */

/* Of the connection, and no part of the transaction. Renaming must leave the words of views and
 * triggers alone, and rows that break a CHECK of the user's are copied as they are. */
#define PREPARE \
  "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON;" \
  " PRAGMA ignore_check_constraints = ON"
#define TIDY_UP "PRAGMA legacy_alter_table = OFF; PRAGMA ignore_check_constraints = OFF"

static gboolean
check_unchanged (LfMending  *self,
                 GError    **error)
{
  gint64 version = 0;

  if (!lf_mend_read_number (self->writer, &version, error, "PRAGMA main.schema_version"))
    return FALSE;
  if (version == self->plan->schema_version)
    return TRUE;

  g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
               _("Another program changed the tables of the catalog since they were checked. "
                 "Nothing was changed by the repair. Check the catalog again."));
  return FALSE;
}

/* Everything that was there is there, but for what was dropped on purpose, and word for word where
 * it was not rebuilt */
static gboolean
check_objects (LfMending  *self,
               GError    **error)
{
  g_autoptr (LfMendStatement) stmt =
    lf_mend_prepare (self->writer, error,
                     "SELECT o.name FROM temp.lf_objects AS o WHERE NOT EXISTS"
                     " (SELECT 1 FROM main.sqlite_schema AS s WHERE s.type = o.type"
                     " AND s.name = o.name AND (o.type = 'table' OR s.sql = o.sql))");
  gboolean has_row = FALSE;

  while (stmt != NULL && lf_mend_step (self->writer, stmt, &has_row, error))
    {
      const char *name = has_row ? (const char *) sqlite3_column_text (stmt, 0) : NULL;
      gboolean is_spare = FALSE;

      if (name == NULL)
        return TRUE;

      for (guint i = 0; i < self->plan->tables->len && !is_spare; i++)
        {
          LfMendTable *table = g_ptr_array_index (self->plan->tables, i);

          for (guint j = 0; j < table->spares->len; j++)
            is_spare |= g_str_equal (g_ptr_array_index (table->spares, j), name);
        }
      if (is_spare)
        continue;

      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_FAILED,
                   _("%s would not have been the same after the repair, so it was not done. "
                     "Nothing was changed."),
                   name);
      return FALSE;
    }
  return FALSE;
}

static gboolean
read_results (LfMending  *self,
              GError    **error)
{
  for (guint i = 0; i < self->plan->proofs->len; i++)
    {
      LfMendProof *proof = g_ptr_array_index (self->plan->proofs, i);

      if (proof->was != NULL)
        lf_mending_begin_part (self, LF_MEND_PART_READ, proof->table);
      if (!lf_mend_proof_end (proof, self->writer, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
mend_all (LfMending  *self,
          GError    **error)
{
  g_autoptr (LfMendLinks) links = NULL;
  GPtrArray *tables = self->plan->tables;

  lf_mending_estimate (self);
  if (!check_unchanged (self, error) ||
      !lf_mend_exec (self->writer, error,
                     "CREATE TEMP TABLE lf_objects AS SELECT type, name, sql"
                     " FROM main.sqlite_schema WHERE sql IS NOT NULL"))
    return FALSE;

  for (guint i = 0; i < self->plan->orphans->len; i++)
    if (!lf_mending_remove (self, g_ptr_array_index (self->plan->orphans, i), error))
      return FALSE;

  links = lf_mend_links_count (self->writer, self->plan, error);
  if (links == NULL)
    return FALSE;

  for (guint i = 0; i < tables->len; i++)
    if (!lf_mending_decide_ids (self, g_ptr_array_index (tables, i),
                                &g_array_index (self->ids, LfMendIds, i), error))
      return FALSE;

  for (guint i = 0; i < tables->len; i++)
    if (!lf_mending_do_table (self, g_ptr_array_index (tables, i),
                              &g_array_index (self->ids, LfMendIds, i), error))
      return FALSE;

  lf_mending_begin_check (self);
  return lf_mend_links_check (links, self->writer, self->plan, error) &&
         check_objects (self, error) && read_results (self, error);
}

static void
tell (LfMending *self,
      LfRun     *run)
{
  for (guint i = 0; i < self->draft->changes->len; i++)
    {
      LfChange *change = g_ptr_array_index (self->draft->changes, i);

      lf_run_add_change (run, change->kind, change->table, change->name, change->count,
                         change->text);
    }
  for (guint i = 0; i < self->lines->len; i++)
    lf_job_log (lf_writer_get_job (self->writer), "%s",
                (const char *) g_ptr_array_index (self->lines, i));
}

/* Temporary tables are rolled back with the rest, but not committed away */
static gboolean
tidy_up (LfMending  *self,
         GError    **error)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (!lf_mend_exec (self->writer, error, "DROP TABLE IF EXISTS temp.lf_moved_%u", i) ||
        !lf_mend_exec (self->writer, error, "DROP TABLE IF EXISTS temp.lf_followed_%u", i))
      return FALSE;
  return lf_mend_exec (self->writer, error, "DROP TABLE temp.lf_objects");
}

/**
 * lf_mend_tables:
 * @self: a plan
 * @writer: a writer that is in no transaction
 * @run: to which is added what was changed, and what could not be
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Does to the tables what is planned, in one transaction. Every row that is copied is compared
 * with what it was, every index, trigger and view is there again, and nothing refers to nothing
 * that did not before; otherwise, and on any error or when it is cancelled, the catalog is as it
 * was. The writer's job is told how far it is; its log lists up to a thousand rows of each table
 * that got another id. On the writer's thread.
 *
 * Returns: whether it is done
 */
gboolean
lf_mend_tables (LfMendPlan  *self,
                LfWriter    *writer,
                LfRun       *run,
                GError     **error)
{
  g_autoptr (LfRun) draft = lf_run_new (run->kind, run->catalog);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) ids = g_array_new (FALSE, TRUE, sizeof (LfMendIds));
  LfMending mending = { .plan = self, .writer = writer, .draft = draft, .lines = lines, .ids = ids };

  if (!lf_mend_plan_has_tables (self))
    return TRUE;

  g_array_set_size (ids, self->tables->len);
  for (guint i = 0; i < ids->len; i++)
    g_array_index (ids, LfMendIds, i).number = i;
  g_ptr_array_set_size (self->proofs, 0);

  /* A statement that failed may have left the transaction open */
  if (!lf_writer_exec (writer, PREPARE, error) || !lf_writer_begin (writer, error) ||
      !mend_all (&mending, error) || !tidy_up (&mending, error))
    {
      g_ptr_array_set_size (self->proofs, 0);
      lf_mend_fail (writer, error);
      lf_mend_set (writer, TIDY_UP);
      return FALSE;
    }

  lf_mending_begin_commit (&mending);
  if (!lf_writer_commit (writer, error))
    {
      g_ptr_array_set_size (self->proofs, 0);
      lf_mend_set (writer, TIDY_UP);
      return FALSE;
    }

  tell (&mending, run);
  lf_mend_set (writer, TIDY_UP);
  return TRUE;
}
