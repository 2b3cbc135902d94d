/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-message-bar.h"
#include "app/lf-session-writer.h"

G_BEGIN_DECLS

gboolean lf_undo_key_press  (GtkWindow       *window,
                             LfSessionWriter *writer,
                             LfMessageBar    *message,
                             const char      *changes_action);
void     lf_undo_key_failed (LfMessageBar    *message,
                             const char      *text,
                             const char      *changes_action);

G_END_DECLS
