/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>
#include <unistd.h>

#include "maintenance/lf-meter-private.h"

#define REAL(file) (((LfMeteredFile *) (file))->real)

/* A journal is read back in order, in pieces of a few bytes and of a page, and so are the pages that
 * it is compared with */
#define AHEAD_BYTES (256 * 1024)

/* Pages are written to the catalog one after the other, and the system takes its time for each: on
 * some file systems several times what it takes for many at once. As much as the largest page has:
 * more SQLite never writes at once, and what is below need not be able to. */
#define BEHIND_BYTES (64 * 1024)

static gpointer
close_thread (gpointer data)
{
  close (GPOINTER_TO_INT (data));
  return NULL;
}

/**
 * lf_metered_file_close_later:
 * @handle: a handle of a file that has no name any more, or -1
 *
 * Closes it on a thread of its own: the system takes its time to give back what a large file took
 * up, and nobody has to wait for that. Nobody must have locks on it.
 */
void
lf_metered_file_close_later (int handle)
{
  GThread *thread;

  if (handle < 0)
    return;

  thread = g_thread_try_new ("close", close_thread, GINT_TO_POINTER (handle), NULL);
  if (thread != NULL)
    g_thread_unref (thread);
  else
    close (handle);
}

/* Writes what waits in memory. Whatever else is done to a file, or shown of it to others, comes after
 * that, so that nothing ever comes in another order than it would without waiting. SQLite was told
 * that it is written: if it fails, so does all that comes until the file is unlocked, for not
 * whatever fails makes SQLite roll back. */
static int
write_behind (LfMeteredFile *self)
{
  int size = self->behind_size;

  self->behind_size = 0;
  if (size > 0 && self->behind_result == SQLITE_OK)
    self->behind_result = self->real->pMethods->xWrite (self->real, self->behind, size,
                                                        self->behind_start);
  return self->behind_result;
}

/* Puts off what follows what waits already */
static int
put_off (LfMeteredFile *self,
         const void    *bytes,
         int            n,
         sqlite3_int64  offset)
{
  if (offset != self->behind_start + self->behind_size || n > BEHIND_BYTES - self->behind_size)
    write_behind (self);
  if (self->behind_result != SQLITE_OK)
    return self->behind_result;
  if (n > BEHIND_BYTES)
    return self->real->pMethods->xWrite (self->real, bytes, n, offset);

  if (self->behind == NULL)
    self->behind = g_malloc (BEHIND_BYTES);
  if (self->behind_size == 0)
    self->behind_start = offset;
  memcpy (self->behind + self->behind_size, bytes, (gsize) n);
  self->behind_size += n;
  return SQLITE_OK;
}

static int
meter_close (sqlite3_file *file)
{
  LfMeteredFile *self = (LfMeteredFile *) file;
  int written = write_behind (self);
  int result = self->real->pMethods->xClose (self->real);

  lf_metered_file_close_later (self->handle);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->ahead, g_free);
  g_clear_pointer (&self->behind, g_free);
  self->base.pMethods = NULL;
  return written != SQLITE_OK ? written : result;
}

/* Bytes of the file, with those behind them. Nobody else may write to it meanwhile. */
static const guint8 *
look_ahead (LfMeteredFile *self,
            int            n,
            sqlite3_int64  offset)
{
  sqlite3_int64 size = 0;

  if (offset < self->ahead_start || offset + n > self->ahead_start + self->ahead_size)
    {
      self->ahead_size = 0;
      if (write_behind (self) != SQLITE_OK ||
          self->real->pMethods->xFileSize (self->real, &size) != SQLITE_OK || offset + n > size)
        return NULL;

      size = MIN (size - offset, AHEAD_BYTES);
      if (self->ahead == NULL)
        self->ahead = g_malloc (AHEAD_BYTES);
      if (n > size ||
          self->real->pMethods->xRead (self->real, self->ahead, (int) size, offset) != SQLITE_OK)
        return NULL;
      self->ahead_start = offset;
      self->ahead_size = size;
    }
  return self->ahead + (offset - self->ahead_start);
}

/* What is in memory follows what is written */
static void
update_ahead (LfMeteredFile *self,
              const void    *bytes,
              int            n,
              sqlite3_int64  offset)
{
  sqlite3_int64 end = self->ahead_start + self->ahead_size;

  if (self->ahead_size == 0 || offset >= end || offset + n <= self->ahead_start)
    return;
  if (offset >= self->ahead_start && offset + n <= end)
    memcpy (self->ahead + (offset - self->ahead_start), bytes, (gsize) n);
  else
    self->ahead_size = 0;
}

