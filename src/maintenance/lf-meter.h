/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LfMeterFile:
 * @LF_METER_MAIN: the catalog itself
 * @LF_METER_JOURNAL: its rollback journal
 * @LF_METER_WAL: its write-ahead log
 * @LF_METER_TEMPORARY: whatever SQLite puts aside
 *
 * Kinds of files.
 */
typedef enum
{
  LF_METER_MAIN,
  LF_METER_JOURNAL,
  LF_METER_WAL,
  LF_METER_TEMPORARY,
} LfMeterFile;

#define LF_METER_N_FILES 4

/**
 * LfMeterCounts:
 * @read: bytes read, by #LfMeterFile
 * @written: bytes written
 * @n_syncs: how often SQLite asked for the file to be on the disk
 *
 * What went through a meter since it was made.
 */
typedef struct
{
  guint64 read[LF_METER_N_FILES];
  guint64 written[LF_METER_N_FILES];
  guint   n_syncs[LF_METER_N_FILES];
} LfMeterCounts;

/**
 * LfMeterFunc:
 * @data: what was given with it
 *
 * Called in the midst of what SQLite does, on its thread. Must not use the connection.
 */
typedef void (*LfMeterFunc) (gpointer data);

/**
 * LfMeter:
 *
 * A VFS on top of the default one, for one connection, on its thread. It counts bytes, so that it
 * can be told how far SQLite is in what it does in one go; it writes what is to be synced to the
 * disk a little at a time, so that no sync lasts long; it puts temporary files where there is room
 * for them; and it stops SQLite where nothing else can.
 */
typedef struct _LfMeter LfMeter;

LfMeter    *lf_meter_new            (const char      *path);
void        lf_meter_free           (LfMeter         *self);
const char *lf_meter_get_vfs        (LfMeter         *self);
void        lf_meter_begin          (LfMeter         *self,
                                     GCancellable    *cancellable,
                                     LfMeterFunc      func,
                                     gpointer         data);
void        lf_meter_stop           (LfMeter         *self);
gboolean    lf_meter_end            (LfMeter         *self);
void        lf_meter_set_sparing    (LfMeter         *self,
                                     gboolean         sparing);
void        lf_meter_tell           (LfMeter         *self);
void        lf_meter_get_counts     (LfMeter         *self,
                                     LfMeterCounts   *counts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfMeter, lf_meter_free)

G_END_DECLS
