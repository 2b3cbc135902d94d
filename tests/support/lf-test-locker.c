/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lf-test-locker.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Where SQLite's locks are: https://www.sqlite.org/src/file?name=src/os.h for the file,
 * https://www.sqlite.org/walformat.html for the shared memory beside a WAL */
#define RESERVED_BYTE 0x40000001
#define SHARED_FIRST 0x40000002
#define SHARED_SIZE 510
#define WAL_WRITE_BYTE 120
#define WAL_FIRST_READ_BYTE 123
#define WAL_USER_BYTE 128

struct _LfTestLocker
{
  pid_t pid;
  int   socket;
};

typedef struct
{
  LfTestLock lock;
  guint      milliseconds;      /* 0: until it is released; G_MAXUINT: releases it */
} Order;

/* What the process has open, and thereby locked */
typedef struct
{
  const char *path;
  const char *shm;
  gboolean    wal;
  int         fds[2];
} Files;

static gboolean
take (int   fd,
      short type,
      off_t start,
      off_t length)
{
  struct flock lock = {
    .l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length
  };

  return fd >= 0 && fcntl (fd, F_SETLK, &lock) == 0;
}

static gboolean
take_all (Files      *files,
          LfTestLock  lock)
{
  gboolean done;

  files->fds[0] = open (files->path, O_RDWR | O_CLOEXEC);
  done = take (files->fds[0], F_RDLCK, SHARED_FIRST, SHARED_SIZE);
  if (!files->wal)
    return done && (lock == LF_TEST_LOCK_READ || take (files->fds[0], F_WRLCK, RESERVED_BYTE, 1));

  files->fds[1] = open (files->shm, O_RDWR | O_CLOEXEC);
  return done && take (files->fds[1], F_RDLCK, WAL_USER_BYTE, 1) &&
         (lock == LF_TEST_LOCK_READ ? take (files->fds[1], F_RDLCK, WAL_FIRST_READ_BYTE, 2)
                                    : take (files->fds[1], F_WRLCK, WAL_WRITE_BYTE, 1));
}

static void
release_all (Files *files)
{
  for (guint i = 0; i < G_N_ELEMENTS (files->fds); i++)
    {
      if (files->fds[i] >= 0)
        close (files->fds[i]);
      files->fds[i] = -1;
    }
}

static void
serve (int         socket,
       const char *path,
       gboolean    wal)
{
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  Files files = { path, shm, wal, { -1, -1 } };
  int patience = -1;

  while (TRUE)
    {
      struct pollfd ready = { .fd = socket, .events = POLLIN };
      Order order;
      char answer;

      if (poll (&ready, 1, patience) == 0)
        {
          release_all (&files);
          patience = -1;
          continue;
        }

      if (read (socket, &order, sizeof order) != sizeof order)
        _exit (0);
      release_all (&files);
      answer = order.milliseconds != G_MAXUINT && take_all (&files, order.lock);
      if (!answer)
        release_all (&files);
      patience = answer && order.milliseconds > 0 ? (int) order.milliseconds : -1;
      if (write (socket, &answer, 1) != 1)
        _exit (0);
    }
}

/**
 * lf_test_locker_new:
 * @path: a catalog
 * @wal: whether it is in WAL mode
 *
 * Returns: (transfer full): a process that holds no lock yet
 */
LfTestLocker *
lf_test_locker_new (const char *path,
                    gboolean    wal)
{
  LfTestLocker *self = g_new0 (LfTestLocker, 1);
  int sockets[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets), ==, 0);
  self->socket = sockets[0];
  self->pid = fork ();
  g_assert_cmpint (self->pid, >=, 0);
  if (self->pid == 0)
    {
      prctl (PR_SET_PDEATHSIG, SIGKILL);
      close (sockets[0]);
      serve (sockets[1], path, wal);
    }
  close (sockets[1]);
  return self;
}

static gboolean
tell (LfTestLocker *self,
      const Order  *order)
{
  char answer = 0;

  g_assert_cmpint (write (self->socket, order, sizeof *order), ==, sizeof *order);
  g_assert_cmpint (read (self->socket, &answer, 1), ==, 1);
  return answer != 0;
}

/**
 * lf_test_locker_lock:
 * @self: a locker
 * @lock: which lock
 * @milliseconds: how long it keeps it; 0 for until lf_test_locker_release()
 *
 * Lets it take a lock.
 *
 * Returns: whether it got it
 */
gboolean
lf_test_locker_lock (LfTestLocker *self,
                     LfTestLock    lock,
                     guint         milliseconds)
{
  Order order = { lock, milliseconds };

  return tell (self, &order);
}

/**
 * lf_test_locker_release:
 * @self: a locker
 *
 * Lets it release what it has locked.
 */
void
lf_test_locker_release (LfTestLocker *self)
{
  Order order = { LF_TEST_LOCK_READ, G_MAXUINT };

  tell (self, &order);
}

/**
 * lf_test_locker_free:
 * @self: (transfer full): a locker
 *
 * Ends it.
 */
void
lf_test_locker_free (LfTestLocker *self)
{
  close (self->socket);
  waitpid (self->pid, NULL, 0);
  g_free (self);
}
