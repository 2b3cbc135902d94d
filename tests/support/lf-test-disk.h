/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LfTestDisk:
 *
 * The path of the folder of a file system of its own, which is gone when the path is freed, or when
 * the process ends.
 */
typedef char LfTestDisk;

gboolean     lf_test_disk_init   (void);
LfTestDisk  *lf_test_disk_new    (guint64      bytes);
void         lf_test_disk_resize (LfTestDisk  *self,
                                  guint64      bytes);
guint64      lf_test_disk_get_used (LfTestDisk *self);
void         lf_test_disk_free   (LfTestDisk  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfTestDisk, lf_test_disk_free)

G_END_DECLS
