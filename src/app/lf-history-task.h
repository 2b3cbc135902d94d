/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "maintenance/lf-history.h"

G_BEGIN_DECLS

/**
 * LfHistoryList:
 * @entries: (element-type LfHistoryEntry): the runs, newest first
 * @is_elsewhere: whether one of them is of a file of another name or in another folder
 * @notice: (nullable): what the user should be told of the history
 *
 * What is in the history.
 */
typedef struct
{
  GPtrArray *entries;
  gboolean   is_elsewhere;
  char      *notice;
} LfHistoryList;

void           lf_history_list_free          (LfHistoryList        *self);

void           lf_history_task_list          (const char           *catalog,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              data);
LfHistoryList *lf_history_task_list_finish   (GAsyncResult         *result,
                                              GError              **error);
void           lf_history_task_points        (const char           *catalog,
                                              const char           *query,
                                              gboolean              largest,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              data);
GArray        *lf_history_task_points_finish (GAsyncResult         *result,
                                              GError              **error);
void           lf_history_task_load          (const gint64         *ids,
                                              guint                 n_ids,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              data);
GPtrArray     *lf_history_task_load_finish   (GAsyncResult         *result,
                                              GError              **error);
void           lf_history_task_delete        (const gint64         *ids,
                                              guint                 n_ids,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              data);
gboolean       lf_history_task_delete_finish (GAsyncResult         *result,
                                              GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfHistoryList, lf_history_list_free)

G_END_DECLS
