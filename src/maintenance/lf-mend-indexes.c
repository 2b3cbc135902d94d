/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-mend-private.h"

#include "maintenance/lf-mend-describe.h"
#include "maintenance/lf-mend-sql.h"
#include "maintenance/lf-row-query.h"

/* What an index costs, counted in rows that are put into one: measured with 250,000 frames. To
 * commit costs the more since a WAL is folded in then. */
#define COST_ANY 100
#define COST_DROP 0.1
#define COST_COMMIT 0.05
#define COST_COMMIT_WAL 0.15

typedef struct
{
  LfWriter *writer;
  LfRun    *draft;              /* what is told when all is committed */
} Mending;

static gboolean
count_duplicates (Mending      *self,
                  LfMendIndex  *index,
                  gint64       *n_rows,
                  GError      **error)
{
  g_autofree char *sql = NULL;

  *n_rows = 0;
  if (index->unique == NULL)
    return TRUE;

  sql = lf_row_query_count_duplicates (index->table, index->unique);
  return lf_mend_read_number (self->writer, n_rows, error, "%s", sql);
}

static gboolean
mend_index (Mending      *self,
            LfMendIndex  *index,
            GError      **error)
{
  g_autofree char *text = NULL;
  gint64 n_duplicates = 0;

  if (index->sql == NULL)
    {
      if (!lf_mend_exec (self->writer, error, "DROP INDEX main.\"%w\"", index->name))
        return FALSE;
    }
  else
    {
      if (!count_duplicates (self, index, &n_duplicates, error))
        return FALSE;
      if (n_duplicates > 0)
        {
          text = lf_mend_describe_lost_unique (index->table, index->columns,
                                               (guint64) n_duplicates);
          lf_run_add_change (self->draft, LF_CHANGE_NOT_RESTORABLE, index->table, index->columns,
                             (guint64) n_duplicates, text);
          return TRUE;
        }
      if (!lf_writer_create_index (self->writer, index->table, index->sql, error))
        return FALSE;
    }

  text = lf_mend_describe_index (index, TRUE);
  lf_run_add_change (self->draft, index->sql != NULL ? LF_CHANGE_CREATED : LF_CHANGE_DROPPED,
                     index->table, index->name, index->n_rows, text);
  return TRUE;
}

static double
get_cost (const LfMendIndex *index)
{
  return COST_ANY + (double) index->n_rows * (index->sql != NULL ? 1 : COST_DROP);
}

static gboolean
mend_all (LfMendPlan  *plan,
          Mending     *self,
          GError     **error)
{
  LfJob *job = lf_writer_get_job (self->writer);
  gboolean is_wal = lf_connection_is_wal (lf_writer_get_connection (self->writer));
  double cost = 1;
  double done = 0;

  for (guint i = 0; i < plan->indexes->len; i++)
    cost += get_cost (g_ptr_array_index (plan->indexes, i));
  cost *= 1 + (is_wal ? COST_COMMIT_WAL : COST_COMMIT);

  for (guint i = 0; i < plan->indexes->len; i++)
    {
      LfMendIndex *index = g_ptr_array_index (plan->indexes, i);
      double from = done / cost;

      done += get_cost (index);
      lf_job_set_span (job, from, done / cost);
      if (!mend_index (self, index, error))
        return FALSE;
    }
  lf_job_set_span (job, done / cost, 1);
  return TRUE;
}

static void
tell (Mending    *self,
      LfMendPlan *plan,
      LfRun      *run)
{
  for (guint i = 0; i < self->draft->changes->len; i++)
    {
      LfChange *change = g_ptr_array_index (self->draft->changes, i);

      lf_run_add_change (run, change->kind, change->table, change->name, change->count,
                         change->text);
    }
  for (guint i = 0; i < plan->index_flaws->len; i++)
    {
      LfMendFlaw *flaw = g_ptr_array_index (plan->index_flaws, i);

      lf_run_add_change (run, LF_CHANGE_NOT_RESTORABLE, flaw->table, flaw->name, flaw->count,
                         flaw->text);
    }
}

/**
 * lf_mend_indexes:
 * @self: a plan whose tables are done
 * @writer: a writer that is in no transaction
 * @run: to which is added what was changed, and what could not be
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Makes and drops the indexes that are planned, in one transaction: on any error or when it is
 * cancelled, the catalog is as it was. The job of @writer is told how far it is. On the writer's
 * thread.
 *
 * Returns: whether it is done
 */
gboolean
lf_mend_indexes (LfMendPlan  *self,
                 LfWriter    *writer,
                 LfRun       *run,
                 GError     **error)
{
  g_autoptr (LfRun) draft = lf_run_new (run->kind, run->catalog);
  Mending mending = { writer, draft };

  if (self->indexes->len > 0)
    {
      if (!lf_writer_begin (writer, error) || !mend_all (self, &mending, error))
        {
          lf_mend_fail (writer, error);
          return FALSE;
        }
      if (!lf_writer_commit (writer, error))
        return FALSE;
    }

  tell (&mending, self, run);
  return TRUE;
}
