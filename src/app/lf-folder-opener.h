/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-file-opener.h"
#include "catalog/lf-catalog.h"

G_BEGIN_DECLS

void lf_folder_opener_open (GtkWidget         *widget,
                            LfCatalog         *catalog,
                            const char        *session,
                            GCancellable      *cancellable,
                            LfFileOpenerFunc   failed);

G_END_DECLS
