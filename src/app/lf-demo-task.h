/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "demo/lf-demo.h"

G_BEGIN_DECLS

void  lf_demo_task_run    (GCancellable        *cancellable,
                           LfDemoProgressFunc   progress,
                           gpointer             progress_data,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data);
char *lf_demo_task_finish (GAsyncResult        *result,
                           GError             **error);

G_END_DECLS
