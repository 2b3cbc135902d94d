/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfRereading:
 *
 * How a window reads what it shows of files, and reads it again when these change.
 */
#define LF_TYPE_REREADING (lf_rereading_get_type ())
G_DECLARE_FINAL_TYPE (LfRereading, lf_rereading, LF, REREADING, GObject)

/**
 * LfRereadingFunc:
 * @window: the window
 * @cancellable: the one to give to the task that reads
 *
 * Begins to read.
 */
typedef void (*LfRereadingFunc) (GtkWindow    *window,
                                 GCancellable *cancellable);

LfRereading *lf_rereading_new     (GtkWindow          *window,
                                   guint               limit,
                                   LfRereadingFunc     func);
void         lf_rereading_watch   (LfRereading        *self,
                                   const char *const  *paths);
void         lf_rereading_start   (LfRereading        *self);
gboolean     lf_rereading_is_busy (LfRereading        *self);
gboolean     lf_rereading_take    (LfRereading        *self,
                                   GAsyncResult       *result);
void         lf_rereading_go_on   (LfRereading        *self);

G_END_DECLS
