/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-meter.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "maintenance/lf-meter-private.h"
#include "maintenance/lf-preflight.h"

/* Between two calls of the function that is told, in microseconds */
#define INTERVAL_US 10000

/* How long a sync in between shall last: not so long that anybody would notice, and not so short
 * that what each costs beside the writing itself would count. A slow disk writes little in that
 * time, a quick one much. In microseconds and bytes. */
#define SYNC_US 30000
#define FIRST_SYNC_BYTES (8 * 1024 * 1024)
#define LEAST_SYNC_BYTES (1024 * 1024)
#define MOST_SYNC_BYTES (64 * 1024 * 1024)

struct _LfMeter
{
  sqlite3_vfs    base;
  sqlite3_vfs   *real;
  char          *name;
  char          *path;          /* of the catalog */
  GCancellable  *cancellable;   /* NULL between operations */
  gboolean       stopped;
  gboolean       sparing;
  LfMeterFunc    func;
  gpointer       data;
  gint64         last_told;
  gint64         sync_bytes;
  LfMeterCounts  counts;
};

#define REAL(vfs) (((LfMeter *) (vfs)->pAppData)->real)

static LfMeterFile
get_kind (int flags)
{
  if (flags & SQLITE_OPEN_MAIN_DB)
    return LF_METER_MAIN;
  if (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL))
    return LF_METER_JOURNAL;
  return flags & SQLITE_OPEN_WAL ? LF_METER_WAL : LF_METER_TEMPORARY;
}

/* What is put aside is at most about as large as the catalog */
static char *
find_folder (LfMeter *self)
{
  struct stat st;
  guint64 bytes = stat (self->path, &st) == 0 ? (guint64) st.st_size : 0;

  return lf_preflight_get_temporary_folder (self->path, bytes);
}

/* Makes a file that nobody else has, with a name that ends as SQLite wants it: with a second NUL. The
 * VFS below takes the name away at once, so that nothing is left of it however the program ends. */
static void
make_temporary (LfMeter       *self,
                LfMeteredFile *file)
{
  g_autofree char *folder = find_folder (self);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *name = NULL;
  gsize length;

  if (folder == NULL)
    return;

  name = g_strdup_printf ("%s/lightframe-%s", folder, uuid);
  file->handle = g_open (name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file->handle < 0)
    return;

  length = strlen (name);
  file->name = g_malloc0 (length + 2);
  memcpy (file->name, name, length);
}

static int
meter_open (sqlite3_vfs  *vfs,
            const char   *name,
            sqlite3_file *file,
            int           flags,
            int          *flags_out)
{
  LfMeter *meter = vfs->pAppData;
  LfMeteredFile *self = (LfMeteredFile *) file;
  int result;

  memset (self, 0, sizeof *self);
  self->meter = meter;
  self->kind = get_kind (flags);
  self->handle = -1;
  self->real = (sqlite3_file *) (self + 1);
  self->real->pMethods = NULL;
  if (name == NULL)
    make_temporary (meter, self);
  if (self->name != NULL)
    flags &= ~SQLITE_OPEN_EXCLUSIVE;

  result = meter->real->xOpen (meter->real, name != NULL ? name : self->name, self->real, flags,
                               flags_out);
  if (self->real->pMethods != NULL)
    self->base.pMethods = lf_metered_file_get_methods (self->real->pMethods->iVersion);
  if (result != SQLITE_OK && self->name != NULL)
    g_unlink (self->name);
  if (self->base.pMethods == NULL)
    {
      lf_metered_file_close_later (self->handle);
      g_clear_pointer (&self->name, g_free);
    }
  return result;
}

