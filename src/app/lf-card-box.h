/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfCardFunc:
 * @position: which one, from 0
 * @data: what was given with it
 *
 * Makes a widget of an #LfCardBox, or a part of the one that was made last.
 *
 * Returns: (transfer floating) (nullable): the widget; %NULL if it was a part
 */
typedef GtkWidget *(*LfCardFunc) (guint    position,
                                  gpointer data);

/**
 * LfCardBox:
 *
 * Widgets one below the other that take long to make, in parts if one takes long by itself: the
 * first are there at once, the others follow frame by frame.
 */
#define LF_TYPE_CARD_BOX (lf_card_box_get_type ())
G_DECLARE_FINAL_TYPE (LfCardBox, lf_card_box, LF, CARD_BOX, GtkWidget)

void     lf_card_box_fill      (LfCardBox      *self,
                                const char     *signature,
                                guint           n_parts,
                                LfCardFunc      make,
                                gpointer        data,
                                GDestroyNotify  free_data);
gboolean lf_card_box_is_filled (LfCardBox      *self);

G_END_DECLS
