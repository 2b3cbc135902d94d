/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * LfTestOperation:
 *
 * What SQLite does to files, and what can go wrong.
 */
typedef enum
{
  LF_TEST_OPEN,
  LF_TEST_READ,
  LF_TEST_WRITE,
  LF_TEST_SYNC,
  LF_TEST_TRUNCATE,
  LF_TEST_DELETE,
} LfTestOperation;

#define LF_TEST_N_OPERATIONS 6

/* In place of a result code: the process is killed, without a chance to tidy up */
#define LF_TEST_KILL -1

/**
 * LfTestFault:
 * @operation: what goes wrong
 * @first: the how manieth of them goes wrong first, from 1; 0 for none
 * @n: how many from there; 0 for all
 * @code: a result code of SQLite such as %SQLITE_IOERR_WRITE, or %LF_TEST_KILL
 *
 * What is to go wrong. Of a write that goes wrong the first half reaches the file.
 */
typedef struct
{
  LfTestOperation operation;
  guint64         first;
  guint64         n;
  int             code;
} LfTestFault;

/**
 * LfTestWatchFunc:
 * @operation: what is about to be done
 * @count: the how manieth of them it is, from 1
 * @data: what was given with it
 *
 * Called before each operation, on whatever thread it is on, and on one at a time. It must not do
 * anything with SQLite.
 */
typedef void (*LfTestWatchFunc) (LfTestOperation operation,
                                 guint64         count,
                                 gpointer        data);

void        lf_test_faulty_vfs_register  (void);
void        lf_test_faulty_vfs_start     (const LfTestFault *fault,
                                          LfTestWatchFunc    watch,
                                          gpointer           data);
gboolean    lf_test_faulty_vfs_stop      (void);
guint64     lf_test_faulty_vfs_get_count (LfTestOperation    operation);
const char *lf_test_operation_get_name   (LfTestOperation    operation);

G_END_DECLS
