/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/lf-demo-progress.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-error.h"

/* Tell the caller at steps of this size, which makes two hundred calls at most */
#define STEP 0.005

/* Rows after which to ask whether to stop */
#define ROWS_PER_CHECK 500

/**
 * lf_demo_progress_check: (skip)
 * @progress: a progress
 * @error: set to %LF_CATALOG_ERROR_CANCELLED if the caller cancelled
 *
 * Returns: %FALSE if the work shall stop
 */
gboolean
lf_demo_progress_check (LfDemoProgress  *progress,
                        GError         **error)
{
  if (!g_cancellable_is_cancelled (progress->cancellable))
    return TRUE;

  g_set_error_literal (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED, _("Cancelled"));
  return FALSE;
}

/**
 * lf_demo_progress_add: (skip)
 * @progress: a progress
 * @units: what was done since the last call
 * @error: set to %LF_CATALOG_ERROR_CANCELLED if the caller cancelled
 *
 * Counts work done, and tells the caller about it now and then. To be called for each row.
 *
 * Returns: %FALSE if the work shall stop
 */
gboolean
lf_demo_progress_add (LfDemoProgress  *progress,
                      double           units,
                      GError         **error)
{
  double fraction;

  progress->done += units;
  fraction = MIN (1.0, progress->done / progress->total);
  if (progress->func != NULL && fraction - progress->told >= STEP)
    {
      progress->told = fraction;
      progress->func (fraction, progress->data);
    }

  if (++progress->since_check < ROWS_PER_CHECK)
    return TRUE;

  progress->since_check = 0;
  return lf_demo_progress_check (progress, error);
}
