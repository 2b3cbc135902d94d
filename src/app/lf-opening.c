/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-opening.h"

#include <glib/gi18n-lib.h>

#include "app/lf-hold.h"

struct _LfOpening
{
  GObject        parent_instance;

  char          *path;
  GCancellable  *cancellable;
  gboolean       running;
  LfCatalog     *catalog;       /* with @list, or neither of them and @error */
  LfSessionList *list;
  GError        *error;
};

enum
{
  FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfOpening, lf_opening, G_TYPE_OBJECT)

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (LfOpening) self = data;
  g_autoptr (LfSessionList) list = NULL;
  g_autoptr (LfCatalog) catalog = NULL;

  lf_release ();
  self->running = FALSE;
  catalog = lf_catalog_open_list_finish (result, &list, &self->error);
  /* Whoever cancelled does not want it any more, even if it had been read by then */
  if (catalog != NULL && g_cancellable_is_cancelled (self->cancellable))
    g_set_error_literal (&self->error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED,
                         _("Cancelled"));
  else if (catalog != NULL)
    {
      self->catalog = g_steal_pointer (&catalog);
      self->list = g_steal_pointer (&list);
    }
  g_signal_emit (self, signals[FINISHED], 0);
}

static void
lf_opening_finalize (GObject *object)
{
  LfOpening *self = LF_OPENING (object);

  g_free (self->path);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->catalog);
  g_clear_pointer (&self->list, lf_session_list_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (lf_opening_parent_class)->finalize (object);
}

static void
lf_opening_class_init (LfOpeningClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_opening_finalize;

  /**
   * LfOpening::finished:
   * @self: an opening
   *
   * There is a catalog with its list, or an error; told once, on the main thread.
   */
  signals[FINISHED] = g_signal_new ("finished", LF_TYPE_OPENING, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
}

static void
lf_opening_init (LfOpening *self)
{
  self->cancellable = g_cancellable_new ();
  self->running = TRUE;
}

/**
 * lf_opening_new:
 * @path: a file
 *
 * Begins to open a catalog. Resources have to be registered.
 *
 * Returns: (transfer full): an opening under way
 */
LfOpening *
lf_opening_new (const char *path)
{
  LfOpening *self = g_object_new (LF_TYPE_OPENING, NULL);

  self->path = g_canonicalize_filename (path, NULL);
  lf_hold ();
  lf_catalog_open_list_async (self->path, self->cancellable, opened_cb, g_object_ref (self));
  return self;
}

/**
 * lf_opening_get_path:
 * @self: an opening
 *
 * Returns: (transfer none): the absolute path of the file
 */
const char *
lf_opening_get_path (LfOpening *self)
{
  return self->path;
}

/**
 * lf_opening_get_cancellable:
 * @self: an opening
 *
 * Returns: (transfer none): stops it as soon as may be; it still tells when it has ended
 */
GCancellable *
lf_opening_get_cancellable (LfOpening *self)
{
  return self->cancellable;
}

/**
 * lf_opening_is_running:
 * @self: an opening
 *
 * Returns: whether it has not told its end yet
 */
gboolean
lf_opening_is_running (LfOpening *self)
{
  return self->running;
}

/**
 * lf_opening_get_catalog:
 * @self: an opening that has ended
 *
 * Returns: (transfer none) (nullable): the catalog
 */
LfCatalog *
lf_opening_get_catalog (LfOpening *self)
{
  return self->catalog;
}

/**
 * lf_opening_get_list:
 * @self: an opening that has ended
 *
 * Returns: (transfer none) (nullable): the catalog's sessions
 */
LfSessionList *
lf_opening_get_list (LfOpening *self)
{
  return self->list;
}

/**
 * lf_opening_get_error:
 * @self: an opening that has ended
 *
 * Returns: (transfer none) (nullable): why there is no catalog, of %LF_CATALOG_ERROR
 */
const GError *
lf_opening_get_error (LfOpening *self)
{
  return self->error;
}
