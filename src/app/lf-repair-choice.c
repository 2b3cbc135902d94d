/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-repair-choice.h"

/**
 * lf_repair_choice_new:
 * @settings: the settings
 *
 * Returns: (transfer full): to repair all that can be repaired, as the settings say how
 */
LfRepairChoice *
lf_repair_choice_new (GSettings *settings)
{
  LfRepairChoice *self = g_new0 (LfRepairChoice, 1);

  self->keep_backups = (guint) g_settings_get_int (settings, "keep-backups");
  self->measure = g_settings_get_boolean (settings, "repair-measures");
  return self;
}

/**
 * lf_repair_choice_copy:
 * @self: a choice
 *
 * Returns: (transfer full): the same
 */
LfRepairChoice *
lf_repair_choice_copy (const LfRepairChoice *self)
{
  LfRepairChoice *copy = g_new0 (LfRepairChoice, 1);

  copy->only = g_strdupv (self->only);
  copy->backup_folder = g_strdup (self->backup_folder);
  copy->keep_backups = self->keep_backups;
  copy->measure = self->measure;
  return copy;
}

/**
 * lf_repair_choice_free:
 * @self: (transfer full): a choice
 *
 * Frees it.
 */
void
lf_repair_choice_free (LfRepairChoice *self)
{
  g_strfreev (self->only);
  g_free (self->backup_folder);
  g_free (self);
}

/**
 * lf_repair_choice_get_options:
 * @self: a choice
 * @options: (out caller-allocates): the same for the engine; valid as long as @self
 *
 * Any thread.
 */
void
lf_repair_choice_get_options (const LfRepairChoice *self,
                              LfRepairOptions      *options)
{
  *options = (LfRepairOptions) {
    .only = (const char *const *) self->only,
    .backup_folder = self->backup_folder,
    .keep_backups = self->keep_backups,
    .measure = self->measure,
  };
}
