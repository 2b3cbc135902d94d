/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-backup.h"

G_BEGIN_DECLS

/* Behind the name of a backup that is not verified yet, and so is none. A program that is killed
 * leaves such a file. */
#define LF_BACKUP_PART ".part"

/* What making and restoring a backup share */

char      *lf_backup_resolve     (const char  *catalog);
LfContent *lf_backup_verify      (const char  *path,
                                  double       from,
                                  double       to,
                                  LfJob       *job,
                                  GError     **error);
gboolean   lf_backup_check       (const char    *path,
                                  LfConnection  *connection,
                                  LfJob         *job,
                                  GError       **error);
gboolean   lf_backup_sync_folder (const char  *path,
                                  GError     **error);
void       lf_backup_remove_file (const char  *path);

G_END_DECLS
