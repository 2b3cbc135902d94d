/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfTrickleModel:
 *
 * Shows a list model little by little. A list view in GTK 4.8 makes up to 200 rows at once, and frees
 * as many, which takes long enough to see; this model lets it do a few in every frame instead. Only a
 * new order is shown at once, for which a view keeps its rows. No item may be in the source twice.
 */
#define LF_TYPE_TRICKLE_MODEL (lf_trickle_model_get_type ())
G_DECLARE_FINAL_TYPE (LfTrickleModel, lf_trickle_model, LF, TRICKLE_MODEL, GObject)

LfTrickleModel *lf_trickle_model_new         (GListModel     *source,
                                              guint           step,
                                              guint           enough);
void            lf_trickle_model_grow_with   (LfTrickleModel *self,
                                              GtkWidget      *widget);
gboolean        lf_trickle_model_is_complete (LfTrickleModel *self);
void            lf_trickle_model_grow        (LfTrickleModel *self);

G_END_DECLS
