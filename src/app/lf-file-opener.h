/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfFileOpenerFunc:
 * @widget: for whom it was opened
 * @error: why it was not
 *
 * Called if a file could not be opened or shown; the message is for the user.
 */
typedef void (*LfFileOpenerFunc) (GtkWidget    *widget,
                                  const GError *error);

void lf_file_opener_open        (GtkWidget         *widget,
                                 const char        *path,
                                 GAppInfo          *program,
                                 LfFileOpenerFunc   failed);
void lf_file_opener_open_folder (GtkWidget         *widget,
                                 const char        *path,
                                 LfFileOpenerFunc   failed);
void lf_file_opener_reveal      (GtkWidget         *widget,
                                 const char        *path,
                                 LfFileOpenerFunc   failed);

G_END_DECLS