/* A large journal is deleted at the moment of commit, while others wait for their locks */
static int
meter_delete (sqlite3_vfs *vfs,
              const char  *name,
              int          sync_folder)
{
  int handle = g_open (name, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  int result = REAL (vfs)->xDelete (REAL (vfs), name, sync_folder);

  lf_metered_file_close_later (handle);
  return result;
}

static int
meter_access (sqlite3_vfs *vfs,
              const char  *name,
              int          flags,
              int         *result)
{
  return REAL (vfs)->xAccess (REAL (vfs), name, flags, result);
}

static int
meter_full_pathname (sqlite3_vfs *vfs,
                     const char  *name,
                     int          n,
                     char        *result)
{
  return REAL (vfs)->xFullPathname (REAL (vfs), name, n, result);
}

static int
meter_randomness (sqlite3_vfs *vfs,
                  int          n,
                  char        *result)
{
  return REAL (vfs)->xRandomness (REAL (vfs), n, result);
}

static int
meter_sleep (sqlite3_vfs *vfs,
             int          microseconds)
{
  return REAL (vfs)->xSleep (REAL (vfs), microseconds);
}

static int
meter_current_time (sqlite3_vfs *vfs,
                    double      *result)
{
  return REAL (vfs)->xCurrentTime (REAL (vfs), result);
}

static int
meter_get_last_error (sqlite3_vfs *vfs,
                      int          n,
                      char        *result)
{
  return REAL (vfs)->xGetLastError != NULL ? REAL (vfs)->xGetLastError (REAL (vfs), n, result) : 0;
}

static int
meter_current_time_int64 (sqlite3_vfs   *vfs,
                          sqlite3_int64 *result)
{
  return REAL (vfs)->xCurrentTimeInt64 (REAL (vfs), result);
}

/* Extensions are never loaded, so that xDlOpen and its like are left out, as are system calls to
 * be replaced. Whoever asks for the version knows that they are not there. */
static void
fill_vfs (LfMeter *self)
{
  sqlite3_vfs *vfs = &self->base;

  vfs->iVersion = MIN (self->real->iVersion, 2);
  vfs->szOsFile = (int) sizeof (LfMeteredFile) + self->real->szOsFile;
  vfs->mxPathname = self->real->mxPathname;
  vfs->zName = self->name;
  vfs->pAppData = self;
  vfs->xOpen = meter_open;
  vfs->xDelete = meter_delete;
  vfs->xAccess = meter_access;
  vfs->xFullPathname = meter_full_pathname;
  vfs->xRandomness = meter_randomness;
  vfs->xSleep = meter_sleep;
  vfs->xCurrentTime = meter_current_time;
  vfs->xGetLastError = meter_get_last_error;
  if (vfs->iVersion >= 2)
    vfs->xCurrentTimeInt64 = meter_current_time_int64;
}

/**
 * lf_meter_new:
 * @path: the catalog, whose folder is where temporary files go if there is room nowhere else
 *
 * Makes a VFS on top of the one that is the default now.
 *
 * Returns: (transfer full): a meter
 */
LfMeter *
lf_meter_new (const char *path)
{
  LfMeter *self = g_new0 (LfMeter, 1);

  self->path = g_strdup (path);
  self->name = g_strdup_printf ("lightframe-meter-%p", (gpointer) self);
  self->real = sqlite3_vfs_find (NULL);
  self->sync_bytes = FIRST_SYNC_BYTES;
  fill_vfs (self);
  sqlite3_vfs_register (&self->base, 0);
  return self;
}

/**
 * lf_meter_free:
 * @self: (transfer full): a meter that no connection uses any more
 *
 * Frees it.
 */
void
lf_meter_free (LfMeter *self)
{
  sqlite3_vfs_unregister (&self->base);
  g_clear_object (&self->cancellable);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

/**
 * lf_meter_get_vfs:
 * @self: a meter
 *
 * Returns: (transfer none): the name to open a connection with
 */
const char *
lf_meter_get_vfs (LfMeter *self)
{
  return self->name;
}

/**
 * lf_meter_begin:
 * @self: a meter
 * @cancellable: (nullable): what stops the operation: from then on whatever it reads, writes or
 *   syncs fails, until it has ended
 * @func: (nullable): told, a hundred times a second at most, that something went on
 * @data: for @func
 *
 * Begins to watch an operation.
 */
void
lf_meter_begin (LfMeter      *self,
                GCancellable *cancellable,
                LfMeterFunc   func,
                gpointer      data)
{
  g_set_object (&self->cancellable, cancellable);
  self->func = func;
  self->data = data;
  self->last_told = 0;
}

/**
 * lf_meter_stop:
 * @self: a meter
 *
 * Stops an operation as its cancellable would.
 */
void
lf_meter_stop (LfMeter *self)
{
  self->stopped = TRUE;
}

/**
 * lf_meter_end:
 * @self: a meter
 *
 * Ends the watching. What was stopped is not any more.
 *
 * Returns: whether it was stopped, so that its connection should not be used further
 */
gboolean
lf_meter_end (LfMeter *self)
{
  gboolean was_stopped = self->stopped;

  g_clear_object (&self->cancellable);
  self->func = NULL;
  self->stopped = FALSE;
  return was_stopped;
}

/**
 * lf_meter_set_sparing:
 * @self: a meter
 * @sparing: whether to write to the catalog only what differs from what stands there
 *
 * Makes undoing quick: a journal brings all pages back that were to be written, of which most may
 * not have been.
 */
void
lf_meter_set_sparing (LfMeter  *self,
                      gboolean  sparing)
{
  self->sparing = sparing;
}

/**
 * lf_meter_tell:
 * @self: a meter
 *
 * Tells the operation that something went on, if it is time for that. Whoever knows of something
 * else than reading and writing that goes on calls this, too.
 */
void
lf_meter_tell (LfMeter *self)
{
  gint64 now;

  if (self->func == NULL)
    return;

  now = g_get_monotonic_time ();
  if (now - self->last_told < INTERVAL_US)
    return;
  self->last_told = now;
  self->func (self->data);
}

/**
 * lf_meter_get_counts:
 * @self: a meter
 * @counts: (out): what went through it
 *
 * Reads the meter.
 */
void
lf_meter_get_counts (LfMeter       *self,
                     LfMeterCounts *counts)
{
  *counts = self->counts;
}

/**
 * lf_meter_is_stopped:
 * @self: a meter
 *
 * Looks whether nothing is to go through it any more. What was stopped once stays so until the
 * operation has ended: it must not fail in the middle only.
 *
 * Returns: whether it is stopped
 */
gboolean
lf_meter_is_stopped (LfMeter *self)
{
  if (!self->stopped && self->cancellable != NULL)
    self->stopped = g_cancellable_is_cancelled (self->cancellable);
  return self->stopped;
}

/**
 * lf_meter_get_sync_bytes:
 * @self: a meter
 *
 * Returns: how much may be written to a file before it is synced
 */
gint64
lf_meter_get_sync_bytes (LfMeter *self)
{
  return self->sync_bytes;
}

/**
 * lf_meter_learn_sync:
 * @self: a meter
 * @bytes: what was written
 * @duration: how long it took to sync, in microseconds
 *
 * Learns how quick the disk is, from a sync in between.
 */
void
lf_meter_learn_sync (LfMeter *self,
                     gint64   bytes,
                     gint64   duration)
{
  double wanted = (double) bytes * SYNC_US / (double) MAX (duration, 1);

  /* One hiccup of the disk says little */
  wanted = CLAMP (wanted, (double) self->sync_bytes / 2, (double) self->sync_bytes * 2);
  self->sync_bytes = (gint64) CLAMP (wanted, LEAST_SYNC_BYTES, MOST_SYNC_BYTES);
  lf_meter_tell (self);
}

/**
 * lf_meter_is_sparing:
 * @self: a meter
 *
 * Returns: whether only what differs is to be written to the catalog
 */
gboolean
lf_meter_is_sparing (LfMeter *self)
{
  return self->sparing;
}

/**
 * lf_meter_add_read:
 * @self: a meter
 * @kind: of the file
 * @bytes: that were read
 *
 * Counts them.
 */
void
lf_meter_add_read (LfMeter     *self,
                   LfMeterFile  kind,
                   int          bytes)
{
  self->counts.read[kind] += (guint64) bytes;
  lf_meter_tell (self);
}

/**
 * lf_meter_add_written:
 * @self: a meter
 * @kind: of the file
 * @bytes: that were written
 *
 * Counts them.
 */
void
lf_meter_add_written (LfMeter     *self,
                      LfMeterFile  kind,
                      int          bytes)
{
  self->counts.written[kind] += (guint64) bytes;
  lf_meter_tell (self);
}

/**
 * lf_meter_add_sync:
 * @self: a meter
 * @kind: of the file
 *
 * Counts a sync.
 */
void
lf_meter_add_sync (LfMeter     *self,
                   LfMeterFile  kind)
{
  self->counts.n_syncs[kind]++;
  lf_meter_tell (self);
}
