/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-deletion.h"

G_BEGIN_DECLS

LfFolderState lf_deletion_folder_look  (const char       *id,
                                        const char       *folder,
                                        const char       *catalog,
                                        GPtrArray        *others);
void          lf_deletion_folder_trash (LfDeletedSession *session,
                                        const char       *catalog,
                                        GPtrArray        *others);

G_END_DECLS
