/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-folder-opener.h"

#include "app/lf-hold.h"
#include "catalog/lf-session-folder.h"

typedef struct
{
  GWeakRef          widget;
  LfFileOpenerFunc  failed;
} Opening;

static gpointer
read_folder (LfConnection  *connection,
             gpointer       session,
             GError       **error)
{
  return lf_session_folder_load (connection, session, error);
}

static void
folder_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Opening *opening = data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&opening->widget);
  LfFileOpenerFunc failed = opening->failed;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = lf_catalog_read_finish (result, &error);

  lf_release ();
  g_weak_ref_clear (&opening->widget);
  g_free (opening);
  if (widget == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  if (folder != NULL)
    lf_file_opener_open_folder (widget, folder, failed);
  else
    failed (widget, error);
}

/**
 * lf_folder_opener_open:
 * @widget: for whom
 * @catalog: a catalog
 * @session: a session's id
 * @cancellable: a cancellable
 * @failed: called if that is not possible
 *
 * Shows what is in the folder of a session. Does not block.
 */
void
lf_folder_opener_open (GtkWidget        *widget,
                       LfCatalog        *catalog,
                       const char       *session,
                       GCancellable     *cancellable,
                       LfFileOpenerFunc  failed)
{
  Opening *opening = g_new0 (Opening, 1);

  g_weak_ref_init (&opening->widget, widget);
  opening->failed = failed;
  lf_hold ();
  lf_catalog_read_async (catalog, FALSE, read_folder, g_strdup (session), g_free, g_free,
                         cancellable, folder_cb, opening);
}
