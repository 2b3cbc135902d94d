/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LfClauseKind:
 *
 * What a part of a definition says. %LF_CLAUSE_OTHER is anything else.
 */
typedef enum
{
  LF_CLAUSE_PRIMARY_KEY,
  LF_CLAUSE_NOT_NULL,
  LF_CLAUSE_NULL,
  LF_CLAUSE_UNIQUE,
  LF_CLAUSE_CHECK,
  LF_CLAUSE_DEFAULT,
  LF_CLAUSE_COLLATE,
  LF_CLAUSE_REFERENCES,
  LF_CLAUSE_GENERATED,
  LF_CLAUSE_FOREIGN_KEY,
  LF_CLAUSE_OTHER,
} LfClauseKind;

/**
 * LfClauseText:
 * @kind: what it says
 * @text: as it was typed, with the name of the constraint
 * @columns: (element-type utf8): the columns of a PRIMARY KEY, UNIQUE or FOREIGN KEY of the table
 *
 * A constraint of a column or of a table.
 */
typedef struct
{
  LfClauseKind  kind;
  char         *text;
  GPtrArray    *columns;
} LfClauseText;

/**
 * LfColumnText:
 * @name: its name, without quotes
 * @type: its type as it was typed; empty if there is none
 * @text: all of its definition as it was typed, with the comments around it
 * @clauses: (element-type LfClauseText): what is said of it behind the type
 */
typedef struct
{
  char      *name;
  char      *type;
  char      *text;
  GPtrArray *clauses;
} LfColumnText;

/**
 * LfTableText:
 * @columns: (element-type LfColumnText): in order
 * @clauses: (element-type LfClauseText): the constraints of the table
 * @without_rowid: whether it is WITHOUT ROWID
 * @strict: whether it is STRICT
 *
 * The text of a CREATE TABLE, taken apart.
 */
typedef struct
{
  GPtrArray *columns;
  GPtrArray *clauses;
  gboolean   without_rowid;
  gboolean   strict;
} LfTableText;

LfTableText  *lf_table_text_parse       (const char   *sql);
void          lf_table_text_free        (LfTableText  *self);
LfColumnText *lf_table_text_find_column (LfTableText  *self,
                                         const char   *name);
LfClauseText *lf_column_text_find       (LfColumnText *self,
                                         LfClauseKind  kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfTableText, lf_table_text_free)

G_END_DECLS
