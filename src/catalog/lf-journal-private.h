/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

#include "catalog/lf-undo-private.h"

G_BEGIN_DECLS

struct _LfJournal
{
  sqlite3 *db;
  char    *path;
  char    *notice;
};

sqlite3_stmt *lf_journal_prepare     (LfJournal     *self,
                                      const char    *statement,
                                      GError       **error);
gboolean      lf_journal_step        (LfJournal     *self,
                                      sqlite3_stmt  *stmt,
                                      gboolean      *has_row,
                                      GError       **error);
gboolean      lf_journal_write       (LfJournal     *self,
                                      sqlite3_stmt  *stmt,
                                      GError       **error);
GArray       *lf_journal_list_pending (LfJournal    *self,
                                       const char   *path,
                                       const char   *identity);
gboolean      lf_journal_set_damaged (LfJournal     *self,
                                      GError       **error);

G_END_DECLS
