/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-startup LIGHTFRAME [OTHER]: how long it takes from the start of the program to a window
 * that shows something, compared with another program of the same toolkit, in turns. Prints
 *
 *   startup ours MS raw MS ratio R
 *
 * with the medians. Both are watched in the same way from outside: the X server tells when a window
 * comes up and when something is drawn in it, and its picture is looked at to see whether it shows
 * something. Lightframe has to show rows of a catalog besides, which it tells in a debug message
 * after it has painted them.
 *
 * The picture is only looked at when a program has drawn, told of its rows and come to rest: to
 * fetch it keeps the X server and a core busy for several milliseconds, and whoever were not done
 * then would be measured with that. The time is that of the drawing, not of the look. */

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "demo/lf-demo.h"
#include "lf-test-folder.h"

#define N_RUNS 9
#define RATIO_MAX 1.5
#define PATIENCE_US (30 * G_USEC_PER_SEC)
#define REST_MS 20

/* Smaller windows are helpers of the toolkit; and every so many pixels are looked at */
#define LEAST_WIDTH 150
#define STRIDE 3

#define OTHER "gtk4-demo-application"
#define FIRST_ROWS "first rows shown"

typedef struct
{
  Display *display;
  int      damage_event;        /* the number of XDamageNotify */
  Window   window;              /* what came up; None until then */
  Damage   damage;
  gint64   touched;             /* when it was drawn in since the last look; 0 if it was not */
  gint64   drawn;               /* when what is seen in it was drawn, and when rows were told of */
  gint64   rows;
} Watch;

/* The window may go while it is looked at */
static int
error_cb (Display     *display,
          XErrorEvent *event)
{
  return 0;
}

static gboolean
has_content (Watch *watch)
{
  XWindowAttributes attributes;
  XImage *image;
  gboolean found = FALSE;

  if (!XGetWindowAttributes (watch->display, watch->window, &attributes) ||
      attributes.map_state != IsViewable)
    return FALSE;

  image = XGetImage (watch->display, watch->window, 0, 0, (guint) attributes.width,
                     (guint) attributes.height, AllPlanes, ZPixmap);
  if (image == NULL)
    return FALSE;

  for (int y = 0; y < image->height && !found; y += STRIDE)
    for (int x = 0; x < image->width && !found; x += STRIDE)
      found = XGetPixel (image, x, y) != XGetPixel (image, image->width / 2, image->height - 1) &&
              (XGetPixel (image, x, y) & 0xffffff) != 0;
  XDestroyImage (image);
  return found;
}

static void
read_events (Watch *watch)
{
  while (XPending (watch->display) > 0)
    {
      XEvent event;
      XWindowAttributes attributes;

      XNextEvent (watch->display, &event);
      if (event.type == MapNotify && watch->window == None &&
          XGetWindowAttributes (watch->display, event.xmap.window, &attributes) &&
          attributes.width >= LEAST_WIDTH)
        {
          watch->window = event.xmap.window;
          watch->damage = XDamageCreate (watch->display, watch->window, XDamageReportNonEmpty);
          /* That it is new is told as if it were drawn in; what is drawn next shall be told too */
          XDamageSubtract (watch->display, watch->damage, None, None);
        }
      else if (event.type == watch->damage_event)
        watch->touched = g_get_monotonic_time ();
    }
}

static void
read_output (Watch   *watch,
             int      fd,
             GString *output)
{
  char bytes[4096];
  gssize n = read (fd, bytes, sizeof bytes);

  if (n <= 0)
    return;

  g_string_append_len (output, bytes, n);
  if (watch->rows == 0 && strstr (output->str, FIRST_ROWS) != NULL)
    watch->rows = g_get_monotonic_time ();
}

static void
look (Watch *watch)
{
  gint64 touched = watch->touched;

  /* Before the picture is fetched, so that what is drawn meanwhile is told again */
  watch->touched = 0;
  XDamageSubtract (watch->display, watch->damage, None, None);
  if (has_content (watch))
    watch->drawn = touched;
}

static void
watch_start (Watch    *watch,
             int       fd,
             gboolean  wants_rows,
             gint64    start)
{
  g_autoptr (GString) output = g_string_new (NULL);

  while (watch->drawn == 0 || (wants_rows && watch->rows == 0))
    {
      struct pollfd fds[] = { { ConnectionNumber (watch->display), POLLIN, 0 }, { fd, POLLIN, 0 } };

      /* A look may have read events already, which poll() does not know of */
      int wait = XPending (watch->display) > 0 ? 0 : REST_MS;
      gboolean rests = poll (fds, G_N_ELEMENTS (fds), wait) == 0 && wait > 0;

      read_events (watch);
      if (fds[1].revents & POLLIN)
        read_output (watch, fd, output);
      if (rests && watch->touched != 0 && watch->drawn == 0 && (!wants_rows || watch->rows != 0))
        look (watch);
      if (g_get_monotonic_time () - start > PATIENCE_US)
        g_error ("no window was shown: %s", output->str);
    }
}

/* Returns the milliseconds until the program shows what it should */
static double
measure (Display     *display,
         int          damage_event,
         const char **argv,
         gboolean     wants_rows)
{
  Watch watch = { .display = display, .damage_event = damage_event };
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  GPid pid;
  int fd;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL,
                            G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH, NULL, NULL, &pid, NULL,
                            &fd, NULL, &error);
  if (error != NULL)
    g_error ("%s", error->message);

  watch_start (&watch, fd, wants_rows, start);
  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
  close (fd);
  XSync (display, False);
  read_events (&watch);
  return (double) (MAX (watch.drawn, watch.rows) - start) / 1000;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
get_median (double *times)
{
  qsort (times, N_RUNS, sizeof *times, compare_times);
  return times[N_RUNS / 2];
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (LfTestFolder) folder = lf_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "demo.db", NULL);
  LfDemoOptions options = { LF_DEMO_HEALTHY, 0, 0 };
  const char *ours[] = { argv[1], path, NULL };
  const char *other[] = { argc > 2 ? argv[2] : OTHER, NULL };
  g_autofree char *found = argc > 1 ? g_find_program_in_path (other[0]) : NULL;
  Display *display = XOpenDisplay (NULL);
  double times[2][N_RUNS];
  int damage_event;
  int damage_error;

  if (argc < 2 || display == NULL || found == NULL ||
      !XDamageQueryExtension (display, &damage_event, &damage_error))
    {
      g_printerr ("There is no display that tells of drawing, or no %s.\n", other[0]);
      return 77;
    }

  g_setenv ("G_MESSAGES_DEBUG", "lightframe", TRUE);
  damage_event += XDamageNotify;
  XSetErrorHandler (error_cb);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  g_assert_true (lf_demo_make (path, &options, NULL, NULL, NULL, NULL));

  /* The first of each fills the caches */
  measure (display, damage_event, ours, TRUE);
  measure (display, damage_event, other, FALSE);
  for (guint i = 0; i < N_RUNS; i++)
    {
      times[0][i] = measure (display, damage_event, ours, TRUE);
      times[1][i] = measure (display, damage_event, other, FALSE);
    }

  {
    double our = get_median (times[0]);
    double raw = get_median (times[1]);

    printf ("startup ours %.1f raw %.1f ratio %.2f%s\n", our, raw, our / raw,
            our / raw > RATIO_MAX ? " TOO LONG" : "");
    XCloseDisplay (display);
    return our / raw > RATIO_MAX ? 1 : 0;
  }
}
