/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lf-test-support.h"

#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "catalog/lf-resources.h"

/* The user that root becomes where permissions are to count: the overflow id, which owns nothing */
#define NOBODY 65534

struct _LfTestChild
{
  pid_t pid;
};

/* Where Lightframe keeps what is its own, and who removes it: not a child that ends first */
static LfTestFolder *data_folder;
static pid_t data_owner;

static void
remove_data (void)
{
  if (getpid () == data_owner)
    g_clear_pointer (&data_folder, lf_test_folder_free);
}

/**
 * lf_test_init:
 * @argc: of main()
 * @argv: of main()
 *
 * Begins every test program. What Lightframe keeps for itself lies in a folder of the program's own.
 */
void
lf_test_init (int    *argc,
              char ***argv)
{
  setlocale (LC_ALL, "");
  g_test_init (argc, argv, NULL);
  data_folder = lf_test_folder_new ();
  data_owner = getpid ();
  g_setenv ("XDG_DATA_HOME", data_folder, TRUE);
  atexit (remove_data);
  lf_catalog_register_resources ();
}

/**
 * lf_test_set_patience:
 * @milliseconds: how long connections that are opened from now on wait for a lock; 0 for as long as
 *   usual
 *
 * Is for tests in which nobody gives a lock back. While no other thread is there.
 */
void
lf_test_set_patience (guint milliseconds)
{
  g_autofree char *text = g_strdup_printf ("%u", milliseconds);

  if (milliseconds > 0)
    g_setenv ("LIGHTFRAME_PATIENCE_MS", text, TRUE);
  else
    g_unsetenv ("LIGHTFRAME_PATIENCE_MS");
}

static gboolean
timeout_cb (gpointer data)
{
  gboolean *timed_out = data;

  *timed_out = TRUE;
  return G_SOURCE_CONTINUE;
}

/**
 * lf_test_wait:
 * @condition: what is waited for
 * @data: for @condition
 *
 * Runs the main loop until @condition is true, but no longer than %LF_TEST_PATIENCE_MS.
 *
 * Returns: whether it became true
 */
gboolean
lf_test_wait (LfTestFunc condition,
              gpointer   data)
{
  gboolean timed_out = FALSE;
  guint id = g_timeout_add (LF_TEST_PATIENCE_MS, timeout_cb, &timed_out);

  while (!timed_out && !condition (data))
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (id);
  return !timed_out;
}

/**
 * lf_test_as_user:
 * @func: what to do
 * @data: for @func
 *
 * Does something in a child process that is not root, so that permissions count.
 *
 * Returns: what @func returned; %FALSE if the child crashed
 */
gboolean
lf_test_as_user (LfTestFunc func,
                 gpointer   data)
{
  pid_t pid = fork ();
  int status;

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      if (getuid () == 0 && (setgid (NOBODY) != 0 || setuid (NOBODY) != 0))
        _exit (2);
      _exit (func (data) ? 0 : 1);
    }

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

/**
 * lf_test_child_start:
 * @func: what the child does first
 * @data: for @func
 *
 * Starts a process that calls @func and then does nothing. Returns when @func has returned.
 *
 * Returns: (transfer full): the process
 */
LfTestChild *
lf_test_child_start (LfTestFunc func,
                     gpointer   data)
{
  LfTestChild *self = g_new0 (LfTestChild, 1);
  int ready[2];
  char done = 0;

  g_assert_cmpint (pipe (ready), ==, 0);
  self->pid = fork ();
  g_assert_cmpint (self->pid, >=, 0);

  if (self->pid == 0)
    {
      /* Not to be left behind by a test that fails */
      prctl (PR_SET_PDEATHSIG, SIGKILL);
      close (ready[0]);
      done = func (data) ? 1 : 0;
      if (write (ready[1], &done, 1) == 1)
        while (TRUE)
          pause ();
      _exit (0);
    }

  close (ready[1]);
  g_assert_cmpint (read (ready[0], &done, 1), ==, 1);
  close (ready[0]);
  g_assert_cmpint (done, ==, 1);
  return self;
}

/**
 * lf_test_child_get_id:
 * @self: a process
 *
 * Returns: its number
 */
int
lf_test_child_get_id (LfTestChild *self)
{
  return self->pid;
}

/**
 * lf_test_child_end:
 * @self: (transfer full): a process
 *
 * Kills it, so that it gets no chance to tidy up.
 */
void
lf_test_child_end (LfTestChild *self)
{
  kill (self->pid, SIGKILL);
  waitpid (self->pid, NULL, 0);
  g_free (self);
}

/**
 * lf_test_open:
 * @path: a catalog that must open
 *
 * Returns: (transfer full): a connection to it
 */
LfConnection *
lf_test_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  LfConnection *connection = lf_connection_open (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (connection);
  return connection;
}

/**
 * lf_test_browse:
 * @path: a catalog
 *
 * Does what somebody does who looks at every session of a catalog: opens it, lists the sessions,
 * loads the integration and the details, closes it. Nothing of it may fail.
 */
void
lf_test_browse (const char *path)
{
  g_autoptr (LfConnection) connection = lf_test_open (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfSessionList) list = lf_session_list_load (connection, &error);
  g_autoptr (GHashTable) integration = NULL;

  g_assert_no_error (error);
  integration = lf_integration_load (connection, &error);
  g_assert_no_error (error);
  g_assert_nonnull (integration);

  for (guint i = 0; i < list->sessions->len; i++)
    {
      LfSession *session = g_ptr_array_index (list->sessions, i);
      g_autoptr (LfSessionDetail) detail = NULL;

      lf_integration_apply (integration, session);
      detail = lf_session_detail_load (connection, lf_session_get_id (session), &error);
      g_assert_no_error (error);
      g_assert_nonnull (detail);
    }
}
