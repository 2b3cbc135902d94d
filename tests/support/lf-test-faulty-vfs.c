/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lf-test-faulty-vfs.h"

#include <signal.h>
#include <unistd.h>

/* A layer below SQLite, and below everything that Lightframe puts between them, through which all
 * files go. It passes on what it is asked for, until it is told to fail. */

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;           /* behind it, in the same memory */
} File;

static struct
{
  sqlite3_vfs     vfs;
  sqlite3_vfs    *real;
  GMutex          lock;         /* of what follows */
  LfTestFault     fault;
  LfTestWatchFunc watch;
  gpointer        data;
  guint64         counts[LF_TEST_N_OPERATIONS];
  gboolean        met;
} faulty;

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((File *) file)->real;
}

/* Counts an operation. Returns what it must come to: SQLITE_OK if it is to be done. */
static int
count (LfTestOperation operation)
{
  const LfTestFault *fault = &faulty.fault;
  guint64 n;
  int code = SQLITE_OK;

  g_mutex_lock (&faulty.lock);
  n = ++faulty.counts[operation];
  if (faulty.watch != NULL)
    faulty.watch (operation, n, faulty.data);
  if (fault->first > 0 && fault->operation == operation && n >= fault->first &&
      (fault->n == 0 || n < fault->first + fault->n))
    {
      code = fault->code;
      faulty.met = TRUE;
    }
  g_mutex_unlock (&faulty.lock);
  return code;
}

static int
fail (int code)
{
  if (code == LF_TEST_KILL)
    kill (getpid (), SIGKILL);
  return code;
}

static int
file_close (sqlite3_file *file)
{
  return get_real (file)->pMethods->xClose (get_real (file));
}

static int
file_read (sqlite3_file  *file,
           void          *bytes,
           int            n,
           sqlite3_int64  offset)
{
  int code = count (LF_TEST_READ);

  return code != SQLITE_OK ? fail (code)
                           : get_real (file)->pMethods->xRead (get_real (file), bytes, n, offset);
}

static int
file_write (sqlite3_file  *file,
            const void    *bytes,
            int            n,
            sqlite3_int64  offset)
{
  int code = count (LF_TEST_WRITE);
  int result = get_real (file)->pMethods->xWrite (get_real (file), bytes,
                                                  code == SQLITE_OK ? n : n / 2, offset);

  return code != SQLITE_OK ? fail (code) : result;
}

static int
file_truncate (sqlite3_file  *file,
               sqlite3_int64  size)
{
  int code = count (LF_TEST_TRUNCATE);

  return code != SQLITE_OK ? fail (code)
                           : get_real (file)->pMethods->xTruncate (get_real (file), size);
}

static int
file_sync (sqlite3_file *file,
           int           flags)
{
  int code = count (LF_TEST_SYNC);

  return code != SQLITE_OK ? fail (code)
                           : get_real (file)->pMethods->xSync (get_real (file), flags);
}

static int
file_size (sqlite3_file  *file,
           sqlite3_int64 *size)
{
  return get_real (file)->pMethods->xFileSize (get_real (file), size);
}

static int
file_lock (sqlite3_file *file,
           int           level)
{
  return get_real (file)->pMethods->xLock (get_real (file), level);
}

static int
file_unlock (sqlite3_file *file,
             int           level)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), level);
}

static int
file_check_reserved_lock (sqlite3_file *file,
                          int          *held)
{
  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), held);
}

static int
file_control (sqlite3_file *file,
              int           operation,
              void         *argument)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), operation, argument);
}

