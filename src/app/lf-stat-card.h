/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "charts/lf-bar.h"

G_BEGIN_DECLS

/**
 * LfStatCard:
 *
 * A card with one large figure: what it is, the figure, and a line or a bar below it.
 */
#define LF_TYPE_STAT_CARD (lf_stat_card_get_type ())
G_DECLARE_FINAL_TYPE (LfStatCard, lf_stat_card, LF, STAT_CARD, GtkWidget)

void lf_stat_card_set_texts (LfStatCard         *self,
                             const char         *title,
                             const char         *figure,
                             const char         *line);
void lf_stat_card_set_bar   (LfStatCard         *self,
                             const LfBarSegment *segments,
                             guint               n_segments,
                             const char         *text);

G_END_DECLS
