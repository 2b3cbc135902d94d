/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-trickle-model.h"
#include "catalog/lf-session.h"

G_BEGIN_DECLS

/**
 * LfSessionSelection:
 *
 * Which sessions of a list are selected. It knows them by their ids, so that they are selected again
 * when they come back: after a filter, or read anew. `changed` is emitted when others are selected.
 */
#define LF_TYPE_SESSION_SELECTION (lf_session_selection_get_type ())
G_DECLARE_FINAL_TYPE (LfSessionSelection, lf_session_selection, LF, SESSION_SELECTION, GObject)

LfSessionSelection *lf_session_selection_new          (LfTrickleModel      *sessions);
GtkSelectionModel  *lf_session_selection_get_model    (LfSessionSelection  *self);
guint               lf_session_selection_want         (LfSessionSelection  *self,
                                                       const char          *id);
guint               lf_session_selection_find         (LfSessionSelection  *self,
                                                       const char          *id);
guint               lf_session_selection_restore      (LfSessionSelection  *self,
                                                       guint                position,
                                                       guint                added);
guint               lf_session_selection_get_n        (LfSessionSelection  *self);
GPtrArray          *lf_session_selection_dup_sessions (LfSessionSelection  *self);
GStrv               lf_session_selection_dup_ids      (LfSessionSelection  *self);
char               *lf_session_selection_dup_wanted   (LfSessionSelection  *self);

G_END_DECLS
