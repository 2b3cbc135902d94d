/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "catalog/lf-catalog.h"
#include "lf-test-catalog.h"
#include "lf-test-folder.h"

G_BEGIN_DECLS

/* Longest time to wait for something that should happen at once: only a failure takes it */
#define LF_TEST_PATIENCE_MS 120000

typedef gboolean (*LfTestFunc) (gpointer data);

/**
 * LfTestChild:
 *
 * A process that does something until it is ended.
 */
typedef struct _LfTestChild LfTestChild;

void          lf_test_init         (int            *argc,
                                    char         ***argv);
gboolean      lf_test_wait         (LfTestFunc      condition,
                                    gpointer        data);
void          lf_test_set_patience (guint           milliseconds);
gboolean      lf_test_as_user      (LfTestFunc      func,
                                    gpointer        data);
LfTestChild  *lf_test_child_start  (LfTestFunc      func,
                                    gpointer        data);
int           lf_test_child_get_id (LfTestChild    *self);
void          lf_test_child_end    (LfTestChild    *self);
LfConnection *lf_test_open         (const char     *path);
void          lf_test_browse       (const char     *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfTestChild, lf_test_child_end)

G_END_DECLS
