/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-catalog-watch.h"

#include <stdlib.h>

#include "app/lf-hold.h"
#include "catalog/lf-file-system.h"

/* The file, SQLite's two beside it, and the link that leads to it */
#define N_MONITORS 4

struct _LfCatalogWatch
{
  GObject         parent_instance;

  LfCatalog      *catalog;
  GObject        *keeper;       /* borrowed; it stops this before it goes */
  GFileMonitor   *monitors[N_MONITORS];
  GCancellable   *cancellable;
  LfCatalogGuard  guard;
  gpointer        guard_data;

  LfCatalogLook  *seen;         /* what all that is shown is as new as; NULL for nothing */
  GError         *error;
  gint64          looked_us;    /* when it was looked at last */
  gint64          due_us;       /* when @source is due */
  guint           source;
  guint           echo_ms;      /* after how long it is looked at again; 0 for not at all */
  guint           n_failed;
  guint           n_reopened;
  gboolean        by_clock;
  gboolean        looking;
};

enum
{
  PROP_ERROR = 1,
  N_PROPS,
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfCatalogWatch, lf_catalog_watch, G_TYPE_OBJECT)

/* How long to wait for more of a write that has begun, and how often to look while somebody goes on
 * writing */
#define SETTLE_MS 100
#define INTERVAL_MS 500

/* How often a monitor says of one file that it was written to */
#define MONITOR_LIMIT_MS 100

/* A WAL is written before what is in it counts, and a slow disk may take its time between the two,
 * of which nothing tells. So a look that comes too early is followed by others, ever later. */
#define FIRST_ECHO_MS 250
#define LAST_ECHO_MS 8000

/* How often to look where nothing tells of a write */
#define CLOCK_MS 1500

/* How often to try while another program has it locked, or this one works on it, and while it cannot
 * be read */
#define BUSY_MS 300
#define ERROR_MS 3000

/* So often something may fail until it is told: a file that is put in the place of another one is
 * not there, or not whole, for a moment */
#define PATIENCE 3

static void look_in (LfCatalogWatch *self,
                     guint           milliseconds);

/* Whoever waits for an answer keeps the window, so that the catalog is closed when that has gone */
static LfCatalogWatch *
begin (LfCatalogWatch *self)
{
  lf_hold ();
  if (self->keeper != NULL)
    g_object_ref (self->keeper);
  return g_object_ref (self);
}

static void
end (LfCatalogWatch *self)
{
  if (self->keeper != NULL)
    g_object_unref (self->keeper);
  g_object_unref (self);
  lf_release ();
}

