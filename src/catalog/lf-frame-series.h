/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-frame-query.h"

G_BEGIN_DECLS

/* How many standard deviations from the mean a frame stands out */
#define LF_OUTLIER_SIGMAS 3

/**
 * LfFramePoint:
 * @number: the number of the frame's row in the catalog
 * @time: seconds since 1970, UTC
 * @value: what the frame has
 * @is_outlier: whether @value is more than %LF_OUTLIER_SIGMAS standard deviations from the mean
 */
typedef struct
{
  gint64   number;
  double   time;
  double   value;
  gboolean is_outlier;
} LfFramePoint;

/**
 * LfFrameSeries:
 * @points: (element-type LfFramePoint): in the order of time
 * @mean: of all values; NaN if there are none
 * @sigma: standard deviation of a sample; NaN if there are less than two values
 * @least: the smallest value; NaN if there are none
 * @most: the largest value; NaN if there are none
 * @n_outliers: how many points stand out
 *
 * A numeric column of frames over time.
 */
typedef struct
{
  GArray *points;
  double  mean;
  double  sigma;
  double  least;
  double  most;
  guint   n_outliers;
} LfFrameSeries;

LfFrameSeries *lf_frame_series_load (LfConnection        *connection,
                                     const LfFrameQuery  *query,
                                     const char          *column,
                                     GError             **error);
void           lf_frame_series_free (LfFrameSeries       *self);
GArray        *lf_frame_series_dup_nights (LfFrameSeries *self);
LfFrameSeries *lf_frame_series_slice      (LfFrameSeries *self,
                                           guint          first,
                                           guint          n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfFrameSeries, lf_frame_series_free)

G_END_DECLS