static int
meter_read (sqlite3_file  *file,
            void          *bytes,
            int            n,
            sqlite3_int64  offset)
{
  LfMeteredFile *self = (LfMeteredFile *) file;
  const guint8 *there = NULL;
  int result;

  if (lf_meter_is_stopped (self->meter))
    return SQLITE_IOERR_READ;

  result = write_behind (self);
  if (result != SQLITE_OK)
    return result;

  /* Whoever reads a journal back is the only one who has it */
  if (self->kind == LF_METER_JOURNAL)
    there = look_ahead (self, n, offset);
  if (there != NULL)
    memcpy (bytes, there, (gsize) n);
  else
    result = self->real->pMethods->xRead (self->real, bytes, n, offset);
  lf_meter_add_read (self->meter, self->kind, n);
  return result;
}

/* Whether the same stands there already. Whoever asks is about to write, so that nobody else can. */
static gboolean
has_bytes (LfMeteredFile *self,
           const void    *bytes,
           int            n,
           sqlite3_int64  offset)
{
  const guint8 *there = look_ahead (self, n, offset);

  return there != NULL && memcmp (there, bytes, (gsize) n) == 0;
}

/* Otherwise all is written to the disk at the end, in silence, and nothing can stop it */
static int
sync_early (LfMeteredFile *self)
{
  const int flags = SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY;
  int result = write_behind (self);
  gint64 start = g_get_monotonic_time ();

  if (result == SQLITE_OK)
    result = self->real->pMethods->xSync (self->real, flags);
  lf_meter_learn_sync (self->meter, self->unsynced, g_get_monotonic_time () - start);
  self->unsynced = 0;
  return result;
}

static int
meter_write (sqlite3_file  *file,
             const void    *bytes,
             int            n,
             sqlite3_int64  offset)
{
  LfMeteredFile *self = (LfMeteredFile *) file;
  int result;

  if (lf_meter_is_stopped (self->meter))
    return SQLITE_IOERR_WRITE;

  if (self->kind == LF_METER_MAIN && lf_meter_is_sparing (self->meter) &&
      has_bytes (self, bytes, n, offset))
    return SQLITE_OK;

  if (self->kind == LF_METER_MAIN)
    result = put_off (self, bytes, n, offset);
  else
    result = self->real->pMethods->xWrite (self->real, bytes, n, offset);
  if (result == SQLITE_OK)
    update_ahead (self, bytes, n, offset);
  else
    self->ahead_size = 0;
  lf_meter_add_written (self->meter, self->kind, n);
  self->unsynced += n;

  /* Nobody syncs temporary files. For the others it is never wrong to do it earlier. */
  if (result == SQLITE_OK && self->kind != LF_METER_TEMPORARY &&
      self->unsynced >= lf_meter_get_sync_bytes (self->meter))
    result = sync_early (self);
  return result;
}

static int
meter_sync (sqlite3_file *file,
            int           flags)
{
  LfMeteredFile *self = (LfMeteredFile *) file;
  int result;

  if (lf_meter_is_stopped (self->meter))
    return SQLITE_IOERR_FSYNC;

  self->unsynced = 0;
  result = write_behind (self);
  if (result == SQLITE_OK)
    result = self->real->pMethods->xSync (self->real, flags);
  lf_meter_add_sync (self->meter, self->kind);

  /* A WAL that is synced is committed, and what is stopped meanwhile would fail after that, only to
   * be folded in when it is closed */
  if (result == SQLITE_OK && self->kind == LF_METER_WAL && lf_meter_is_stopped (self->meter))
    return SQLITE_IOERR_FSYNC;
  return result;
}

/* The rest is passed on as it is. Locks, above all, are those of the VFS below. Cutting a file off
 * and deleting one are what a transaction ends with once it is decided: that is not stopped. */

static int
meter_truncate (sqlite3_file  *file,
                sqlite3_int64  size)
{
  LfMeteredFile *self = (LfMeteredFile *) file;
  int result = write_behind (self);

  self->ahead_size = 0;
  if (result != SQLITE_OK)
    return result;

  /* What was put aside for something that was stopped is gone in a moment anyway */
  if (self->kind == LF_METER_TEMPORARY && lf_meter_is_stopped (self->meter))
    return SQLITE_OK;
  return self->real->pMethods->xTruncate (self->real, size);
}

