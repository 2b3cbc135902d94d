/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-late-figures.h"

#include <glib/gi18n-lib.h>

#include "app/lf-hold.h"

struct _LfLateFigures
{
  GObject           parent_instance;

  GtkWindow        *window;             /* borrowed; it stops this before it goes */
  LfSessionBrowser *browser;
  LfCatalog        *catalog;
  GCancellable     *cancellable;
  guint64           n_frames;
  gboolean          has_n_frames;
};

enum
{
  COUNTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfLateFigures, lf_late_figures, G_TYPE_OBJECT)

/* Whoever waits for an answer holds the window, so it is not disposed of before */
static LfLateFigures *
begin (LfLateFigures *self)
{
  lf_hold ();
  g_object_ref (self->window);
  return g_object_ref (self);
}

static void
end (LfLateFigures *self)
{
  g_object_unref (self->window);
  g_object_unref (self);
  lf_release ();
}

static void
integration_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  LfLateFigures *self = data;
  g_autoptr (GError) error = NULL;
  LfIntegration *integration = lf_catalog_load_integration_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    g_clear_pointer (&integration, g_hash_table_unref);
  else if (integration != NULL)
    lf_session_browser_set_integration (self->browser, integration);
  else if (!g_error_matches (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED))
    {
      /* Translators: before a message that says why */
      g_autofree char *text = g_strdup_printf (_("The integration could not be summed up. %s"),
                                               error->message);

      lf_session_browser_set_warning (self->browser, text);
    }
  end (self);
}

static void
frames_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  LfLateFigures *self = data;

  /* A failure is told by the integration, which reads the same table */
  self->has_n_frames = lf_catalog_count_frames_finish (result, &self->n_frames, NULL);
  if (!g_cancellable_is_cancelled (self->cancellable))
    g_signal_emit (self, signals[COUNTED], 0);
  end (self);
}

static void
lf_late_figures_finalize (GObject *object)
{
  LfLateFigures *self = LF_LATE_FIGURES (object);

  g_clear_object (&self->catalog);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (lf_late_figures_parent_class)->finalize (object);
}

static void
lf_late_figures_class_init (LfLateFiguresClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_late_figures_finalize;

  /**
   * LfLateFigures::counted:
   * @self: the figures
   *
   * The frames have been counted, or cannot be.
   */
  signals[COUNTED] = g_signal_new ("counted", LF_TYPE_LATE_FIGURES, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
lf_late_figures_init (LfLateFigures *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * lf_late_figures_new:
 * @window: the window of @browser, which calls lf_late_figures_stop() before it goes
 * @browser: a list that shows the sessions of @catalog
 * @catalog: a catalog
 *
 * Returns: (transfer full): figures that are not known yet
 */
LfLateFigures *
lf_late_figures_new (GtkWindow        *window,
                     LfSessionBrowser *browser,
                     LfCatalog        *catalog)
{
  LfLateFigures *self = g_object_new (LF_TYPE_LATE_FIGURES, NULL);

  self->window = window;
  self->browser = browser;
  self->catalog = g_object_ref (catalog);
  return self;
}

/**
 * lf_late_figures_get_count:
 * @self: the figures
 *
 * Returns: (transfer none) (nullable): how many frames the catalog has, linked or not; %NULL while
 *   that is not known
 */
const guint64 *
lf_late_figures_get_count (LfLateFigures *self)
{
  return self->has_n_frames ? &self->n_frames : NULL;
}

/**
 * lf_late_figures_start:
 * @self: the figures
 *
 * Begins to read.
 */
void
lf_late_figures_start (LfLateFigures *self)
{
  lf_catalog_count_frames_async (self->catalog, self->cancellable, frames_cb, begin (self));
  lf_catalog_load_integration_async (self->catalog, self->cancellable, integration_cb,
                                     begin (self));
}

static void
sessions_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  LfLateFigures *self = data;
  g_autoptr (LfSessionList) list = lf_catalog_load_sessions_finish (result, NULL);

  /* If it cannot be read, what is shown is not known to be wrong */
  if (list != NULL && !g_cancellable_is_cancelled (self->cancellable))
    {
      lf_session_browser_refresh (self->browser, list);
      lf_late_figures_start (self);
    }
  end (self);
}

/**
 * lf_late_figures_reload:
 * @self: the figures
 *
 * Reads the list again, and the figures after it, because a session was changed. Nothing else of
 * what the windows show is lost by that.
 */
void
lf_late_figures_reload (LfLateFigures *self)
{
  lf_catalog_load_sessions_async (self->catalog, self->cancellable, sessions_cb, begin (self));
}

/**
 * lf_late_figures_stop:
 * @self: the figures
 *
 * Reads no further. What still answers is ignored.
 */
void
lf_late_figures_stop (LfLateFigures *self)
{
  g_cancellable_cancel (self->cancellable);
}
