/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"

G_BEGIN_DECLS

/**
 * LfReader:
 *
 * A thread with a connection of its own. Work is handed to it in a queue; its answers come back to
 * the thread-default main context of whoever asked.
 */
typedef struct _LfReader LfReader;

/**
 * LfReaderFunc:
 * @connection: the reader's connection, to be used in this call only
 * @argument: (nullable): what was given with the work
 * @error: where to put an error
 *
 * A piece of work, on the reader's thread.
 *
 * Returns: (transfer full) (nullable): the result; %NULL means that @error is set
 */
typedef gpointer (*LfReaderFunc) (LfConnection  *connection,
                                  const char    *argument,
                                  GError       **error);

/**
 * LfReaderDataFunc:
 * @connection: the reader's connection, to be used in this call only
 * @data: (nullable): what was given with the work
 * @error: where to put an error
 *
 * Likewise, with data of any kind.
 *
 * Returns: (transfer full) (nullable): the result; %NULL means that @error is set
 */
typedef gpointer (*LfReaderDataFunc) (LfConnection  *connection,
                                      gpointer       data,
                                      GError       **error);

LfReader *lf_reader_new    (const char          *path);
void      lf_reader_close_all (void);
void      lf_reader_free   (LfReader            *self);
void      lf_reader_reopen (LfReader            *self);
void      lf_reader_run    (LfReader            *self,
                            LfReaderFunc         func,
                            const char          *argument,
                            GDestroyNotify       free_result,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data);
void      lf_reader_run_data (LfReader            *self,
                              LfReaderDataFunc     func,
                              gpointer             data,
                              GDestroyNotify       free_data,
                              GDestroyNotify       free_result,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data);
gpointer  lf_reader_finish (GAsyncResult        *result,
                            GError             **error);

G_END_DECLS
