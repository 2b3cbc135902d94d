/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

#include "maintenance/lf-meter.h"

G_BEGIN_DECLS

/* What the two halves of a meter share: the files, and what opens them */

/**
 * LfMeteredFile:
 * @base: what SQLite sees
 * @meter: whose it is
 * @kind: what it is
 * @unsynced: bytes written since it was synced
 * @name: (nullable): the name the meter chose for it; it has to outlive the file
 * @handle: a second handle of it, or -1, which makes closing the first one quick
 * @ahead: (nullable): bytes that were read ahead
 * @ahead_start: where they stand in it
 * @ahead_size: how many there are
 * @behind: (nullable): bytes that are to be written
 * @behind_start: where they belong
 * @behind_size: how many there are
 * @behind_result: how writing them went
 * @real: the file below, of the size that its VFS wants
 *
 * An open file.
 */
typedef struct
{
  sqlite3_file   base;
  LfMeter       *meter;
  LfMeterFile    kind;
  gint64         unsynced;
  char          *name;
  int            handle;
  guint8        *ahead;
  sqlite3_int64  ahead_start;
  sqlite3_int64  ahead_size;
  guint8        *behind;
  sqlite3_int64  behind_start;
  int            behind_size;
  int            behind_result;
  sqlite3_file  *real;
} LfMeteredFile;

const sqlite3_io_methods *lf_metered_file_get_methods (int            version);

void                      lf_metered_file_close_later (int            handle);

gboolean                  lf_meter_is_stopped         (LfMeter       *self);
gboolean                  lf_meter_is_sparing         (LfMeter       *self);
void                      lf_meter_add_read           (LfMeter       *self,
                                                       LfMeterFile    kind,
                                                       int            bytes);
void                      lf_meter_add_written        (LfMeter       *self,
                                                       LfMeterFile    kind,
                                                       int            bytes);
void                      lf_meter_add_sync           (LfMeter       *self,
                                                       LfMeterFile    kind);
gint64                    lf_meter_get_sync_bytes     (LfMeter       *self);
void                      lf_meter_learn_sync         (LfMeter       *self,
                                                       gint64         bytes,
                                                       gint64         duration);

G_END_DECLS
