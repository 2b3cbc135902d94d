/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfBarSegment:
 * @value: what it stands for; its share of the bar
 * @color: (transfer none): a colour's name in the style sheet, such as "lf_filter_ha"; the caller
 *   keeps it as long as the bar has it: use literals or interned strings
 * @alpha: opacity, 0 to 1
 */
typedef struct
{
  double      value;
  const char *color;
  float       alpha;
} LfBarSegment;

#define LF_TYPE_BAR (lf_bar_get_type ())
G_DECLARE_FINAL_TYPE (LfBar, lf_bar, LF, BAR, GtkWidget)

GtkWidget *lf_bar_new          (void);
void       lf_bar_set_segments (LfBar              *self,
                                const LfBarSegment *segments,
                                guint               n_segments,
                                double              maximum);

G_END_DECLS
