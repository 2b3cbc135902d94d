/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-batch-export-window.h"

#include <glib/gi18n-lib.h>

#include "app/lf-batch-export.h"
#include "app/lf-chooser.h"
#include "app/lf-hold.h"
#include "app/lf-settings.h"
#include "catalog/lf-resources.h"

struct _LfBatchExportWindow
{
  GtkWindow             parent_instance;

  GtkLabel             *title;
  GtkCheckButton       *one;
  GtkWidget            *choice;

  GSettings            *settings;
  LfCatalog            *catalog;
  GStrv                 sessions;
  LfSessionFormat       format;
  GtkFileChooserNative *chooser;
};

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfBatchExportWindow, lf_batch_export_window, GTK_TYPE_WINDOW)

/* The name of a file of several sessions, before the suffix */
#define JOINT_NAME "sessions"

static gboolean
is_one (LfBatchExportWindow *self)
{
  return lf_batch_export_can_join (self->format) && gtk_check_button_get_active (self->one);
}

typedef struct
{
  LfBatchExportWindow *window;
  GFile               *target;
} Saving;

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Saving *saving = data;
  g_autoptr (LfBatchExportWindow) self = saving->window;
  g_autoptr (GFile) target = saving->target;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfBatchResult) written = lf_catalog_read_finish (result, &error);
  g_autofree char *text = NULL;

  g_free (saving);
  lf_release ();
  if (written != NULL)
    text = lf_batch_result_describe (written, target);
  else
    text = g_strdup_printf (_("Not all sessions could be exported: %s"), error->message);
  g_signal_emit (self, signals[DONE], 0, text, written == NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
response_cb (LfBatchExportWindow *self,
             int                  response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                             ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser))
                             : NULL;

  g_clear_object (&self->chooser);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "batch.save", TRUE);
  if (file != NULL)
    lf_batch_export_window_save (self, file);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LfBatchExportWindow *self = LF_BATCH_EXPORT_WINDOW (widget);
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr (GFile) file = g_file_new_for_path (folder != NULL ? folder : g_get_home_dir ());
  g_autofree char *suggested = lf_session_export_suggest_name (JOINT_NAME, self->format);

  self->chooser = gtk_file_chooser_native_new (
    is_one (self) ? _("Save") : _("Choose a Folder"), GTK_WINDOW (self),
    is_one (self) ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
    _("_Save"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), file, NULL);
  if (is_one (self))
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), suggested);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (widget, "batch.save", FALSE);
  lf_chooser_show (self->chooser);
}

static void
lf_batch_export_window_dispose (GObject *object)
{
  LfBatchExportWindow *self = LF_BATCH_EXPORT_WINDOW (object);

  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (object), LF_TYPE_BATCH_EXPORT_WINDOW);
  g_clear_object (&self->settings);
  g_clear_object (&self->catalog);
  g_clear_pointer (&self->sessions, g_strfreev);

  G_OBJECT_CLASS (lf_batch_export_window_parent_class)->dispose (object);
}

static void
lf_batch_export_window_class_init (LfBatchExportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_batch_export_window_dispose;

  /**
   * LfBatchExportWindow::done:
   * @self: the window
   * @text: what came of it
   * @is_failure: whether not all was exported
   *
   * The sessions were exported, or could not be.
   */
  signals[DONE] = g_signal_new ("done", LF_TYPE_BATCH_EXPORT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  gtk_widget_class_install_action (widget_class, "batch.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-batch-export-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LfBatchExportWindow, title);
  gtk_widget_class_bind_template_child (widget_class, LfBatchExportWindow, one);
  gtk_widget_class_bind_template_child (widget_class, LfBatchExportWindow, choice);
}

static void
lf_batch_export_window_init (LfBatchExportWindow *self)
{
  self->settings = lf_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lf_batch_export_window_open:
 * @parent: the main window
 * @catalog: the catalog
 * @sessions: ids of sessions, and %NULL
 * @format: what to make of them
 *
 * Opens a window that asks how and where.
 *
 * Returns: (transfer none): the window
 */
LfBatchExportWindow *
lf_batch_export_window_open (GtkWindow         *parent,
                             LfCatalog         *catalog,
                             const char *const *sessions,
                             LfSessionFormat    format)
{
  LfBatchExportWindow *self = g_object_new (LF_TYPE_BATCH_EXPORT_WINDOW, "transient-for", parent,
                                            NULL);
  guint n = g_strv_length ((GStrv) sessions);
  g_autofree char *title = g_strdup_printf (
    /* Translators: how many sessions, and a format such as “Markdown” */
    g_dngettext (GETTEXT_PACKAGE, "Export %u session: %s", "Export %u sessions: %s", n), n,
    lf_session_format_get_title (format));

  self->catalog = g_object_ref (catalog);
  self->sessions = g_strdupv ((GStrv) sessions);
  self->format = format;
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_text (self->title, title);
  gtk_widget_set_visible (self->choice, lf_batch_export_can_join (format));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

/**
 * lf_batch_export_window_save:
 * @self: a window
 * @target: a file if all go into one, else a folder
 *
 * Writes, tells what came of it, and closes. Does not block.
 */
void
lf_batch_export_window_save (LfBatchExportWindow *self,
                             GFile               *target)
{
  Saving *saving = g_new0 (Saving, 1);
  LfBatchExport *export = lf_batch_export_new ((const char *const *) self->sessions, self->format,
                                               is_one (self), target, self->settings);

  saving->window = g_object_ref (self);
  saving->target = g_object_ref (target);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  lf_hold ();
  lf_catalog_read_async (self->catalog, TRUE, lf_batch_export_run, export,
                         (GDestroyNotify) lf_batch_export_free,
                         (GDestroyNotify) lf_batch_result_free, NULL, saved_cb, saving);
}
