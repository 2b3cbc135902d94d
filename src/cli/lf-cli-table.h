/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/lf-cli-terminal.h"

G_BEGIN_DECLS

/**
 * LfCliColumnKind:
 * @LF_CLI_COLUMN_TEXT: starts at the left
 * @LF_CLI_COLUMN_NUMBER: ends at the right
 * @LF_CLI_COLUMN_FLEXIBLE: text that may be cut where a terminal is narrow
 */
typedef enum
{
  LF_CLI_COLUMN_TEXT,
  LF_CLI_COLUMN_NUMBER,
  LF_CLI_COLUMN_FLEXIBLE,
} LfCliColumnKind;

/**
 * LfCliTable:
 *
 * A table of texts in columns. Cells are added from left to right, row after row.
 */
typedef struct _LfCliTable LfCliTable;

LfCliTable *lf_cli_table_new        (void);
void        lf_cli_table_free       (LfCliTable          *self);
void        lf_cli_table_add_column (LfCliTable          *self,
                                     LfCliColumnKind      kind,
                                     const char          *title);
void        lf_cli_table_add        (LfCliTable          *self,
                                     LfCliStyle           style,
                                     const char          *text);
void        lf_cli_table_add_count  (LfCliTable          *self,
                                     guint64              count);
void        lf_cli_table_write      (LfCliTable          *self,
                                     const LfCliTerminal *terminal,
                                     GString             *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfCliTable, lf_cli_table_free)

G_END_DECLS
