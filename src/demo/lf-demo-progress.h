/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo/lf-demo.h"

G_BEGIN_DECLS

/* How far the making is, in units of a row of frames. The fields are for lf-demo-progress.c */
typedef struct
{
  LfDemoProgressFunc  func;
  gpointer            data;
  GCancellable       *cancellable;
  double              total;
  double              done;
  double              told;
  guint               since_check;
} LfDemoProgress;

gboolean lf_demo_progress_check (LfDemoProgress  *progress,
                                 GError         **error);
gboolean lf_demo_progress_add   (LfDemoProgress  *progress,
                                 double           units,
                                 GError         **error);

G_END_DECLS
