/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"
#include "maintenance/lf-job.h"

G_BEGIN_DECLS

/**
 * LfWriter:
 *
 * A connection that may write to a catalog, for one job and one thread.
 *
 * Its files are reached through a VFS of its own, which counts what is read and written (that is
 * where the progress of what SQLite does in one go comes from), syncs a little at a time, puts
 * temporary files where there is room, and refuses to go on once the job is cancelled: that stops
 * even what SQLite cannot interrupt. SQLite then rolls back, and the catalog is as it was before the
 * operation.
 *
 * No trigger fires, foreign keys are off, and nothing is written before the first operation that
 * says so. Every operation reports to the job how far it is, from 0 to 1 of the current step (or of
 * the span that lf_job_set_span() narrows it to), and ends with %LF_CATALOG_ERROR_CANCELLED when the
 * job is cancelled. After any error the writer has reopened the file, so that it can be used again
 * or read to see what is there.
 */
typedef struct _LfWriter LfWriter;

LfWriter     *lf_writer_open              (const char    *path,
                                           LfJob         *job,
                                           GError       **error);
void          lf_writer_close             (LfWriter      *self);
LfConnection *lf_writer_get_connection    (LfWriter      *self);
LfConnection *lf_writer_ensure_connection (LfWriter      *self,
                                           GError       **error);
sqlite3      *lf_writer_get_db            (LfWriter      *self);
LfJob        *lf_writer_get_job           (LfWriter      *self);
gboolean      lf_writer_check_file        (LfWriter      *self,
                                           GError       **error);

gboolean      lf_writer_begin           (LfWriter      *self,
                                         GError       **error);
gboolean      lf_writer_exec            (LfWriter      *self,
                                         const char    *sql,
                                         GError       **error);
gboolean      lf_writer_exec_counted    (LfWriter      *self,
                                         const char    *sql,
                                         guint64        expected_rows,
                                         GError       **error);
gboolean      lf_writer_commit          (LfWriter      *self,
                                         GError       **error);
void          lf_writer_roll_back       (LfWriter      *self);

gboolean      lf_writer_create_index    (LfWriter      *self,
                                         const char    *table,
                                         const char    *sql,
                                         GError       **error);
gboolean      lf_writer_vacuum          (LfWriter      *self,
                                         GError       **error);
gboolean      lf_writer_analyze         (LfWriter      *self,
                                         GError       **error);

gboolean      lf_copy_catalog           (const char    *source,
                                         const char    *target,
                                         LfJob         *job,
                                         GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfWriter, lf_writer_close)

G_END_DECLS
