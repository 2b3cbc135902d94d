/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "maintenance/lf-history.h"

G_BEGIN_DECLS

/**
 * LfHistoryItem:
 *
 * A run in the list of the history, in words.
 */
#define LF_TYPE_HISTORY_ITEM (lf_history_item_get_type ())
G_DECLARE_FINAL_TYPE (LfHistoryItem, lf_history_item, LF, HISTORY_ITEM, GObject)

LfHistoryItem        *lf_history_item_new          (LfHistoryEntry *entry);
const LfHistoryEntry *lf_history_item_get_entry    (LfHistoryItem  *self);
char                 *lf_history_item_dup_time     (LfHistoryItem  *self);
char                 *lf_history_item_dup_kind     (LfHistoryItem  *self);
char                 *lf_history_item_dup_outcome  (LfHistoryItem  *self);
char                 *lf_history_item_dup_catalog  (LfHistoryItem  *self);
char                 *lf_history_item_dup_path     (LfHistoryItem  *self);
char                 *lf_history_item_dup_problems (LfHistoryItem  *self);
char                 *lf_history_item_dup_details  (LfHistoryItem  *self);
char                 *lf_history_item_dup_size     (LfHistoryItem  *self);
LfSeverity            lf_history_item_get_state    (LfHistoryItem  *self);

G_END_DECLS