static void
set_error (LfCatalogWatch *self,
           GError         *error)
{
  gboolean same = (self->error == NULL && error == NULL) ||
                  (self->error != NULL && error != NULL &&
                   g_error_matches (error, self->error->domain, self->error->code) &&
                   g_str_equal (error->message, self->error->message));

  g_clear_error (&self->error);
  self->error = error;
  if (!same)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

static gboolean
is_stopped (LfCatalogWatch *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

static void
look_again (LfCatalogWatch *self)
{
  if (self->by_clock)
    look_in (self, CLOCK_MS);

  if (self->echo_ms == 0)
    return;

  look_in (self, self->echo_ms);
  self->echo_ms = self->echo_ms < LAST_ECHO_MS ? self->echo_ms * 2 : 0;
}

/* Takes @error over */
static void
fail (LfCatalogWatch *self,
      GError         *error)
{
  if (g_error_matches (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_BUSY))
    {
      g_error_free (error);
      look_in (self, BUSY_MS);
      return;
    }

  self->n_failed = MIN (self->n_failed + 1, PATIENCE);
  look_in (self, self->n_failed < PATIENCE ? BUSY_MS : ERROR_MS);
  if (self->n_failed == PATIENCE)
    set_error (self, error);
  else
    g_error_free (error);
}

/* The file is another one, or has other tables: what is prepared for it is of no use any more */
static void
reopen (LfCatalogWatch *self)
{
  g_clear_pointer (&self->seen, g_free);
  self->n_reopened++;
  lf_catalog_reopen (self->catalog);
  look_in (self, self->n_reopened < PATIENCE ? 0 : ERROR_MS);
}

/* Takes @look over */
static void
compare (LfCatalogWatch *self,
         LfCatalogLook  *look,
         gboolean        absorb)
{
  g_autofree LfCatalogLook *before = self->seen;
  gboolean other_tables = before == NULL;

  self->seen = look;
  if (look->moved || (before != NULL && lf_catalog_look_is_other_file (before, look)))
    {
      reopen (self);
      return;
    }

  self->n_reopened = 0;
  if (before != NULL && lf_catalog_look_is_same (before, look))
    {
      look_again (self);
      return;
    }

  self->echo_ms = FIRST_ECHO_MS;
  look_again (self);
  if (!absorb || other_tables)
    g_signal_emit (self, signals[CHANGED], 0, other_tables);
}

static void
looked (LfCatalogWatch *self,
        GAsyncResult   *result,
        gboolean        absorb)
{
  GError *error = NULL;
  LfCatalogLook *look = lf_catalog_look_finish (self->catalog, result, &error);

  if (is_stopped (self))
    {
      g_free (look);
      g_clear_error (&error);
      return;
    }

  if (look == NULL)
    {
      fail (self, error);
      return;
    }

  self->n_failed = 0;
  set_error (self, NULL);
  compare (self, look, absorb);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  LfCatalogWatch *self = data;

  self->looking = FALSE;
  looked (self, result, FALSE);
  end (self);
}

static void
absorbed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  LfCatalogWatch *self = data;

  looked (self, result, TRUE);
  end (self);
}

static gboolean
look_cb (gpointer data)
{
  LfCatalogWatch *self = data;

  self->source = 0;
  if (self->looking || (self->guard != NULL && !self->guard (self->guard_data)))
    {
      look_in (self, BUSY_MS);
      return G_SOURCE_REMOVE;
    }

  self->looking = TRUE;
  self->looked_us = g_get_monotonic_time ();
  lf_catalog_look_async (self->catalog, self->cancellable, looked_cb, begin (self));
  return G_SOURCE_REMOVE;
}

/* The sooner one counts */
static void
look_in (LfCatalogWatch *self,
         guint           milliseconds)
{
  gint64 due = g_get_monotonic_time () + (gint64) milliseconds * 1000;

  if (self->source != 0 && self->due_us <= due)
    return;

  g_clear_handle_id (&self->source, g_source_remove);
  self->due_us = due;
  self->source = g_timeout_add (milliseconds, look_cb, self);
}

static void
file_changed_cb (LfCatalogWatch    *self,
                 GFile             *file,
                 GFile             *other,
                 GFileMonitorEvent  event)
{
  gint64 since_ms = (g_get_monotonic_time () - self->looked_us) / 1000;

  if (event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED)
    return;

  self->echo_ms = FIRST_ECHO_MS;
  look_in (self, since_ms < INTERVAL_MS ? MAX (SETTLE_MS, INTERVAL_MS - (guint) since_ms)
                                        : SETTLE_MS);
}

static void
add_monitor (LfCatalogWatch *self,
             guint           number,
             const char     *path,
             const char     *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (name);

  self->monitors[number] = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitors[number] == NULL)
    {
      self->by_clock = TRUE;
      return;
    }

  g_file_monitor_set_rate_limit (self->monitors[number], MONITOR_LIMIT_MS);
  g_signal_connect_object (self->monitors[number], "changed", G_CALLBACK (file_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* What is asked of a disk that may be asleep, on the catalog's thread */
static gpointer
do_find_place (LfConnection  *connection,
               gpointer       data,
               GError       **error)
{
  const char *path = lf_connection_get_path (connection);
  char *real = realpath (path, NULL);
  char *place = real != NULL && lf_file_system_tells_changes (real) ? g_strdup (real) : NULL;

  free (real);
  return place != NULL ? place : g_strdup ("");
}

static void
add_monitors (LfCatalogWatch *self,
              const char     *place)
{
  add_monitor (self, 0, place, "");
  add_monitor (self, 1, place, "-wal");
  add_monitor (self, 2, place, "-journal");
  if (!g_str_equal (place, lf_catalog_get_path (self->catalog)))
    add_monitor (self, 3, lf_catalog_get_path (self->catalog), "");
}

static void
place_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  LfCatalogWatch *self = data;
  g_autofree char *place = lf_catalog_read_finish (result, NULL);

  if (!is_stopped (self))
    {
      if (place == NULL || *place == '\0')
        self->by_clock = TRUE;
      if (!self->by_clock)
        add_monitors (self, place);

      /* What was written before anything could tell of it */
      look_in (self, 0);
    }
  end (self);
}

static void
lf_catalog_watch_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ERROR:
      g_value_set_boxed (value, LF_CATALOG_WATCH (object)->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lf_catalog_watch_dispose (GObject *object)
{
  LfCatalogWatch *self = LF_CATALOG_WATCH (object);

  lf_catalog_watch_stop (self);
  g_clear_object (&self->catalog);

  G_OBJECT_CLASS (lf_catalog_watch_parent_class)->dispose (object);
}

static void
lf_catalog_watch_finalize (GObject *object)
{
  LfCatalogWatch *self = LF_CATALOG_WATCH (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->seen, g_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (lf_catalog_watch_parent_class)->finalize (object);
}

static void
lf_catalog_watch_class_init (LfCatalogWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lf_catalog_watch_dispose;
  object_class->finalize = lf_catalog_watch_finalize;
  object_class->get_property = lf_catalog_watch_get_property;

  /**
   * LfCatalogWatch:error:
   *
   * Why the catalog cannot be read any more, and has not been for a second; %NULL while it can. That
   * another program has it locked is no error.
   */
  props[PROP_ERROR] =
    g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                        G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * LfCatalogWatch::changed:
   * @self: the watch
   * @other_tables: whether it may be another file, or have other tables; it was opened anew then
   *
   * What was read before is out of date.
   */
  signals[CHANGED] = g_signal_new ("changed", LF_TYPE_CATALOG_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
lf_catalog_watch_init (LfCatalogWatch *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * lf_catalog_watch_new:
 * @catalog: a catalog
 * @keeper: (nullable): what calls lf_catalog_watch_stop() before it goes, and does not go while
 *   something is being read
 * @by_clock: whether not to rely on monitors even where they work
 *
 * Returns: (transfer full): a watch that does nothing yet
 */
LfCatalogWatch *
lf_catalog_watch_new (LfCatalog *catalog,
                      gpointer   keeper,
                      gboolean   by_clock)
{
  LfCatalogWatch *self = g_object_new (LF_TYPE_CATALOG_WATCH, NULL);

  self->catalog = g_object_ref (catalog);
  self->keeper = keeper;
  self->by_clock = by_clock;
  self->seen = g_memdup2 (lf_catalog_get_first_look (catalog), sizeof *self->seen);
  return self;
}

/**
 * lf_catalog_watch_set_guard:
 * @self: a watch
 * @guard: (nullable): asked before each look
 * @data: for @guard
 *
 * Lets somebody say that the catalog must be left alone for now.
 */
void
lf_catalog_watch_set_guard (LfCatalogWatch *self,
                            LfCatalogGuard  guard,
                            gpointer        data)
{
  self->guard = guard;
  self->guard_data = data;
}

/**
 * lf_catalog_watch_start:
 * @self: a watch
 *
 * Begins. What was written since the catalog was opened is told, too.
 */
void
lf_catalog_watch_start (LfCatalogWatch *self)
{
  lf_catalog_read_async (self->catalog, FALSE, do_find_place, NULL, NULL, g_free,
                         self->cancellable, place_cb, begin (self));
}

/**
 * lf_catalog_watch_absorb:
 * @self: a watch
 *
 * What was written so far need not be told, for all that is shown is read again from now on. To be
 * called before that is asked for.
 */
void
lf_catalog_watch_absorb (LfCatalogWatch *self)
{
  if (is_stopped (self))
    return;

  lf_catalog_look_async (self->catalog, self->cancellable, absorbed_cb, begin (self));
}

/**
 * lf_catalog_watch_stop:
 * @self: a watch
 *
 * Ends it for good. Nothing is told any more.
 */
void
lf_catalog_watch_stop (LfCatalogWatch *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  for (guint i = 0; i < N_MONITORS; i++)
    if (self->monitors[i] != NULL)
      {
        g_signal_handlers_disconnect_by_data (self->monitors[i], self);
        g_file_monitor_cancel (self->monitors[i]);
        g_clear_object (&self->monitors[i]);
      }
}

/**
 * lf_catalog_watch_is_idle:
 * @self: a watch
 *
 * Returns: whether it waits for nothing but its monitors
 */
gboolean
lf_catalog_watch_is_idle (LfCatalogWatch *self)
{
  return !self->looking && self->source == 0 && self->monitors[0] != NULL;
}

/**
 * lf_catalog_watch_is_by_clock:
 * @self: a watch that has begun
 *
 * Returns: whether it looks by the clock, because nothing would tell it of a write
 */
gboolean
lf_catalog_watch_is_by_clock (LfCatalogWatch *self)
{
  return self->by_clock;
}

/**
 * lf_catalog_watch_get_error:
 * @self: a watch
 *
 * Returns: (transfer none) (nullable): LfCatalogWatch:error
 */
const GError *
lf_catalog_watch_get_error (LfCatalogWatch *self)
{
  return self->error;
}
