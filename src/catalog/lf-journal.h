/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-undo.h"

G_BEGIN_DECLS

/* What is kept: whichever is less. The newest change stays, however large it is. */
#define LF_JOURNAL_MAX_CHANGES 1000
#define LF_JOURNAL_MAX_BYTES (64 * 1024 * 1024)

/**
 * LfJournal:
 *
 * The user's history of changes: every change that Lightframe has made in a catalog, with what is
 * needed to take it back. It is a file of Lightframe's own, never part of a catalog. A change is
 * written into it before it is made in the catalog, as pending, and settled afterwards; what is
 * found pending later, because a program was ended meanwhile, is compared with the catalog. Several
 * programs may use it at the same time. It belongs to one thread.
 */
typedef struct _LfJournal LfJournal;

/**
 * LfJournalSession:
 * @id: its id
 * @name: (nullable): what it was called
 *
 * A session that was changed.
 */
typedef struct
{
  char *id;
  char *name;
} LfJournalSession;

/**
 * LfJournalEntry:
 * @id: its number
 * @kind: what kind of change it is
 * @title: what was done, in the language of its time; see lf_undo_kind_describe()
 * @catalog: path of the catalog, as it was then
 * @made_at: µs since 1970
 * @undoes: the change that it takes back; 0: none
 * @is_pending: whether it is not known that it was made
 * @is_undone: whether it was taken back
 * @n_rows: rows of the catalog that it changed
 * @n_links: symbolic links that it made or removed
 * @sessions: (element-type LfJournalSession): whom it changed
 *
 * A change in the history.
 */
typedef struct
{
  gint64      id;
  LfUndoKind  kind;
  char       *title;
  char       *catalog;
  gint64      made_at;
  gint64      undoes;
  gboolean    is_pending;
  gboolean    is_undone;
  guint       n_rows;
  guint       n_links;
  GPtrArray  *sessions;
} LfJournalEntry;

/**
 * LfJournalState:
 * @LF_JOURNAL_CAN_UNDO: it can be taken back
 * @LF_JOURNAL_UNDONE: it was taken back
 * @LF_JOURNAL_CANNOT_UNDO: it cannot be taken back any more, or not now
 * @LF_JOURNAL_NOT_MADE: a program was ended before it was made
 *
 * What can be said of a change.
 */
typedef enum
{
  LF_JOURNAL_CAN_UNDO,
  LF_JOURNAL_UNDONE,
  LF_JOURNAL_CANNOT_UNDO,
  LF_JOURNAL_NOT_MADE,
} LfJournalState;

char       *lf_journal_get_path   (void);
LfJournal  *lf_journal_open       (const char     *path,
                                   GError        **error);
void        lf_journal_close      (LfJournal      *self);
const char *lf_journal_get_notice (LfJournal      *self);
GPtrArray  *lf_journal_list       (LfJournal      *self,
                                   const char     *catalog,
                                   const char     *identity,
                                   GError        **error);
LfUndo     *lf_journal_load       (LfJournal      *self,
                                   gint64          id,
                                   GError        **error);
gboolean    lf_journal_get_state  (LfJournal      *self,
                                   gint64          id,
                                   gboolean       *is_there,
                                   gboolean       *is_undone,
                                   GError        **error);
LfJournalState lf_journal_judge   (LfJournal             *self,
                                   LfConnection          *connection,
                                   const LfJournalEntry  *entry,
                                   char                 **reason);
gboolean    lf_journal_was_undone (LfUndo         *undo);
gboolean    lf_journal_entry_is_of (const LfJournalEntry *self,
                                    const char     *session);
const LfJournalEntry *lf_journal_find_next (GPtrArray    *entries,
                                            const char   *session);
LfUndo     *lf_journal_undo       (const char     *catalog,
                                   gint64          id,
                                   const char     *session,
                                   GCancellable   *cancellable,
                                   GError        **error);

/* For those who make changes */
LfJournal  *lf_journal_open_for_change (GError   **error);
gboolean    lf_journal_begin      (LfJournal      *self,
                                   LfConnection   *connection,
                                   LfUndo         *undo,
                                   GError        **error);
void        lf_journal_settle     (LfJournal      *self,
                                   LfUndo         *undo);
void        lf_journal_drop       (LfJournal      *self,
                                   LfUndo         *undo);
void        lf_journal_resolve    (LfJournal      *self,
                                   LfConnection   *connection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfJournal, lf_journal_close)

G_END_DECLS
