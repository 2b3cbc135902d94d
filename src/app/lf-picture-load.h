/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean    lf_picture_is_known    (const char           *path);
void        lf_picture_load_async  (const char           *path,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
GdkTexture *lf_picture_load_finish (GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
