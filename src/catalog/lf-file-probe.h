/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LfFileProbe:
 * @size: bytes of the file
 * @wal: the file is in WAL mode
 * @wal_present: there is a `-wal` file beside it
 * @wal_filled: that file has contents
 * @journal_filled: there is a `-journal` file with contents beside it
 * @writable: this user may write the file
 * @folder_writable: this user may make files beside it
 *
 * What can be known of a catalog file without SQLite.
 */
typedef struct
{
  guint64  size;
  gboolean wal;
  gboolean wal_present;
  gboolean wal_filled;
  gboolean journal_filled;
  gboolean writable;
  gboolean folder_writable;
} LfFileProbe;

gboolean lf_file_probe (const char   *path,
                        LfFileProbe  *probe,
                        GError      **error);

G_END_DECLS
