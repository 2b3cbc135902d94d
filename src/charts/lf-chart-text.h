/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfChartTextStyle:
 * @LF_CHART_TEXT_NORMAL: as the widget's font is
 * @LF_CHART_TEXT_SMALL: smaller, for what is less important
 * @LF_CHART_TEXT_BOLD: bold
 * @LF_CHART_TEXT_BOTH_ENDS: where there is no room for all of it, its end is as important as its
 *   beginning
 *
 * How a text looks; digits are always equally wide.
 */
typedef enum
{
  LF_CHART_TEXT_NORMAL = 0,
  LF_CHART_TEXT_SMALL = 1 << 0,
  LF_CHART_TEXT_BOLD = 1 << 1,
  LF_CHART_TEXT_BOTH_ENDS = 1 << 2,
} LfChartTextStyle;

/**
 * LfChartText:
 * @layout: (owned): the text
 * @width: of all of it, in pixels
 * @height: of a line, in pixels
 *
 * A text on one line that is drawn more than once.
 */
typedef struct
{
  PangoLayout *layout;
  float        width;
  float        height;
} LfChartText;

LfChartText *lf_chart_text_new            (GtkWidget        *widget,
                                           const char       *text,
                                           LfChartTextStyle  style);
void         lf_chart_text_free           (LfChartText      *self);
float        lf_chart_text_get_cap_height (GtkWidget        *widget);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfChartText, lf_chart_text_free)

G_END_DECLS
