/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"
#include "maintenance/lf-job.h"

G_BEGIN_DECLS

/**
 * LfPreflightNeeds:
 * @catalog_bytes: how many bytes of room are needed beside the catalog, for a journal or a WAL
 * @temporary_bytes: how many in the folder of temporary files
 * @backup_bytes: how many in the folder of backups
 * @backup_folder: (nullable): that folder; %NULL if no backup is made
 *
 * What a piece of work needs, at most and at the same time.
 */
typedef struct
{
  guint64     catalog_bytes;
  guint64     temporary_bytes;
  guint64     backup_bytes;
  const char *backup_folder;
} LfPreflightNeeds;

gboolean lf_preflight_check             (const char              *path,
                                         const LfPreflightNeeds  *needs,
                                         LfJob                   *job,
                                         GError                 **error);
gboolean lf_preflight_check_definitions (LfConnection            *connection,
                                         GError                 **error);
gboolean lf_preflight_roll_back         (const char              *path,
                                         LfJob                   *job,
                                         gboolean                *was_needed,
                                         GError                 **error);
char    *lf_preflight_get_temporary_folder (const char           *path,
                                            guint64               bytes);
gboolean lf_preflight_get_free_bytes    (const char              *folder,
                                         guint64                 *bytes);

G_END_DECLS
