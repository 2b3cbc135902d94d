/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-undo.h"

G_BEGIN_DECLS

/**
 * LfEditKind:
 * @LF_EDIT_SESSION: changes what is said about a session
 * @LF_EDIT_LINKS: changes which frames a session has
 *
 * What an edit is about, and so what it needs of the catalog's structure.
 */
typedef enum
{
  LF_EDIT_SESSION,
  LF_EDIT_LINKS,
} LfEditKind;

LfConnection *lf_edit_open            (const char    *path,
                                       GCancellable  *cancellable,
                                       GError       **error);
gboolean      lf_edit_check_structure (LfConnection  *connection,
                                       LfEditKind     kind,
                                       GError       **error);
gboolean      lf_edit_check           (LfConnection  *connection,
                                       LfEditKind     kind,
                                       GError       **error);
gboolean      lf_edit_begin           (LfConnection  *connection,
                                       LfEditKind     kind,
                                       LfUndo        *undo,
                                       GError       **error);
gboolean      lf_edit_commit          (LfConnection  *connection,
                                       LfUndo        *undo,
                                       GError       **error);
void          lf_edit_roll_back       (LfConnection  *connection);
char         *lf_edit_get_time        (void);
gboolean      lf_edit_touch_session   (LfConnection  *connection,
                                       const char    *session,
                                       GError       **error);

G_END_DECLS
