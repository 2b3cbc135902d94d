/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"
#include "maintenance/lf-job.h"

G_BEGIN_DECLS

/**
 * LfSpaceObject:
 * @name: a table or an index
 * @bytes: what its pages take up
 * @unused: what of them holds nothing
 * @table: (nullable): the table that an index belongs to; %NULL of a table, or if it is not known
 */
typedef struct
{
  char    *name;
  guint64  bytes;
  guint64  unused;
  char    *table;
} LfSpaceObject;

/**
 * LfSpaceReport:
 * @file_bytes: of the catalog, by its page count
 * @free_bytes: of its free pages, which VACUUM gives back
 * @wal_bytes: of the `-wal` file beside it
 * @page_size: in bytes
 * @objects: (element-type LfSpaceObject) (nullable): largest first; %NULL if not asked for
 */
typedef struct
{
  guint64  file_bytes;
  guint64  free_bytes;
  guint64  wal_bytes;
  guint    page_size;
  GArray  *objects;
} LfSpaceReport;

LfSpaceReport *lf_check_space                   (LfConnection   *connection,
                                                 LfJob          *job,
                                                 gboolean        with_objects,
                                                 GError        **error);
gboolean       lf_space_report_is_worth_vacuum  (LfSpaceReport  *self);
void           lf_space_report_add_findings     (LfSpaceReport  *self,
                                                 GPtrArray      *findings);
void           lf_space_report_free             (LfSpaceReport  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfSpaceReport, lf_space_report_free)

G_END_DECLS
