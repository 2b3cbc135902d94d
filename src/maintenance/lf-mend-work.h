/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-mend-ids.h"

G_BEGIN_DECLS

/* The work on the tables of a catalog, in one transaction, and how far it is */

typedef struct _LfMendCosts LfMendCosts;

/**
 * LfMending:
 *
 * What is being done.
 */
typedef struct
{
  LfMendPlan        *plan;
  LfWriter          *writer;
  LfRun             *draft;     /* what is told when all is committed */
  GPtrArray         *lines;     /* for the log, then */
  GArray            *ids;       /* LfMendIds, one a table of the plan */
  const LfMendCosts *costs;
  double             cost;      /* of all */
  double             done;      /* of what is over */
} LfMending;

/**
 * LfMendPart:
 * @LF_MEND_PART_READ: a table is read to be compared later
 * @LF_MEND_PART_IDS: the ids of its rows are decided
 * @LF_MEND_PART_COPY: its rows are copied
 * @LF_MEND_PART_DROP: the old rows are given up
 * @LF_MEND_PART_INDEX: an index is made
 *
 * A part of the work on a table.
 */
typedef enum
{
  LF_MEND_PART_READ,
  LF_MEND_PART_IDS,
  LF_MEND_PART_COPY,
  LF_MEND_PART_DROP,
  LF_MEND_PART_INDEX,
} LfMendPart;

void     lf_mending_estimate     (LfMending    *self);
void     lf_mending_begin_part   (LfMending    *self,
                                  LfMendPart    part,
                                  const char   *table);
void     lf_mending_begin_check  (LfMending    *self);
void     lf_mending_begin_commit (LfMending    *self);

gboolean lf_mending_decide_ids   (LfMending    *self,
                                  LfMendTable  *table,
                                  LfMendIds    *ids,
                                  GError      **error);
gboolean lf_mending_remove       (LfMending      *self,
                                  LfMendOrphans  *orphans,
                                  GError        **error);
gboolean lf_mending_do_table     (LfMending    *self,
                                  LfMendTable  *table,
                                  LfMendIds    *ids,
                                  GError      **error);

G_END_DECLS
