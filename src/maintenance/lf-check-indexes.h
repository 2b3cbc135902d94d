/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-shape.h"
#include "maintenance/lf-finding.h"
#include "maintenance/lf-job.h"

G_BEGIN_DECLS

/**
 * LfIndexNeed:
 * @table: a table
 * @columns: what rows are looked up by, separated by commas
 * @needed_for: (nullable): what for, translated; %NULL if only the cataloger makes such an index
 * @covered_by: (element-type utf8): the indexes that serve it
 * @by_primary_key: whether the INTEGER PRIMARY KEY serves it
 * @is_key: whether it is the primary key of the reference, which is restored with the table
 * @like: (nullable): the index of the reference that serves it
 * @bytes: what @covered_by take up; 0 if that is not known
 * @n_rows: how many rows @table has, if nothing serves it
 *
 * An index that is needed. It is missing if nothing serves it.
 */
typedef struct
{
  char      *table;
  char      *columns;
  char      *needed_for;
  GPtrArray *covered_by;
  gboolean   by_primary_key;
  gboolean   is_key;
  char      *like;
  guint64    bytes;
  guint64    n_rows;
} LfIndexNeed;

/**
 * LfSpareIndex:
 * @table: a table
 * @columns: what the index is made of, separated by commas
 * @name: the index
 * @kept: (nullable): the index that serves as well; %NULL for the INTEGER PRIMARY KEY
 * @is_duplicate: whether the two are the same; else @kept begins as @name does and goes on
 * @bytes: what @name takes up; 0 if that is not known
 * @kept_bytes: what @kept takes up
 *
 * An index that a catalog could do without.
 */
typedef struct
{
  char     *table;
  char     *columns;
  char     *name;
  char     *kept;
  gboolean  is_duplicate;
  guint64   bytes;
  guint64   kept_bytes;
} LfSpareIndex;

/**
 * LfIndexReport:
 * @needs: (element-type LfIndexNeed): first what queries need, then what only the cataloger makes
 * @spares: (element-type LfSpareIndex): what could go
 */
typedef struct
{
  GPtrArray *needs;
  GPtrArray *spares;
} LfIndexReport;

LfIndexReport *lf_check_indexes             (LfConnection   *connection,
                                             LfJob          *job,
                                             GError        **error);
char          *lf_index_need_make_id        (LfIndexNeed    *self);
char          *lf_spare_index_make_id       (LfSpareIndex   *self);
gboolean       lf_index_need_is_missing     (LfIndexNeed    *self);
void           lf_index_report_add_findings (LfIndexReport  *self,
                                             GPtrArray      *findings);
void           lf_index_report_free         (LfIndexReport  *self);

const char    *lf_needed_for_get_text       (const char     *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfIndexReport, lf_index_report_free)

G_END_DECLS
