/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LfChartUnit:
 * @LF_CHART_UNIT_NONE: numbers without a unit
 * @LF_CHART_UNIT_MILLISECONDS: measured times, in milliseconds
 * @LF_CHART_UNIT_COUNT: whole numbers of things
 * @LF_CHART_UNIT_BYTES: sizes, in bytes
 */
typedef enum
{
  LF_CHART_UNIT_NONE,
  LF_CHART_UNIT_MILLISECONDS,
  LF_CHART_UNIT_COUNT,
  LF_CHART_UNIT_BYTES,
} LfChartUnit;

char   *lf_chart_format_value   (LfChartUnit unit,
                                 double      value);
char   *lf_chart_format_tick    (LfChartUnit unit,
                                 double      value);
double  lf_chart_get_least_step (LfChartUnit unit);
char   *lf_chart_one_line       (const char *text);

G_END_DECLS
