/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LfTestLock:
 * @LF_TEST_LOCK_READ: of somebody who reads
 * @LF_TEST_LOCK_WRITE: of somebody who writes
 */
typedef enum
{
  LF_TEST_LOCK_READ,
  LF_TEST_LOCK_WRITE,
} LfTestLock;

/**
 * LfTestLocker:
 *
 * A process that takes SQLite's locks on a catalog when it is told to. It does not use SQLite, and
 * so can be told in the middle of what SQLite does here.
 */
typedef struct _LfTestLocker LfTestLocker;

LfTestLocker *lf_test_locker_new     (const char    *path,
                                      gboolean       wal);
gboolean      lf_test_locker_lock    (LfTestLocker  *self,
                                      LfTestLock     lock,
                                      guint          milliseconds);
void          lf_test_locker_release (LfTestLocker  *self);
void          lf_test_locker_free    (LfTestLocker  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfTestLocker, lf_test_locker_free)

G_END_DECLS
