/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-late-figures.h"

#include <glib/gi18n-lib.h>

#include "app/lf-hold.h"
#include "app/lf-late-giver.h"
#include "catalog/lf-calibration.h"

struct _LfLateFigures
{
  GObject           parent_instance;

  GtkWindow        *window;             /* borrowed; it stops this before it goes */
  LfSessionBrowser *browser;
  LfCatalog        *catalog;
  GCancellable     *cancellable;
  LfLateGiver      *integration;
  LfLateGiver      *calibration;
  guint64           n_frames;
  gboolean          has_n_frames;
  guint             n_reading;          /* figures that are being read */
  gint64            started_us;
  guint             start_source;       /* they are read again later */
  gboolean          start_again;
  gboolean          loading;            /* the list is being read */
  gboolean          load_again;
};

enum
{
  COUNTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfLateFigures, lf_late_figures, G_TYPE_OBJECT)

/* Between two times of reading the figures there is as long a rest as reading them took, and for no
 * longer than so */
#define MAX_REST_MS 5000

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

static gboolean
start_cb (gpointer data)
{
  LfLateFigures *self = data;

  self->start_source = 0;
  lf_late_figures_start (self);
  return G_SOURCE_REMOVE;
}

/* While another program writes and writes, reading all figures each time would keep two processors
 * busy and that program waiting */
static void
end_reading (LfLateFigures *self)
{
  gint64 rest_ms = (g_get_monotonic_time () - self->started_us) / 1000;

  if (--self->n_reading == 0 && self->start_again && self->start_source == 0 &&
      !g_cancellable_is_cancelled (self->cancellable))
    self->start_source = g_timeout_add ((guint) MIN (rest_ms, MAX_REST_MS), start_cb, self);
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
    lf_late_giver_run (self->integration, integration);
  else if (!g_error_matches (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED))
    {
      /* Translators: before a message that says why */
      g_autofree char *text = g_strdup_printf (_("The integration could not be summed up. %s"),
                                               error->message);

      lf_session_browser_set_warning (self->browser, text);
    }
  end_reading (self);
  end (self);
}

static gpointer
do_load_calibration (LfConnection  *connection,
                     gpointer       data,
                     GError       **error)
{
  return lf_calibration_load_summary (connection, error);
}

static void
calibration_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  LfLateFigures *self = data;
  /* A failure is told by the integration, which reads the same tables */
  GHashTable *summary = lf_catalog_read_finish (result, NULL);

  if (g_cancellable_is_cancelled (self->cancellable))
    g_clear_pointer (&summary, g_hash_table_unref);
  else if (summary != NULL)
    lf_late_giver_run (self->calibration, summary);
  end_reading (self);
  end (self);
}

static void
frames_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  LfLateFigures *self = data;

  /* Likewise */
  self->has_n_frames = lf_catalog_count_frames_finish (result, &self->n_frames, NULL);
  if (!g_cancellable_is_cancelled (self->cancellable))
    g_signal_emit (self, signals[COUNTED], 0);
  end_reading (self);
  end (self);
}

static void
give_calibration (GHashTable *summary,
                  LfSession  *session)
{
  lf_session_set_calibration (session, g_hash_table_lookup (summary, lf_session_get_id (session)));
}

static void
integration_given_cb (gpointer data)
{
  lf_session_browser_tell_known (LF_LATE_FIGURES (data)->browser, "integration");
}

static void
calibration_given_cb (gpointer data)
{
  lf_session_browser_tell_known (LF_LATE_FIGURES (data)->browser, "calibration");
}

static void
lf_late_figures_finalize (GObject *object)
{
  LfLateFigures *self = LF_LATE_FIGURES (object);

  g_clear_handle_id (&self->start_source, g_source_remove);
  g_clear_pointer (&self->integration, lf_late_giver_free);
  g_clear_pointer (&self->calibration, lf_late_giver_free);
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
  GListModel *sessions = lf_session_browser_get_sessions (browser);

  self->integration = lf_late_giver_new (sessions, lf_integration_apply, integration_given_cb,
                                         self);
  self->calibration = lf_late_giver_new (sessions, give_calibration, calibration_given_cb, self);
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
 * Begins to read. If they are being read already, they are read once more after a rest.
 */
void
lf_late_figures_start (LfLateFigures *self)
{
  if (self->n_reading > 0)
    {
      self->start_again = TRUE;
      return;
    }

  g_clear_handle_id (&self->start_source, g_source_remove);
  self->start_again = FALSE;
  self->started_us = g_get_monotonic_time ();
  self->n_reading = 3;
  lf_catalog_count_frames_async (self->catalog, self->cancellable, frames_cb, begin (self));
  lf_catalog_load_integration_async (self->catalog, self->cancellable, integration_cb,
                                     begin (self));
  lf_catalog_read_async (self->catalog, TRUE, do_load_calibration, NULL, NULL,
                         (GDestroyNotify) g_hash_table_unref, self->cancellable, calibration_cb,
                         begin (self));
}

static void
sessions_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  LfLateFigures *self = data;
  g_autoptr (LfSessionList) list = lf_catalog_load_sessions_finish (result, NULL);

  self->loading = FALSE;
  /* If it cannot be read, what is shown is not known to be wrong */
  if (list != NULL && !g_cancellable_is_cancelled (self->cancellable))
    {
      lf_session_browser_refresh (self->browser, list);
      if (self->start_source == 0)
        lf_late_figures_start (self);
    }
  if (self->load_again && !g_cancellable_is_cancelled (self->cancellable))
    lf_late_figures_reload (self);
  end (self);
}

/**
 * lf_late_figures_reload:
 * @self: the figures
 *
 * Reads the list again, and the figures after it, because a session was changed. Nothing else of
 * what the windows show is lost by that. While the list is being read already, that is read to its
 * end before.
 */
void
lf_late_figures_reload (LfLateFigures *self)
{
  self->load_again = self->loading;
  if (self->loading)
    return;

  self->loading = TRUE;
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
  g_clear_handle_id (&self->start_source, g_source_remove);
  lf_late_giver_stop (self->integration);
  lf_late_giver_stop (self->calibration);
}
