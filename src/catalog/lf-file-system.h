/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *lf_file_system_get_network_name (guint64     magic,
                                             const char *type);
const char *lf_file_system_find_network     (const char *path);
gboolean    lf_file_system_tells_changes    (const char *path);
gboolean    lf_file_system_is_same          (const char *one,
                                             const char *other);
char       *lf_file_system_find_folder      (const char *path);

G_END_DECLS
