/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LfTestFolder:
 *
 * The path of a new folder, which is removed with everything in it when the path is freed.
 */
typedef char LfTestFolder;

LfTestFolder *lf_test_folder_new      (void);
void          lf_test_folder_free     (LfTestFolder  *self);
char         *lf_test_folder_describe (const char    *path);
char         *lf_test_hash_file       (const char    *path);
void          lf_test_write_file      (const char    *path,
                                       gconstpointer  bytes,
                                       gsize          size);
void          lf_test_copy_file       (const char    *from,
                                       const char    *to);
void          lf_test_patch_file      (const char    *path,
                                       goffset        offset,
                                       gconstpointer  bytes,
                                       gsize          size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfTestFolder, lf_test_folder_free)

G_END_DECLS
