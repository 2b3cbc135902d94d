/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfMessageBar:
 *
 * Tells what came of something that was asked for. It goes away by itself after some seconds, unless
 * it tells of a failure.
 */
#define LF_TYPE_MESSAGE_BAR (lf_message_bar_get_type ())
G_DECLARE_FINAL_TYPE (LfMessageBar, lf_message_bar, LF, MESSAGE_BAR, GtkWidget)

void        lf_message_bar_show     (LfMessageBar *self,
                                     const char   *text,
                                     gboolean      is_failure);
void        lf_message_bar_hint     (LfMessageBar *self,
                                     const char   *text);
void        lf_message_bar_set_action (LfMessageBar *self,
                                     const char   *label,
                                     const char   *action);
const char *lf_message_bar_get_text (LfMessageBar *self);

G_END_DECLS
