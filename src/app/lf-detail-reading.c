/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-detail-reading.h"

#include "app/lf-hold.h"

struct _LfDetailReading
{
  gpointer      owner;          /* borrowed; it frees this */
  LfDetailFunc  done;
  GCancellable *cancellable;    /* of what is being read; NULL for nothing */
  LfCatalog    *next_catalog;   /* to be read again after that; NULL for not */
  char         *next_id;
};

/* A piece of reading, which may outlive whoever wanted it */
typedef struct
{
  GWeakRef         owner;
  LfDetailReading *reading;     /* valid as long as there is an owner */
  gboolean         quiet;
} Call;

static void read_detail (LfDetailReading *self,
                         LfCatalog       *catalog,
                         const char      *id,
                         gboolean         quiet);

static void
forget_next (LfDetailReading *self)
{
  g_clear_object (&self->next_catalog);
  g_clear_pointer (&self->next_id, g_free);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autofree Call *call = data;
  g_autoptr (GObject) owner = g_weak_ref_get (&call->owner);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfSessionDetail) detail = lf_catalog_load_detail_finish (result, &error);
  LfDetailReading *self = call->reading;
  gboolean quiet = call->quiet;

  lf_release ();
  g_weak_ref_clear (&call->owner);

  /* Nobody waits for it any more: the window is gone or shows another session */
  if (owner == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  g_clear_object (&self->cancellable);
  if (self->next_catalog != NULL)
    {
      g_autoptr (LfCatalog) catalog = g_steal_pointer (&self->next_catalog);
      g_autofree char *id = g_steal_pointer (&self->next_id);

      read_detail (self, catalog, id, TRUE);
    }
  self->done (owner, detail, error, quiet);
}

static void
read_detail (LfDetailReading *self,
             LfCatalog       *catalog,
             const char      *id,
             gboolean         quiet)
{
  Call *call = g_new0 (Call, 1);

  /* A reference would keep a closed window half alive until the answer comes */
  g_weak_ref_init (&call->owner, self->owner);
  call->reading = self;
  self->cancellable = g_cancellable_new ();
  call->quiet = quiet;
  lf_hold ();
  lf_catalog_load_detail_async (catalog, id, self->cancellable, read_cb, call);
}

/**
 * lf_detail_reading_new:
 * @owner: a window, which frees it before it goes
 * @done: called with what was read
 *
 * Returns: (transfer full): a reading of nothing yet
 */
LfDetailReading *
lf_detail_reading_new (gpointer     owner,
                       LfDetailFunc done)
{
  LfDetailReading *self = g_new0 (LfDetailReading, 1);

  self->owner = owner;
  self->done = done;
  return self;
}

/**
 * lf_detail_reading_start:
 * @self: a reading
 * @catalog: a catalog
 * @id: a session's id
 *
 * Reads a session. What was being read before is not wanted any more.
 */
void
lf_detail_reading_start (LfDetailReading *self,
                         LfCatalog       *catalog,
                         const char      *id)
{
  lf_detail_reading_stop (self);
  read_detail (self, catalog, id, FALSE);
}

/**
 * lf_detail_reading_refresh:
 * @self: a reading
 * @catalog: a catalog
 * @id: the id of the session that is shown
 *
 * Reads the session again, which nobody asked for. What is being read is read to its end before.
 */
void
lf_detail_reading_refresh (LfDetailReading *self,
                           LfCatalog       *catalog,
                           const char      *id)
{
  if (self->cancellable == NULL)
    {
      read_detail (self, catalog, id, TRUE);
      return;
    }

  forget_next (self);
  self->next_catalog = g_object_ref (catalog);
  self->next_id = g_strdup (id);
}

/**
 * lf_detail_reading_stop:
 * @self: a reading
 *
 * Cancels what is being read.
 */
void
lf_detail_reading_stop (LfDetailReading *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  forget_next (self);
}

/**
 * lf_detail_reading_free:
 * @self: (transfer full): a reading
 *
 * Cancels what is being read and frees it.
 */
void
lf_detail_reading_free (LfDetailReading *self)
{
  lf_detail_reading_stop (self);
  g_free (self);
}
