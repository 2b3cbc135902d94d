/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-repair-choice.h"

G_BEGIN_DECLS

/**
 * LfRepairSheet:
 *
 * What a repair will do, in order, before it is done: what it mends, where the backup goes, how long
 * it takes, or why it cannot be done. `accepted` is emitted if it is to be done.
 */
#define LF_TYPE_REPAIR_SHEET (lf_repair_sheet_get_type ())
G_DECLARE_FINAL_TYPE (LfRepairSheet, lf_repair_sheet, LF, REPAIR_SHEET, GtkWindow)

LfRepairSheet        *lf_repair_sheet_new        (GtkWindow     *parent,
                                                  const char    *path,
                                                  const char    *finding);
const LfRepairChoice *lf_repair_sheet_get_choice (LfRepairSheet *self);

G_END_DECLS
