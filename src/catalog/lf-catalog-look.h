/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"

G_BEGIN_DECLS

/**
 * LfCatalogLook:
 * @data_version: SQLite's `data_version`: another one after another connection has written
 * @schema_version: another one after somebody has changed the tables
 * @device: the file's device
 * @inode: the file's number on it
 * @modified_us: when the file was written last; 0 unless that is the only way to tell
 * @uses_wal: whether writers use a WAL now
 * @wal: whether the catalog was in WAL mode when it was opened
 * @layout: the layout it had then
 * @moved: whether the path leads to another file than the one that is open
 *
 * What is seen of a catalog at one glance. Two of them can be compared if they are of the same
 * connection.
 */
typedef struct
{
  gint64   data_version;
  gint64   schema_version;
  guint64  device;
  guint64  inode;
  gint64   modified_us;
  gboolean uses_wal;
  gboolean wal;
  LfLayout layout;
  gboolean moved;
} LfCatalogLook;

LfCatalogLook *lf_catalog_look         (LfConnection         *connection,
                                        GError              **error);
gboolean       lf_catalog_look_is_same (const LfCatalogLook  *self,
                                        const LfCatalogLook  *other);
gboolean       lf_catalog_look_is_other_file (const LfCatalogLook *self,
                                              const LfCatalogLook *other);

G_END_DECLS
