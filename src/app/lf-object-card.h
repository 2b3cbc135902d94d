/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog/lf-session-detail.h"

G_BEGIN_DECLS

/**
 * LfObjectCard:
 *
 * One object of a session: its light frames by filter and exposure.
 */
#define LF_TYPE_OBJECT_CARD (lf_object_card_get_type ())
G_DECLARE_FINAL_TYPE (LfObjectCard, lf_object_card, LF, OBJECT_CARD, GtkWidget)

GtkWidget *lf_object_card_new        (const LfObjectDetail  *object,
                                      double                 maximum);
GtkWidget *lf_object_card_new_totals (const LfSessionDetail *detail,
                                      double                 maximum);

G_END_DECLS
