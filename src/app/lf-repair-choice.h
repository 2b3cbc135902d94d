/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "maintenance/lf-repair.h"

G_BEGIN_DECLS

/**
 * LfRepairChoice:
 * @only: (nullable): as of #LfRepairOptions
 * @backup_folder: (nullable): as of #LfRepairOptions
 * @keep_backups: as of #LfRepairOptions
 * @measure: as of #LfRepairOptions
 *
 * What of #LfRepairOptions the user chooses, as something that can be handed to a worker.
 */
typedef struct
{
  GStrv    only;
  char    *backup_folder;
  guint    keep_backups;
  gboolean measure;
} LfRepairChoice;

LfRepairChoice *lf_repair_choice_new         (GSettings            *settings);
LfRepairChoice *lf_repair_choice_copy        (const LfRepairChoice *self);
void            lf_repair_choice_free        (LfRepairChoice       *self);
void            lf_repair_choice_get_options (const LfRepairChoice *self,
                                              LfRepairOptions      *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfRepairChoice, lf_repair_choice_free)

G_END_DECLS
