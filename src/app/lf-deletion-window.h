/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog/lf-deletion.h"

G_BEGIN_DECLS

/**
 * LfDeletionWindow:
 *
 * Shows what goes if sessions are deleted, and asks. `confirmed` is emitted with whether folders are
 * to be moved to the trash as well; the window closes either way.
 */
#define LF_TYPE_DELETION_WINDOW (lf_deletion_window_get_type ())
G_DECLARE_FINAL_TYPE (LfDeletionWindow, lf_deletion_window, LF, DELETION_WINDOW, GtkWindow)

LfDeletionWindow *lf_deletion_window_new              (GtkWindow         *parent,
                                                       LfDeletion        *deletion);
LfDeletion       *lf_deletion_window_take             (LfDeletionWindow  *self);
char             *lf_deletion_window_describe_folders (LfDeletion        *deletion);

G_END_DECLS
