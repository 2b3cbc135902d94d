/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"
#include "maintenance/lf-job.h"

G_BEGIN_DECLS

/**
 * LfTableStatistics:
 * @table: a table
 * @n_rows: how many rows it has
 * @known: whether SQLite has statistics of it
 * @known_rows: how many rows it had when they were gathered
 * @is_stale: whether the two differ so much that plans may suffer
 */
typedef struct
{
  char     *table;
  guint64   n_rows;
  gboolean  known;
  guint64   known_rows;
  gboolean  is_stale;
} LfTableStatistics;

/**
 * LfIndexStatistics:
 * @table: a table
 * @index: an index of it
 * @columns: its columns, separated by commas
 * @text: what its statistics mean, in words
 */
typedef struct
{
  char *table;
  char *index;
  char *columns;
  char *text;
} LfIndexStatistics;

/**
 * LfStatisticsReport:
 * @gathered: whether there are any
 * @tables: (element-type LfTableStatistics): all tables
 * @indexes: (element-type LfIndexStatistics): what is known of indexes
 */
typedef struct
{
  gboolean  gathered;
  GArray   *tables;
  GArray   *indexes;
} LfStatisticsReport;

LfStatisticsReport *lf_check_statistics               (LfConnection        *connection,
                                                       LfJob               *job,
                                                       GError             **error);
void                lf_statistics_report_add_findings (LfStatisticsReport  *self,
                                                       GPtrArray           *findings);
void                lf_statistics_report_free         (LfStatisticsReport  *self);

char               *lf_statistics_describe            (const char          *stat,
                                                       const char          *columns);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfStatisticsReport, lf_statistics_report_free)

G_END_DECLS
