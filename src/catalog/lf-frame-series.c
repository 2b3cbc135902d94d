/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-frame-series.h"

#include <math.h>
#include <sqlite3.h>

/* Columns of lf_frame_query_prepare_series() */
enum
{
  SERIES_NUMBER,
  SERIES_TIME,
  SERIES_VALUE,
};

/* The Julian date of the beginning of 1970 */
#define JULIAN_1970 2440587.5
#define SECONDS_OF_DAY 86400.0

/* A longer pause than clouds make, and a shorter one than the shortest day */
#define PAUSE_OF_NIGHTS (6 * 60 * 60.0)

static void
add_point (LfFrameSeries *self,
           sqlite3_stmt  *stmt)
{
  LfFramePoint point = {
    .number = sqlite3_column_int64 (stmt, SERIES_NUMBER),
    .time = (sqlite3_column_double (stmt, SERIES_TIME) - JULIAN_1970) * SECONDS_OF_DAY,
    .value = sqlite3_column_double (stmt, SERIES_VALUE),
  };

  if (isfinite (point.value))
    g_array_append_val (self->points, point);
}

/* In two passes: squares of large numbers that hardly differ would lose what differs */
static void
summarize (LfFrameSeries *self)
{
  guint n = self->points->len;
  double sum = 0;
  double squares = 0;

  self->mean = self->sigma = self->least = self->most = NAN;
  for (guint i = 0; i < n; i++)
    {
      double value = g_array_index (self->points, LfFramePoint, i).value;

      sum += value / n;
      self->least = i == 0 ? value : MIN (self->least, value);
      self->most = i == 0 ? value : MAX (self->most, value);
    }
  if (n > 0)
    self->mean = sum;

  for (guint i = 0; i < n; i++)
    {
      double distance = g_array_index (self->points, LfFramePoint, i).value - self->mean;

      squares += distance * distance;
    }
  if (n > 1)
    self->sigma = sqrt (squares / (n - 1));
}

static void
mark_outliers (LfFrameSeries *self)
{
  for (guint i = 0; i < self->points->len; i++)
    {
      LfFramePoint *point = &g_array_index (self->points, LfFramePoint, i);

      /* Not so where all are the same, or sigma is not known */
      point->is_outlier = fabs (point->value - self->mean) > LF_OUTLIER_SIGMAS * self->sigma &&
                          self->least < self->most;
      self->n_outliers += point->is_outlier;
    }
}

/**
 * lf_frame_series_load:
 * @connection: a connection
 * @query: which frames; its order does not matter
 * @column: the column, by its name in layout 2
 * @error: where to put an error of %LF_CATALOG_ERROR
 *
 * Reads a numeric column of frames over time. Frames without a time or a number are left out.
 * Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable): the series
 */
LfFrameSeries *
lf_frame_series_load (LfConnection        *connection,
                      const LfFrameQuery  *query,
                      const char          *column,
                      GError             **error)
{
  g_autoptr (LfStatement) stmt = lf_frame_query_prepare_series (query, column, connection, error);
  g_autoptr (LfFrameSeries) self = NULL;
  gboolean has_row;

  if (stmt == NULL)
    return NULL;

  self = g_new0 (LfFrameSeries, 1);
  self->points = g_array_new (FALSE, FALSE, sizeof (LfFramePoint));
  do
    {
      if (!lf_connection_step (connection, stmt, &has_row, error))
        return NULL;
      if (has_row)
        add_point (self, stmt);
    }
  while (has_row);

  summarize (self);
  mark_outliers (self);
  return g_steal_pointer (&self);
}

/**
 * lf_frame_series_dup_nights:
 * @self: a series
 *
 * Finds out where nights begin: after pauses of hours, wherever on earth the frames were taken. Any
 * thread.
 *
 * Returns: (transfer full) (element-type guint): the first point of each night
 */
GArray *
lf_frame_series_dup_nights (LfFrameSeries *self)
{
  GArray *nights = g_array_new (FALSE, FALSE, sizeof (guint));
  double last = -INFINITY;

  for (guint i = 0; i < self->points->len; i++)
    {
      double time = g_array_index (self->points, LfFramePoint, i).time;

      if (time - last > PAUSE_OF_NIGHTS)
        g_array_append_val (nights, i);
      last = time;
    }
  return nights;
}

/**
 * lf_frame_series_slice:
 * @self: a series
 * @first: a point
 * @n: how many from there on
 *
 * Any thread.
 *
 * Returns: (transfer full): a series of these points alone, with their own mean and outliers
 */
LfFrameSeries *
lf_frame_series_slice (LfFrameSeries *self,
                       guint          first,
                       guint          n)
{
  LfFrameSeries *slice = g_new0 (LfFrameSeries, 1);

  g_assert (first + n <= self->points->len);

  slice->points = g_array_sized_new (FALSE, FALSE, sizeof (LfFramePoint), n);
  if (n > 0)
    g_array_append_vals (slice->points, &g_array_index (self->points, LfFramePoint, first), n);
  summarize (slice);
  mark_outliers (slice);
  return slice;
}

/**
 * lf_frame_series_free:
 * @self: (transfer full): a series
 *
 * Any thread.
 */
void
lf_frame_series_free (LfFrameSeries *self)
{
  g_array_unref (self->points);
  g_free (self);
}
