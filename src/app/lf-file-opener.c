/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-file-opener.h"

#include <glib/gi18n-lib.h>

/* Opens files that a catalog names. GtkFileLauncher came with GTK 4.10. */

#define MANAGER "org.freedesktop.FileManager1"
#define MANAGER_PATH "/org/freedesktop/FileManager1"

typedef enum
{
  OPEN_FILE,
  OPEN_FOLDER,
  REVEAL,
} Purpose;

typedef struct
{
  GWeakRef          widget;
  GFile            *file;
  GAppInfo         *program;    /* NULL for the one that the system has for such files */
  Purpose           purpose;
  LfFileOpenerFunc  failed;
} Opening;

static Opening *
opening_new (GtkWidget        *widget,
             const char       *path,
             GAppInfo         *program,
             Purpose           purpose,
             LfFileOpenerFunc  failed)
{
  Opening *self = g_new0 (Opening, 1);

  g_weak_ref_init (&self->widget, widget);
  self->file = g_file_new_for_path (path);
  g_set_object (&self->program, program);
  self->purpose = purpose;
  self->failed = failed;
  return self;
}

static void
opening_free (Opening *self)
{
  g_weak_ref_clear (&self->widget);
  g_clear_object (&self->file);
  g_clear_object (&self->program);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
fail (Opening      *self,
      const GError *error)
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&self->widget);

  if (widget != NULL)
    self->failed (widget, error);
}

static void
fail_missing (Opening *self)
{
  g_autofree char *path = g_file_get_path (self->file);
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (GError) error =
    g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _("“%s” is not there. It was moved or deleted, or its disk is not mounted."),
                 shown);

  fail (self, error);
}

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (Opening) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) told = NULL;

  if (self->program != NULL
        ? g_app_info_launch_uris_finish (self->program, result, &error)
        : g_app_info_launch_default_for_uri_finish (result, &error))
    return;

  told = g_error_new (error->domain, error->code,
                      _("The file could not be opened: %s. Choose a program with Open With…"),
                      error->message);
  fail (self, told);
}

static GAppLaunchContext *
make_context (GtkWidget *widget)
{
  return G_APP_LAUNCH_CONTEXT (
    gdk_display_get_app_launch_context (gtk_widget_get_display (widget)));
}

/* Takes @self over */
static void
launch (Opening *self,
        GFile   *file)
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&self->widget);
  g_autoptr (GAppLaunchContext) context = NULL;
  g_autofree char *uri = g_file_get_uri (file);

  if (widget == NULL)
    {
      opening_free (self);
      return;
    }

  context = make_context (widget);
  if (self->program != NULL)
    {
      GList uris = { uri, NULL, NULL };

      g_app_info_launch_uris_async (self->program, &uris, context, NULL, launched_cb, self);
    }
  else
    g_app_info_launch_default_for_uri_async (uri, context, NULL, launched_cb, self);
}

/* Without a file manager that can select a file, its folder is opened */
static void
revealed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Opening *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr (GFile) folder = NULL;

  if (reply != NULL)
    {
      opening_free (self);
      return;
    }

  folder = g_file_get_parent (self->file);
  launch (self, folder != NULL ? folder : self->file);
}

static void
bus_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  Opening *self = data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);
  g_autofree char *uri = g_file_get_uri (self->file);
  const char *uris[] = { uri, NULL };
  g_autoptr (GFile) folder = NULL;

  if (bus != NULL)
    {
      g_dbus_connection_call (bus, MANAGER, MANAGER_PATH, MANAGER, "ShowItems",
                              g_variant_new ("(^ass)", uris, ""), NULL, G_DBUS_CALL_FLAGS_NONE,
                              -1, NULL, revealed_cb, self);
      return;
    }

  folder = g_file_get_parent (self->file);
  launch (self, folder != NULL ? folder : self->file);
}

static void
folder_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);
  Opening *self = data;

  if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    {
      launch (self, G_FILE (source));
      return;
    }

  fail_missing (self);
  opening_free (self);
}

/* A file that is gone leaves its folder to be shown */
static void
show_folder (Opening *self)
{
  g_autoptr (GFile) folder = g_file_get_parent (self->file);

  if (folder == NULL)
    {
      fail_missing (self);
      opening_free (self);
      return;
    }

  g_file_query_info_async (folder, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, NULL, folder_found_cb, self);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);
  Opening *self = data;
  GFileType wanted = self->purpose == OPEN_FOLDER ? G_FILE_TYPE_DIRECTORY : G_FILE_TYPE_REGULAR;

  if (self->purpose == REVEAL)
    {
      if (info != NULL)
        g_bus_get (G_BUS_TYPE_SESSION, NULL, bus_cb, self);
      else
        show_folder (self);
      return;
    }

  if (info != NULL && g_file_info_get_file_type (info) == wanted)
    {
      launch (self, self->file);
      return;
    }

  fail_missing (self);
  opening_free (self);
}

/* On a network disk it may take a while to find out whether it is there */
static void
begin (Opening *self)
{
  g_file_query_info_async (self->file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, NULL, found_cb, self);
}

/**
 * lf_file_opener_open:
 * @widget: for whom
 * @path: a file, as the catalog has it; it is opened only if it is a regular file
 * @program: (nullable): the program to open it with; %NULL for the usual one
 * @failed: called if that is not possible
 *
 * Opens a file with a program. Does not block.
 */
void
lf_file_opener_open (GtkWidget        *widget,
                     const char       *path,
                     GAppInfo         *program,
                     LfFileOpenerFunc  failed)
{
  begin (opening_new (widget, path, program, OPEN_FILE, failed));
}

/**
 * lf_file_opener_open_folder:
 * @widget: for whom
 * @path: a folder, as the catalog has it; it is opened only if it is one
 * @failed: called if that is not possible
 *
 * Shows what is in a folder. Does not block.
 */
void
lf_file_opener_open_folder (GtkWidget        *widget,
                            const char       *path,
                            LfFileOpenerFunc  failed)
{
  begin (opening_new (widget, path, NULL, OPEN_FOLDER, failed));
}

/**
 * lf_file_opener_reveal:
 * @widget: for whom
 * @path: a file or a folder, as the catalog has it
 * @failed: called if that is not possible
 *
 * Shows a file in the file manager, selected if it can do that. Does not block.
 */
void
lf_file_opener_reveal (GtkWidget        *widget,
                       const char       *path,
                       LfFileOpenerFunc  failed)
{
  begin (opening_new (widget, path, NULL, REVEAL, failed));
}
