/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-live.h"

#include <glib/gi18n-lib.h>

#include "app/lf-catalog-watch.h"
#include "app/lf-late-figures.h"
#include "app/lf-session-window.h"

struct _LfLive
{
  GObject           parent_instance;

  GtkWindow        *window;             /* borrowed; it stops this before it goes */
  LfSessionBrowser *browser;
  LfHealth         *health;
  LfCatalog        *catalog;
  LfLateFigures    *figures;
  LfCatalogWatch   *watch;
};

enum
{
  COUNTED,
  REOPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfLive, lf_live, G_TYPE_OBJECT)

static void
refresh_dialogs (LfLive *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (LF_IS_SESSION_WINDOW (window) &&
          gtk_window_get_transient_for (window) == self->window)
        lf_session_window_refresh (LF_SESSION_WINDOW (window), self->catalog);
    }
}

static void
changed_cb (LfLive   *self,
            gboolean  other_tables)
{
  g_debug ("another program has written to the catalog");
  lf_late_figures_reload (self->figures);
  refresh_dialogs (self);

  /* What is wrong with it may be something else, too */
  if (other_tables)
    {
      lf_health_set_catalog (self->health, lf_catalog_get_path (self->catalog));
      g_signal_emit (self, signals[REOPENED], 0);
    }
}

static void
error_cb (LfLive *self)
{
  const GError *error = lf_catalog_watch_get_error (self->watch);
  g_autofree char *text = NULL;

  if (error != NULL)
    /* Translators: after a message that says why the catalog cannot be read */
    text = g_strdup_printf (_("%s What is shown was read before; as soon as the catalog can be read "
                              "again it is followed by itself."),
                            error->message);
  lf_session_browser_set_warning (self->browser, text);
  lf_session_browser_set_live (self->browser, error == NULL);
}

/* A repair is not disturbed; the window reads all of it again when that is over */
static gboolean
may_look (gpointer data)
{
  LfLive *self = data;

  return !lf_health_is_writing (self->health);
}

static void
counted_cb (LfLive *self)
{
  g_signal_emit (self, signals[COUNTED], 0);
}

static void
lf_live_dispose (GObject *object)
{
  LfLive *self = LF_LIVE (object);

  if (self->watch != NULL)
    lf_live_stop (self);
  g_clear_object (&self->watch);
  g_clear_object (&self->figures);
  g_clear_object (&self->catalog);

  G_OBJECT_CLASS (lf_live_parent_class)->dispose (object);
}

static void
lf_live_class_init (LfLiveClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_live_dispose;

  /**
   * LfLive::counted:
   * @self: the object
   *
   * The frames have been counted, or cannot be.
   */
  signals[COUNTED] = g_signal_new ("counted", LF_TYPE_LIVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  /**
   * LfLive::reopened:
   * @self: the object
   *
   * The catalog is another file, or has other tables.
   */
  signals[REOPENED] = g_signal_new ("reopened", LF_TYPE_LIVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
}

static void
lf_live_init (LfLive *self)
{
}

/**
 * lf_live_new:
 * @window: the window of @browser, which calls lf_live_stop() before it goes
 * @browser: a list that shows the sessions of @catalog
 * @health: the health of what @window shows
 * @catalog: a catalog
 *
 * Returns: (transfer full): an object that does nothing yet
 */
LfLive *
lf_live_new (GtkWindow        *window,
             LfSessionBrowser *browser,
             LfHealth         *health,
             LfCatalog        *catalog)
{
  LfLive *self = g_object_new (LF_TYPE_LIVE, NULL);

  self->window = window;
  self->browser = browser;
  self->health = health;
  self->catalog = g_object_ref (catalog);
  self->figures = lf_late_figures_new (window, browser, catalog);
  self->watch = lf_catalog_watch_new (catalog, window, FALSE);
  lf_catalog_watch_set_guard (self->watch, may_look, self);
  g_signal_connect_object (self->figures, "counted", G_CALLBACK (counted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "notify::error", G_CALLBACK (error_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * lf_live_get_count:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): how many frames the catalog has, linked or not; %NULL while
 *   that is not known
 */
const guint64 *
lf_live_get_count (LfLive *self)
{
  return lf_late_figures_get_count (self->figures);
}

/**
 * lf_live_is_idle:
 * @self: the object
 *
 * Returns: whether nothing is done until somebody writes to the catalog
 */
gboolean
lf_live_is_idle (LfLive *self)
{
  return lf_catalog_watch_is_idle (self->watch);
}

/**
 * lf_live_start:
 * @self: the object
 *
 * Begins: the list is on the screen.
 */
void
lf_live_start (LfLive *self)
{
  lf_late_figures_start (self->figures);
  lf_catalog_watch_start (self->watch);
  lf_session_browser_set_live (self->browser, TRUE);
}

/**
 * lf_live_reload:
 * @self: the object
 *
 * Reads all again that is shown, because a session was changed here. To be called before the one who
 * changed it reads something.
 */
void
lf_live_reload (LfLive *self)
{
  lf_catalog_watch_absorb (self->watch);
  lf_late_figures_reload (self->figures);
  refresh_dialogs (self);
}

/**
 * lf_live_stop:
 * @self: the object
 *
 * Reads no further. What still answers is ignored.
 */
void
lf_live_stop (LfLive *self)
{
  lf_catalog_watch_set_guard (self->watch, NULL, NULL);
  lf_catalog_watch_stop (self->watch);
  lf_late_figures_stop (self->figures);
}
