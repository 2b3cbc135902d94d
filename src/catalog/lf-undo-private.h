/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-journal.h"
#include "catalog/lf-staging.h"
#include "catalog/lf-undo.h"
#include "catalog/lf-values.h"

G_BEGIN_DECLS

/* The column by which rows are found, in every table that is changed */
#define LF_UNDO_KEY "id"

/**
 * LfUndoFlags:
 * @LF_UNDO_LENIENT: if another program has changed the row since, it is left alone, and the rest is
 *   taken back all the same
 * @LF_UNDO_DANGLING: what the row refers to was not there
 *
 * What is to be known of a row.
 */
typedef enum
{
  LF_UNDO_LENIENT = 1 << 0,
  LF_UNDO_DANGLING = 1 << 1,
} LfUndoFlags;

/**
 * LfUndoRow:
 * @flags: what is to be known of it
 * @key: its id
 * @before: (nullable): the columns before the change; %NULL if there was no such row
 * @after: (nullable): the same afterwards; %NULL if there is no such row any more
 *
 * A row that was changed.
 */
typedef struct
{
  LfUndoFlags  flags;
  LfValues    *key;
  LfValues    *before;
  LfValues    *after;
} LfUndoRow;

/**
 * LfUndoTable:
 * @name: a table of the catalog
 * @columns: those of which rows have values
 * @rows: (element-type LfUndoRow): in the order in which they were changed
 *
 * Rows of a table that were changed one after the other.
 */
typedef struct
{
  char      *name;
  GStrv      columns;
  GPtrArray *rows;
} LfUndoTable;

/**
 * LfUndoSession:
 * @id: its id
 * @name: (nullable): what it is called
 * @folder: (nullable): its folder, as the catalog has it: any bytes
 *
 * A session that was changed.
 */
typedef struct
{
  char *id;
  char *name;
  char *folder;
} LfUndoSession;

/**
 * LfUndoAct:
 * @LF_UNDO_LINK_REMOVED: it is removed
 * @LF_UNDO_LINK_MADE: it is made, with the folders on the way, if there is what it points to
 * @LF_UNDO_LINK_RESTORED: it is put back where it was, wherever it points to
 *
 * What a change does to a symbolic link.
 */
typedef enum
{
  LF_UNDO_LINK_REMOVED,
  LF_UNDO_LINK_MADE,
  LF_UNDO_LINK_RESTORED,
} LfUndoAct;

#define LF_N_UNDO_ACTS (LF_UNDO_LINK_RESTORED + 1)

/**
 * LfUndoLink:
 * @act: what is done to it
 * @folder: the folder of its session
 * @path: where it is, or shall be
 * @target: where it points to
 * @state: what came of it; %LF_STAGED_LINK if it was done
 *
 * A symbolic link in a session's folder. Its texts are any bytes.
 */
typedef struct
{
  LfUndoAct      act;
  char          *folder;
  char          *path;
  char          *target;
  LfStagedState  state;
} LfUndoLink;

struct _LfUndo
{
  gint64      id;               /* in the journal; 0: it is not there */
  LfUndoKind  kind;
  char       *title;
  char       *remark;
  gint64      undoes;           /* the change that this one takes back; 0: none */
  gint64      undone_by;        /* the change that takes this one back; 0: none yet */
  gboolean    is_loaded;        /* from the journal */
  GPtrArray  *sessions;         /* of LfUndoSession */
  GPtrArray  *tables;           /* of LfUndoTable, in the order of the change */
  GPtrArray  *links;            /* of LfUndoLink */
  LfJournal  *journal;          /* while the change is made */
};

/* Building */
LfUndo   *lf_undo_new          (LfUndoKind       kind,
                                const char      *title);
gboolean  lf_undo_add_session  (LfUndo          *self,
                                LfConnection    *connection,
                                const char      *session,
                                GError         **error);
void      lf_undo_add_row      (LfUndo          *self,
                                const char      *table,
                                const char *const *columns,
                                LfUndoFlags      flags,
                                LfValues        *key,
                                LfValues        *before,
                                LfValues        *after);
void      lf_undo_add_update   (LfUndo          *self,
                                const char      *table,
                                const char *const *columns,
                                LfUndoFlags      flags,
                                LfValues        *key,
                                LfValues        *before,
                                LfValues        *after);
gboolean  lf_undo_add_deleted  (LfUndo          *self,
                                LfConnection    *connection,
                                const char      *table,
                                sqlite3_stmt    *stmt,
                                GError         **error);
gboolean  lf_undo_add_inserted (LfUndo          *self,
                                LfConnection    *connection,
                                const char      *table,
                                LfUndoFlags      flags,
                                sqlite3_stmt    *stmt,
                                GError         **error);
void      lf_undo_add_link     (LfUndo          *self,
                                LfUndoAct        act,
                                const char      *folder,
                                const char      *path,
                                const char      *target);
guint     lf_undo_count_rows   (LfUndo          *self);
void      lf_undo_set_unrecorded (LfUndo        *self,
                                  const GError  *reason);

/* Loading */
LfUndoTable *lf_undo_add_table     (LfUndo      *self,
                                    const char  *name);
void         lf_undo_table_add_row (LfUndoTable *self,
                                    LfUndoFlags  flags,
                                    LfValues    *key,
                                    LfValues    *before,
                                    LfValues    *after);

/* lf-undo-links.c */
void      lf_undo_do_links     (LfUndo          *self);
void      lf_undo_turn_links   (LfUndo          *self,
                                LfUndo          *reverse);

/**
 * LfUndoLook:
 * @LF_UNDO_NOT_MADE: every row is as it was before the change
 * @LF_UNDO_MADE: at least one is not
 *
 * Whether a change was made.
 */
typedef enum
{
  LF_UNDO_NOT_MADE,
  LF_UNDO_MADE,
} LfUndoLook;

/* lf-undo-apply.c */
gboolean  lf_undo_look         (LfUndo          *self,
                                LfConnection    *connection,
                                LfUndoLook      *look,
                                GError         **error);

G_END_DECLS
