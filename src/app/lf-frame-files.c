/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-frame-files.h"

#include <glib/gi18n-lib.h>

#include "app/lf-file-opener.h"
#include "app/lf-open-with.h"

/* What can be done with the file of a frame. Of many frames that are selected, the one is meant that
 * was clicked. */

#define PATH_DATA "lf-path"

static void
failed_cb (GtkWidget    *widget,
           const GError *error)
{
  lf_session_page_tell (LF_SESSION_PAGE (widget), error->message, TRUE);
}

/* NULL, and said so, if the catalog has no path for it */
static char *
dup_path (LfSessionPage *page,
          LfFrameTable  *table)
{
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;
  guint position;

  if (!lf_frame_table_get_pointed (table, &position))
    return NULL;

  folder = lf_frame_table_dup_text (table, position, "folder");
  file = lf_frame_table_dup_text (table, position, "file");
  if (folder != NULL && file != NULL && g_path_is_absolute (folder))
    return g_build_filename (folder, file, NULL);

  lf_session_page_tell (page, _("The catalog does not say where the file of this frame is."), TRUE);
  return NULL;
}

/**
 * lf_frame_files_open:
 * @page: the page that tells if it fails
 * @table: its frames
 *
 * Opens the file of a frame with the usual program.
 */
void
lf_frame_files_open (LfSessionPage *page,
                     LfFrameTable  *table)
{
  g_autofree char *path = dup_path (page, table);

  if (path != NULL)
    lf_file_opener_open (GTK_WIDGET (page), path, NULL, failed_cb);
}

static void
chosen_cb (LfOpenWith *chooser,
           GAppInfo   *program,
           GtkWidget  *page)
{
  lf_file_opener_open (page, g_object_get_data (G_OBJECT (chooser), PATH_DATA), program, failed_cb);
}

/**
 * lf_frame_files_open_with:
 * @page: the page that tells if it fails
 * @table: its frames
 *
 * Asks for the program to open the file of a frame with.
 */
void
lf_frame_files_open_with (LfSessionPage *page,
                          LfFrameTable  *table)
{
  g_autofree char *path = dup_path (page, table);
  LfOpenWith *chooser;

  if (path == NULL)
    return;

  chooser = lf_open_with_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), path);
  g_object_set_data_full (G_OBJECT (chooser), PATH_DATA, g_steal_pointer (&path), g_free);
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (chosen_cb), page, 0);
  gtk_window_present (GTK_WINDOW (chooser));
}

/**
 * lf_frame_files_reveal:
 * @page: the page that tells if it fails
 * @table: its frames
 *
 * Shows the file of a frame in the file manager.
 */
void
lf_frame_files_reveal (LfSessionPage *page,
                       LfFrameTable  *table)
{
  g_autofree char *path = dup_path (page, table);

  if (path != NULL)
    lf_file_opener_reveal (GTK_WIDGET (page), path, failed_cb);
}
