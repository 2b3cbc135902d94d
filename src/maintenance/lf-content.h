/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"
#include "maintenance/lf-job.h"

G_BEGIN_DECLS

#define LF_CONTENT_CHECKSUM_BYTES 16

/**
 * LfTableContent:
 * @table: its name
 * @columns: (element-type utf8): the columns that were read, in the order of the checksum
 * @n_rows: how many rows it has
 * @checksum: of all values of all rows, whatever their order
 *
 * What is in a table, in a form that can be compared.
 */
typedef struct
{
  char      *table;
  GPtrArray *columns;
  guint64    n_rows;
  guint8     checksum[LF_CONTENT_CHECKSUM_BYTES];
} LfTableContent;

/**
 * LfContent:
 * @tables: (element-type LfTableContent): the catalog's tables, the user's own too, by name
 *
 * What is in a catalog: the same before and after whatever leaves its data alone.
 */
typedef struct
{
  GPtrArray *tables;
} LfContent;

LfContent      *lf_content_read         (LfConnection   *connection,
                                         LfJob          *job,
                                         GError        **error);
LfTableContent *lf_content_read_table   (LfConnection   *connection,
                                         const char     *table,
                                         GPtrArray      *columns,
                                         GHashTable     *expressions,
                                         LfJob          *job,
                                         GError        **error);
LfTableContent *lf_content_find_table   (LfContent      *self,
                                         const char     *table);
gboolean        lf_table_content_equals (LfTableContent *self,
                                         LfTableContent *other);
char           *lf_content_describe_difference (LfContent *before,
                                                LfContent *after);
guint64         lf_content_count_rows   (LfContent      *self);
void            lf_table_content_free   (LfTableContent *self);
void            lf_content_free         (LfContent      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfTableContent, lf_table_content_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfContent, lf_content_free)

G_END_DECLS
