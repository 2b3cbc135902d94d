/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"
#include "maintenance/lf-job.h"

G_BEGIN_DECLS

/**
 * LfIntegrityTrouble:
 * @LF_INTEGRITY_FINE: there is none
 * @LF_INTEGRITY_DAMAGED: pages of the file are damaged, or indexes do not agree with their tables
 * @LF_INTEGRITY_VALUES: the file is whole, but some values break the rules of their table
 * @LF_INTEGRITY_UNKNOWN: it could not be checked, for it needs something that SQLite does not know
 *
 * What SQLite complains of.
 */
typedef enum
{
  LF_INTEGRITY_FINE,
  LF_INTEGRITY_DAMAGED,
  LF_INTEGRITY_VALUES,
  LF_INTEGRITY_UNKNOWN,
} LfIntegrityTrouble;

/**
 * LfIntegrityReport:
 * @full: whether the full check ran, or the quick one
 * @unchecked: whether it could not be run; then the only one of @lines says why
 * @lines: (element-type utf8): what SQLite complains of; empty if it is in order
 * @orphans: (element-type LfOrphans): rows whose foreign key points to nothing
 * @mismatch: (nullable): why the foreign keys could not be checked at all
 */
typedef struct
{
  gboolean   full;
  gboolean   unchecked;
  GPtrArray *lines;
  GArray    *orphans;
  char      *mismatch;
} LfIntegrityReport;

/**
 * LfOrphans:
 * @table: the table with the foreign key
 * @parent: the table it refers to
 * @n_rows: how many of its rows refer to nothing
 */
typedef struct
{
  char    *table;
  char    *parent;
  guint64  n_rows;
} LfOrphans;

LfIntegrityReport *lf_check_integrity               (LfConnection       *connection,
                                                     LfJob              *job,
                                                     gboolean            full,
                                                     GError            **error);
LfIntegrityTrouble lf_integrity_report_get_trouble  (LfIntegrityReport  *self);
void               lf_integrity_report_add_findings (LfIntegrityReport  *self,
                                                     GPtrArray          *findings);
void               lf_integrity_report_free         (LfIntegrityReport  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfIntegrityReport, lf_integrity_report_free)

G_END_DECLS
