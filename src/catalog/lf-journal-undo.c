/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "catalog/lf-edit.h"
#include "catalog/lf-error.h"
#include "catalog/lf-identity.h"
#include "catalog/lf-journal-private.h"

/**
 * lf_journal_entry_is_of:
 * @self: a change
 * @session: the id of a session
 *
 * Returns: whether that session was changed
 */
gboolean
lf_journal_entry_is_of (const LfJournalEntry *self,
                        const char           *session)
{
  for (guint i = 0; i < self->sessions->len; i++)
    if (g_strcmp0 (((LfJournalSession *) g_ptr_array_index (self->sessions, i))->id,
                   session) == 0)
      return TRUE;
  return FALSE;
}

/**
 * lf_journal_find_next:
 * @entries: (element-type LfJournalEntry): changes, the newest first
 * @session: (nullable): the id of a session; %NULL for any
 *
 * Finds what somebody means who says nothing but undo: the newest change of the session that was not
 * taken back, and does not take one back itself. Any thread.
 *
 * Returns: (transfer none) (nullable): the change
 */
const LfJournalEntry *
lf_journal_find_next (GPtrArray  *entries,
                      const char *session)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const LfJournalEntry *entry = g_ptr_array_index (entries, i);

      if (entry->kind != LF_UNDO_UNDO && !entry->is_undone &&
          (session == NULL || lf_journal_entry_is_of (entry, session)))
        return entry;
    }
  return NULL;
}

/**
 * lf_journal_judge:
 * @self: a history
 * @connection: any connection to the catalog in which the change was made
 * @entry: the change
 * @reason: (out) (nullable): why it cannot be taken back
 *
 * Finds out whether a change could be taken back now. Nothing is changed. Blocks: for worker threads.
 *
 * Returns: what can be said of it
 */
LfJournalState
lf_journal_judge (LfJournal             *self,
                  LfConnection          *connection,
                  const LfJournalEntry  *entry,
                  char                 **reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfUndo) undo = NULL;
  LfUndoLook look = LF_UNDO_MADE;

  *reason = NULL;
  if (entry->is_undone)
    return LF_JOURNAL_UNDONE;

  undo = lf_journal_load (self, entry->id, &error);
  if (undo != NULL && entry->is_pending && lf_undo_look (undo, connection, &look, NULL) &&
      look == LF_UNDO_NOT_MADE)
    return LF_JOURNAL_NOT_MADE;
  if (undo != NULL && lf_undo_check (undo, connection, &error))
    return LF_JOURNAL_CAN_UNDO;

  *reason = g_strdup (error->message);
  return LF_JOURNAL_CANNOT_UNDO;
}

/**
 * lf_journal_was_undone:
 * @undo: a change that was made
 *
 * Finds out from the user's history whether a change was taken back already, by whomever. Blocks:
 * for worker threads.
 *
 * Returns: whether it was; %FALSE if that is not known
 */
gboolean
lf_journal_was_undone (LfUndo *undo)
{
  g_autoptr (LfJournal) journal = undo->id != 0 ? lf_journal_open_for_change (NULL) : NULL;
  gboolean is_there;
  gboolean is_undone = FALSE;

  return journal != NULL && lf_journal_get_state (journal, undo->id, &is_there, &is_undone, NULL) &&
         is_undone;
}

static gboolean
find (LfJournal   *journal,
      const char  *catalog,
      const char  *session,
      gint64      *id,
      GError     **error)
{
  g_autofree char *identity = lf_identity_load (catalog, NULL);
  g_autoptr (GPtrArray) entries = lf_journal_list (journal, catalog, identity, error);
  const LfJournalEntry *next;

  if (entries == NULL)
    return FALSE;

  /* Only what was made in this catalog, so that no other's is changed */
  for (guint i = 0; i < entries->len; i++)
    if (*id != 0 && ((LfJournalEntry *) g_ptr_array_index (entries, i))->id == *id)
      return TRUE;

  next = *id == 0 ? lf_journal_find_next (entries, session) : NULL;
  if (next != NULL)
    *id = next->id;
  else if (*id == 0)
    g_set_error_literal (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND,
                         _("There is no change to be undone in the history of this catalog."));
  else
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, *id);

      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND,
                   _("The history of this catalog has no change %s."), number);
    }
  return next != NULL;
}

/**
 * lf_journal_undo:
 * @catalog: path of a catalog
 * @id: the number of a change; 0 for that of lf_journal_find_next()
 * @session: (nullable): the id of a session, if @id is 0; %NULL for any
 * @cancellable: (nullable): a cancellable
 * @error: where to put an error; %LF_CATALOG_ERROR_NOT_FOUND if there is no such change,
 *   %LF_CATALOG_ERROR_CONFLICT as lf_undo_apply()
 *
 * Takes a change back that is in the user's history. Blocks: for worker threads.
 *
 * Returns: (transfer full) (nullable): the change that was taken back
 */
LfUndo *
lf_journal_undo (const char    *catalog,
                 gint64         id,
                 const char    *session,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr (LfJournal) journal = lf_journal_open (NULL, error);
  g_autoptr (LfUndo) undo = NULL;
  g_autoptr (LfConnection) connection = NULL;

  if (journal == NULL || !find (journal, catalog, session, &id, error))
    return NULL;

  undo = lf_journal_load (journal, id, error);
  if (undo == NULL)
    return NULL;

  connection = lf_edit_open (catalog, cancellable, error);
  if (connection == NULL || !lf_undo_apply (undo, connection, error))
    return NULL;
  return g_steal_pointer (&undo);
}
