/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-job.h"

G_BEGIN_DECLS

/**
 * LfAside:
 *
 * Work of a job on a thread of its own, beside what the job's worker does meanwhile. It ends before
 * the job does: whoever starts it must finish it, also after an error.
 */
typedef struct _LfAside LfAside;

LfAside  *lf_aside_start  (LfJob      *job,
                           LfJobFunc   func,
                           gpointer    data);
gpointer  lf_aside_finish (LfAside    *self,
                           GError    **error);

G_END_DECLS
