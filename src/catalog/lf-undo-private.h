/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-staging.h"
#include "catalog/lf-undo.h"

G_BEGIN_DECLS

typedef struct sqlite3_value sqlite3_value;

/* The values of a row, as the catalog has them: of sqlite3_value */
typedef GPtrArray LfValues;

LfValues *lf_values_read    (sqlite3_stmt  *stmt);

/**
 * LfUndoEdit:
 * @session: its id
 * @before: the columns of edit/session.sql before the change
 * @after: the same afterwards
 *
 * What was changed of a session.
 */
typedef struct
{
  char     *session;
  LfValues *before;
  LfValues *after;
} LfUndoEdit;

/**
 * LfUndoRemoval:
 * @session: its id
 * @names: the columns of processing_session_files
 * @rows: (element-type LfValues): what was removed from it
 * @missing: (element-type gint64): the ids of those whose frames were not in the catalog
 * @objects: the columns of edit/objects.sql
 * @folder: (nullable): the session's folder
 * @links: (element-type LfStagedLink): symbolic links that were removed
 *
 * Which frames were removed from a session.
 */
typedef struct
{
  char      *session;
  GStrv      names;
  GPtrArray *rows;
  GArray    *missing;
  LfValues  *objects;
  char      *folder;
  GPtrArray *links;
} LfUndoRemoval;

/**
 * LfUndoAddition:
 * @session: its id
 * @folder: (nullable): the session's folder
 * @ids: (element-type gint64): the links in the catalog that were added
 * @links: (element-type LfStagedLink): where they are staged; those that were made are
 *   %LF_STAGED_LINK
 *
 * Which frames were added to a session.
 */
typedef struct
{
  char      *session;
  char      *folder;
  GArray    *ids;
  GPtrArray *links;
} LfUndoAddition;

LfUndo *lf_undo_new_edits   (const char    *title);
void    lf_undo_add_edit    (LfUndo        *self,
                             const char    *session,
                             LfValues      *before,
                             LfValues      *after);
LfUndo *lf_undo_new_removal (const char    *title,
                             LfUndoRemoval *removal);
void    lf_undo_removal_free (LfUndoRemoval *self);
gboolean lf_undo_removal_apply (LfUndoRemoval *self,
                                LfConnection  *connection,
                                GError       **error);

LfUndo *lf_undo_new_addition (const char     *title,
                              LfUndoAddition *addition);
LfUndoAddition *lf_undo_addition_new (const char *session);
void     lf_undo_addition_free (LfUndoAddition *self);
gboolean lf_undo_addition_apply (LfUndoAddition *self,
                                 LfConnection   *connection,
                                 GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfValues, g_ptr_array_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfUndoRemoval, lf_undo_removal_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfUndoAddition, lf_undo_addition_free)

G_END_DECLS