static int
meter_file_size (sqlite3_file  *file,
                 sqlite3_int64 *size)
{
  int result = write_behind ((LfMeteredFile *) file);

  if (result != SQLITE_OK)
    return result;
  return REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
meter_lock (sqlite3_file *file,
            int           level)
{
  return REAL (file)->pMethods->xLock (REAL (file), level);
}

static int
meter_unlock (sqlite3_file *file,
              int           level)
{
  LfMeteredFile *self = (LfMeteredFile *) file;
  int written = write_behind (self);
  int result = self->real->pMethods->xUnlock (self->real, level);

  /* From now on others may write to it, after they have rolled back what failed */
  self->ahead_size = 0;
  if (level == SQLITE_LOCK_NONE)
    self->behind_result = SQLITE_OK;
  return written != SQLITE_OK ? written : result;
}

static int
meter_check_reserved_lock (sqlite3_file *file,
                           int          *is_locked)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), is_locked);
}

static int
meter_file_control (sqlite3_file *file,
                    int           operation,
                    void         *argument)
{
  write_behind ((LfMeteredFile *) file);
  return REAL (file)->pMethods->xFileControl (REAL (file), operation, argument);
}

static int
meter_sector_size (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
meter_device_characteristics (sqlite3_file *file)
{
  return REAL (file)->pMethods->xDeviceCharacteristics (REAL (file));
}

static int
meter_shm_map (sqlite3_file   *file,
               int             region,
               int             size,
               int             extend,
               void volatile **memory)
{
  return REAL (file)->pMethods->xShmMap (REAL (file), region, size, extend, memory);
}

static int
meter_shm_lock (sqlite3_file *file,
                int           offset,
                int           n,
                int           flags)
{
  return REAL (file)->pMethods->xShmLock (REAL (file), offset, n, flags);
}

static void
meter_shm_barrier (sqlite3_file *file)
{
  REAL (file)->pMethods->xShmBarrier (REAL (file));
}

static int
meter_shm_unmap (sqlite3_file *file,
                 int           remove)
{
  return REAL (file)->pMethods->xShmUnmap (REAL (file), remove);
}

static int
meter_fetch (sqlite3_file   *file,
             sqlite3_int64   offset,
             int             n,
             void          **memory)
{
  int result = write_behind ((LfMeteredFile *) file);

  if (result != SQLITE_OK)
    return result;
  return REAL (file)->pMethods->xFetch (REAL (file), offset, n, memory);
}

static int
meter_unfetch (sqlite3_file  *file,
               sqlite3_int64  offset,
               void          *memory)
{
  return REAL (file)->pMethods->xUnfetch (REAL (file), offset, memory);
}

#define METHODS_1 \
  .xClose = meter_close, \
  .xRead = meter_read, \
  .xWrite = meter_write, \
  .xTruncate = meter_truncate, \
  .xSync = meter_sync, \
  .xFileSize = meter_file_size, \
  .xLock = meter_lock, \
  .xUnlock = meter_unlock, \
  .xCheckReservedLock = meter_check_reserved_lock, \
  .xFileControl = meter_file_control, \
  .xSectorSize = meter_sector_size, \
  .xDeviceCharacteristics = meter_device_characteristics

#define METHODS_2 \
  METHODS_1, \
  .xShmMap = meter_shm_map, \
  .xShmLock = meter_shm_lock, \
  .xShmBarrier = meter_shm_barrier, \
  .xShmUnmap = meter_shm_unmap

/**
 * lf_metered_file_get_methods:
 * @version: of the methods of the file below
 *
 * Returns: (transfer none): methods of the same version, for SQLite calls what a version has
 */
const sqlite3_io_methods *
lf_metered_file_get_methods (int version)
{
  static const sqlite3_io_methods methods_1 = { .iVersion = 1, METHODS_1 };
  static const sqlite3_io_methods methods_2 = { .iVersion = 2, METHODS_2 };
  static const sqlite3_io_methods methods_3 = { .iVersion = 3, METHODS_2, .xFetch = meter_fetch,
                                                .xUnfetch = meter_unfetch };

  if (version <= 1)
    return &methods_1;
  return version == 2 ? &methods_2 : &methods_3;
}
