/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "catalog/lf-journal.h"

G_BEGIN_DECLS

/**
 * LfChangesItem:
 * @entry: (transfer none): a change
 * @state: what can be said of it
 * @reason: (nullable): why it cannot be taken back
 *
 * A change in the history.
 */
typedef struct
{
  const LfJournalEntry *entry;
  LfJournalState        state;
  char                 *reason;
} LfChangesItem;

/**
 * LfChangesList:
 * @entries: (element-type LfJournalEntry): the changes, newest first
 * @items: (element-type LfChangesItem): the same, but for those that were not made
 * @notice: (nullable): what the user should be told of the history
 *
 * What was changed in a catalog.
 */
typedef struct
{
  GPtrArray *entries;
  GPtrArray *items;
  char      *notice;
} LfChangesList;

void           lf_changes_list_free        (LfChangesList        *self);

void           lf_changes_task_list        (const char           *catalog,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              data);
LfChangesList *lf_changes_task_list_finish (GAsyncResult         *result,
                                            GError              **error);
void           lf_changes_task_undo        (const char           *catalog,
                                            gint64                id,
                                            GAsyncReadyCallback   callback,
                                            gpointer              data);
char          *lf_changes_task_undo_finish (GAsyncResult         *result,
                                            GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfChangesList, lf_changes_list_free)

G_END_DECLS
