/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-picture-load.h"

#include "app/lf-hold.h"

/* Pictures of the sky may have a hundred megapixels; this is what a screen shows of them */
#define MAX_SIZE 1400

/**
 * lf_picture_is_known:
 * @path: a file
 *
 * Returns: whether its name is that of a picture that can be shown: JPEG or PNG
 */
gboolean
lf_picture_is_known (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ".jpg") || g_str_has_suffix (lower, ".jpeg") ||
         g_str_has_suffix (lower, ".png");
}

static void
load_cb (GTask        *task,
         gpointer      source,
         gpointer      path,
         GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  /* A pipe or a device by that name would never end */
  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable) != G_FILE_TYPE_REGULAR)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No such file");
      return;
    }

  stream = g_file_read (file, cancellable, &error);
  if (stream != NULL)
    pixbuf = gdk_pixbuf_new_from_stream_at_scale (G_INPUT_STREAM (stream), MAX_SIZE, MAX_SIZE,
                                                  TRUE, cancellable, &error);
  if (pixbuf == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, gdk_texture_new_for_pixbuf (pixbuf), g_object_unref);
}

/**
 * lf_picture_load_async:
 * @path: a file
 * @cancellable: a cancellable
 * @callback: called with the picture
 * @user_data: for @callback
 *
 * Reads a picture, no larger than a screen needs it, on a thread.
 */
void
lf_picture_load_async (const char          *path,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_set_source_tag (task, lf_picture_load_async);
  lf_hold ();
  g_task_run_in_thread (task, load_cb);
}

/**
 * lf_picture_load_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the picture
 */
GdkTexture *
lf_picture_load_finish (GAsyncResult  *result,
                        GError       **error)
{
  lf_release ();
  return g_task_propagate_pointer (G_TASK (result), error);
}
