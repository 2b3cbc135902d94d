/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-journal.h"
#include "lf-test-support.h"

G_BEGIN_DECLS

/**
 * LfTestJournal:
 * @folder: where the catalog is
 * @path: the catalog
 * @connection: a connection of lf_edit_open() to it
 *
 * What tests of changes need.
 */
typedef struct
{
  LfTestFolder *folder;
  char         *path;
  LfConnection *connection;
} LfTestJournal;

void lf_test_journal_set_up (LfTestJournal *self,
                             gconstpointer  data);
void lf_test_journal_tear_down (LfTestJournal *self,
                                gconstpointer  data);
void lf_test_journal_add (const char *path,
                          void      (*func) (LfTestJournal *, gconstpointer),
                          gboolean    in_both);
char *lf_test_journal_dump (const char *path);
GPtrArray *lf_test_journal_list_at (const char *path);
GPtrArray *lf_test_journal_list (LfTestJournal *self);
void lf_test_journal_assert_entries (LfTestJournal *self,
                                     const char    *expected);
gboolean lf_test_journal_undo_later (LfTestJournal  *self,
                                     gint64          id,
                                     char          **remark,
                                     GError        **error);
gint64 lf_test_journal_get_newest (LfTestJournal *self);
void lf_test_journal_undo_newest (LfTestJournal *self);
void lf_test_journal_set_status (LfTestJournal *self,
                                 const char    *status);
void lf_test_journal_set_notes (LfTestJournal *self,
                                const char    *notes);

G_END_DECLS
