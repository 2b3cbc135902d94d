/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "maintenance/lf-check-structure.h"

G_BEGIN_DECLS

/**
 * LfStructureCard:
 *
 * What a table is declared to be against what it should be, and what is wrong with its rows.
 */
#define LF_TYPE_STRUCTURE_CARD (lf_structure_card_get_type ())
G_DECLARE_FINAL_TYPE (LfStructureCard, lf_structure_card, LF, STRUCTURE_CARD, GtkWidget)

GtkWidget *lf_structure_card_new       (GPtrArray        *tables,
                                        guint             position);
char      *lf_structure_card_summarize (LfTableStructure *table);

G_END_DECLS
