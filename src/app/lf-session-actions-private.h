/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-session-actions.h"
#include "app/lf-session-menu.h"
#include "app/lf-session-window.h"
#include "app/lf-session-writer.h"
#include "app/lf-write-check.h"

G_BEGIN_DECLS

/* What the actions, their group and their keys share */
struct _LfSessionActions
{
  GObject             parent_instance;

  GtkWindow          *window;           /* borrowed, as its list and what belongs to that */
  LfSessionBrowser   *browser;
  LfSessionSelection *selection;
  LfMessageBar       *message;
  GSimpleActionGroup *group;
  LfSessionMenu      *menu;
  GtkEventController *list_keys;
  GtkEventController *keys;

  LfCatalog          *catalog;          /* NULL for none */
  LfUndoStack        *stack;            /* what was changed in @catalog, in the dialog, too */
  LfSessionWriter    *writer;           /* of @catalog */
  LfWriteCheck       *check;            /* NULL until it is known */
  GCancellable       *cancellable;      /* of what is read of @catalog */
  LfSessionWindow    *dialog;           /* weak */
  GtkWindow          *question;         /* weak: what asks before sessions are deleted */
  char               *remark;           /* on what is told next; NULL for none */
};

void     lf_session_actions_tell        (LfSessionActions *self,
                                         const char       *text,
                                         gboolean          is_failure);
gboolean lf_session_actions_is_stale    (LfSessionActions *self,
                                         GAsyncResult     *result);
void     lf_session_actions_open        (LfSessionActions *self,
                                         LfSession        *session);

/* lf-session-actions-group.c */
void     lf_session_actions_make_group  (LfSessionActions *self);

/* lf-session-actions-keys.c */
void     lf_session_actions_add_keys    (LfSessionActions *self);
void     lf_session_actions_remove_keys (LfSessionActions *self);

G_END_DECLS
