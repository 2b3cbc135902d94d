/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "maintenance/lf-job.h"

G_BEGIN_DECLS

/**
 * LfJobBar:
 *
 * How far a job is: its step, how much is done, how long it will take, and a button to cancel it.
 * It shows itself when there is a job that takes longer than a moment, and hides when it is over.
 * What the job did is for others to tell.
 */
#define LF_TYPE_JOB_BAR (lf_job_bar_get_type ())
G_DECLARE_FINAL_TYPE (LfJobBar, lf_job_bar, LF, JOB_BAR, GtkWidget)

void  lf_job_bar_set_job       (LfJobBar          *self,
                                LfJob             *job);

char *lf_job_bar_describe      (const LfJobStatus *status);
char *lf_job_bar_describe_step (const LfJobStatus *status);

G_END_DECLS
