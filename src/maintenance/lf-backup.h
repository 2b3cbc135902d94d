/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-content.h"
#include "maintenance/lf-job.h"

G_BEGIN_DECLS

#define LF_BACKUP_DEFAULT_KEEP 5

/**
 * LfBackup:
 * @path: the file
 * @bytes: its size
 * @made: seconds since 1970, by the time in its name
 *
 * A backup of a catalog.
 */
typedef struct
{
  char    *path;
  guint64  bytes;
  gint64   made;
} LfBackup;

char       *lf_backup_get_folder  (const char  *catalog,
                                   const char  *folder);
char       *lf_backup_choose_path (const char  *catalog,
                                   const char  *folder);
GPtrArray  *lf_backup_list        (const char  *catalog,
                                   const char  *folder);

char       *lf_backup_make        (const char  *catalog,
                                   const char  *folder,
                                   LfContent  **content,
                                   LfJob       *job,
                                   GError     **error);
guint       lf_backup_prune       (const char  *catalog,
                                   const char  *folder,
                                   guint        keep,
                                   LfJob       *job);
gboolean    lf_backup_restore     (const char  *backup,
                                   const char  *catalog,
                                   LfJob       *job,
                                   GError     **error);
void        lf_backup_free        (LfBackup    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfBackup, lf_backup_free)

G_END_DECLS