static int
file_sector_size (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
file_device_characteristics (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

static int
file_shm_map (sqlite3_file   *file,
              int             region,
              int             size,
              int             extend,
              void volatile **memory)
{
  return get_real (file)->pMethods->xShmMap (get_real (file), region, size, extend, memory);
}

static int
file_shm_lock (sqlite3_file *file,
               int           offset,
               int           n,
               int           flags)
{
  return get_real (file)->pMethods->xShmLock (get_real (file), offset, n, flags);
}

static void
file_shm_barrier (sqlite3_file *file)
{
  get_real (file)->pMethods->xShmBarrier (get_real (file));
}

static int
file_shm_unmap (sqlite3_file *file,
                int           remove)
{
  return get_real (file)->pMethods->xShmUnmap (get_real (file), remove);
}

/* Without xFetch: mapped memory would be read past all this */
static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_size,
  .xLock = file_lock,
  .xUnlock = file_unlock,
  .xCheckReservedLock = file_check_reserved_lock,
  .xFileControl = file_control,
  .xSectorSize = file_sector_size,
  .xDeviceCharacteristics = file_device_characteristics,
  .xShmMap = file_shm_map,
  .xShmLock = file_shm_lock,
  .xShmBarrier = file_shm_barrier,
  .xShmUnmap = file_shm_unmap,
};

static int
vfs_open (sqlite3_vfs  *vfs,
          const char   *name,
          sqlite3_file *file,
          int           flags,
          int          *out_flags)
{
  File *self = (File *) file;
  int code = count (LF_TEST_OPEN);
  int result;

  file->pMethods = NULL;
  if (code != SQLITE_OK)
    return fail (code);

  self->real = (sqlite3_file *) (self + 1);
  result = faulty.real->xOpen (faulty.real, name, self->real, flags, out_flags);
  if (self->real->pMethods != NULL)
    file->pMethods = &methods;
  return result;
}

static int
vfs_delete (sqlite3_vfs *vfs,
            const char  *name,
            int          sync_folder)
{
  int code = count (LF_TEST_DELETE);

  return code != SQLITE_OK ? fail (code) : faulty.real->xDelete (faulty.real, name, sync_folder);
}

static int
vfs_access (sqlite3_vfs *vfs,
            const char  *name,
            int          flags,
            int         *result)
{
  return faulty.real->xAccess (faulty.real, name, flags, result);
}

static int
vfs_full_pathname (sqlite3_vfs *vfs,
                   const char  *name,
                   int          size,
                   char        *full)
{
  return faulty.real->xFullPathname (faulty.real, name, size, full);
}

static int
vfs_randomness (sqlite3_vfs *vfs,
                int          size,
                char        *bytes)
{
  return faulty.real->xRandomness (faulty.real, size, bytes);
}

static int
vfs_sleep (sqlite3_vfs *vfs,
           int          microseconds)
{
  return faulty.real->xSleep (faulty.real, microseconds);
}

static int
vfs_current_time (sqlite3_vfs *vfs,
                  double      *time)
{
  return faulty.real->xCurrentTime (faulty.real, time);
}

static int
vfs_get_last_error (sqlite3_vfs *vfs,
                    int          size,
                    char        *text)
{
  return faulty.real->xGetLastError (faulty.real, size, text);
}

static int
vfs_current_time_int64 (sqlite3_vfs   *vfs,
                        sqlite3_int64 *time)
{
  return faulty.real->xCurrentTimeInt64 (faulty.real, time);
}

/**
 * lf_test_faulty_vfs_register:
 *
 * Puts the layer below every file that is opened from now on. Once a program, before anything is
 * opened.
 */
void
lf_test_faulty_vfs_register (void)
{
  faulty.real = sqlite3_vfs_find (NULL);
  faulty.vfs = (sqlite3_vfs) {
    .iVersion = 2,
    .szOsFile = (int) sizeof (File) + faulty.real->szOsFile,
    .mxPathname = faulty.real->mxPathname,
    .zName = "faulty",
    .xOpen = vfs_open,
    .xDelete = vfs_delete,
    .xAccess = vfs_access,
    .xFullPathname = vfs_full_pathname,
    .xRandomness = vfs_randomness,
    .xSleep = vfs_sleep,
    .xCurrentTime = vfs_current_time,
    .xGetLastError = vfs_get_last_error,
    .xCurrentTimeInt64 = vfs_current_time_int64,
  };
  g_assert_cmpint (sqlite3_vfs_register (&faulty.vfs, 1), ==, SQLITE_OK);
}

/**
 * lf_test_faulty_vfs_start:
 * @fault: (nullable): what is to go wrong; %NULL to count only
 * @watch: (nullable): called before each operation
 * @data: for @watch
 *
 * Begins to count from nothing.
 */
void
lf_test_faulty_vfs_start (const LfTestFault *fault,
                          LfTestWatchFunc    watch,
                          gpointer           data)
{
  static const LfTestFault none;

  g_mutex_lock (&faulty.lock);
  faulty.fault = fault != NULL ? *fault : none;
  faulty.watch = watch;
  faulty.data = data;
  faulty.met = FALSE;
  for (guint i = 0; i < LF_TEST_N_OPERATIONS; i++)
    faulty.counts[i] = 0;
  g_mutex_unlock (&faulty.lock);
}

/**
 * lf_test_faulty_vfs_stop:
 *
 * From now on all is well again.
 *
 * Returns: whether anything went wrong
 */
gboolean
lf_test_faulty_vfs_stop (void)
{
  gboolean met;

  g_mutex_lock (&faulty.lock);
  met = faulty.met;
  faulty.fault.first = 0;
  faulty.watch = NULL;
  g_mutex_unlock (&faulty.lock);
  return met;
}

/**
 * lf_test_faulty_vfs_get_count:
 * @operation: an operation
 *
 * Returns: how many of them there were since lf_test_faulty_vfs_start()
 */
guint64
lf_test_faulty_vfs_get_count (LfTestOperation operation)
{
  guint64 n;

  g_mutex_lock (&faulty.lock);
  n = faulty.counts[operation];
  g_mutex_unlock (&faulty.lock);
  return n;
}

/**
 * lf_test_operation_get_name:
 * @operation: an operation
 *
 * Returns: (transfer none): its name
 */
const char *
lf_test_operation_get_name (LfTestOperation operation)
{
  static const char *const names[LF_TEST_N_OPERATIONS] = { "open", "read",     "write",
                                                           "sync", "truncate", "delete" };

  return names[operation];
}
