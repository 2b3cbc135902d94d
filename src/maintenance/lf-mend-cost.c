/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-mend-work.h"

/* How long the parts of the work take beside each other, in units of copying and comparing a row of
 * a wide table: measured with 250,000 frames. Within a part, what is done tells itself how far it
 * is. */

struct _LfMendCosts
{
  double parts[LF_MEND_PART_INDEX + 1]; /* a row */
  double commit;                        /* a row */
};

static const LfMendCosts costs_journal = { { 0.35, 0.3, 1, 0.09, 0.11 }, 0.03 };
static const LfMendCosts costs_wal = { { 0.35, 0.3, 1, 0.1, 0.13 }, 0.35 };

/* A row whose foreign key is checked */
#define COST_CHECK 0.06

/* What is done whatever the rows */
#define COST_ANY 10

static guint
count_own_indexes (LfMendTable *table)
{
  guint n = 0;

  for (guint i = 0; i < table->actual->indexes->len; i++)
    n += ((LfShapeIndex *) g_ptr_array_index (table->actual->indexes, i))->origin ==
         LF_SHAPE_CREATED;
  return n;
}

static double
estimate_part (LfMending   *self,
               LfMendPart   part,
               LfMendTable *table)
{
  return COST_ANY + (table != NULL ? self->costs->parts[part] * (double) table->n_rows : 0);
}

/* What is only known when ids were decided is left out */
static double
estimate_table (LfMending   *self,
                LfMendTable *table)
{
  double cost = estimate_part (self, LF_MEND_PART_COPY, table) +
                estimate_part (self, LF_MEND_PART_DROP, table) +
                estimate_part (self, LF_MEND_PART_INDEX, table) * count_own_indexes (table) +
                self->costs->commit * (double) table->n_rows;

  if (table->n_new_ids > 0)
    cost += estimate_part (self, LF_MEND_PART_IDS, table) +
            estimate_part (self, LF_MEND_PART_READ, table) * 2;
  return cost;
}

static double
estimate_check (LfMending *self)
{
  double cost = COST_ANY;

  for (guint i = 0; i < self->plan->tables->len; i++)
    {
      LfMendTable *table = g_ptr_array_index (self->plan->tables, i);

      cost += COST_CHECK * (double) table->n_rows * table->wanted->foreign_keys->len;
    }
  return cost;
}

/**
 * lf_mending_estimate:
 * @self: work that has just begun
 *
 * Estimates how long it will take.
 */
void
lf_mending_estimate (LfMending *self)
{
  gboolean is_wal = lf_connection_is_wal (lf_writer_get_connection (self->writer));

  self->costs = is_wal ? &costs_wal : &costs_journal;
  self->cost = estimate_check (self) + COST_ANY;
  for (guint i = 0; i < self->plan->tables->len; i++)
    {
      LfMendTable *table = g_ptr_array_index (self->plan->tables, i);

      if (table->work == LF_MEND_REBUILD)
        self->cost += estimate_table (self, table);
    }

  for (guint i = 0; i < self->plan->orphans->len; i++)
    {
      LfMendOrphans *orphans = g_ptr_array_index (self->plan->orphans, i);

      if (orphans->condition != NULL)
        self->cost += 2 * estimate_part (self, LF_MEND_PART_READ,
                                         lf_mend_plan_find_table (self->plan, orphans->table));
    }
}

static void
begin (LfMending *self,
       double     cost)
{
  double from = MIN (self->done / self->cost, 1);

  self->done += cost;
  lf_job_set_span (lf_writer_get_job (self->writer), from,
                   CLAMP (self->done / self->cost, from, 1));
}

/**
 * lf_mending_begin_part:
 * @self: work
 * @part: what comes now
 * @table: the table it is at
 *
 * Begins a part of the work, which reports from 0 to 1.
 */
void
lf_mending_begin_part (LfMending  *self,
                       LfMendPart  part,
                       const char *table)
{
  begin (self, estimate_part (self, part, lf_mend_plan_find_table (self->plan, table)));
}

/**
 * lf_mending_begin_check:
 * @self: work that is almost done
 *
 * Begins the check of foreign keys.
 */
void
lf_mending_begin_check (LfMending *self)
{
  begin (self, estimate_check (self));
}

/**
 * lf_mending_begin_commit:
 * @self: work that is done
 *
 * Begins the last part.
 */
void
lf_mending_begin_commit (LfMending *self)
{
  begin (self, self->cost);
}
