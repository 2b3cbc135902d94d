/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"

G_BEGIN_DECLS

/**
 * LfProgramLoop:
 * @root_page: where the table or index begins that the loop goes through; 0 if it is none
 * @steps: instructions of SQLite's virtual machine that each row takes, about
 * @seeks: how many of them look something up in a table or an index
 *
 * A loop over rows in what SQLite made of a statement.
 */
typedef struct
{
  gint64 root_page;
  guint  steps;
  guint  seeks;
} LfProgramLoop;

GArray *lf_program_list_loops (LfConnection  *connection,
                               const char    *sql);

G_END_DECLS
