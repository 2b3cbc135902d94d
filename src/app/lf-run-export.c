/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-run-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/lf-chooser.h"
#include "app/lf-hold.h"
#include "charts/lf-chart-export.h"
#include "maintenance/lf-report-words.h"

struct _LfRunExport
{
  GObject               parent_instance;

  GtkWindow            *parent;         /* weak */
  GtkFileChooserNative *chooser;        /* NULL while nothing is asked */
  LfExportKind          kind;           /* of what is asked for */
  LfCompare            *compare;
  GtkWidget            *page;
};

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfRunExport, lf_run_export, G_TYPE_OBJECT)

typedef struct
{
  const char     *name;         /* of the parameter of an action */
  const char     *suffix;
  LfReportFormat  format;       /* of a report */
  const char     *title;        /* of the kind of files */
} Kind;

static const Kind kinds[LF_N_EXPORT_KINDS] = {
  [LF_EXPORT_HTML] = { "html", ".html", LF_REPORT_HTML, N_("Web pages") },
  [LF_EXPORT_MARKDOWN] = { "markdown", ".md", LF_REPORT_MARKDOWN, N_("Markdown") },
  [LF_EXPORT_JSON] = { "json", ".json", LF_REPORT_JSON, N_("JSON") },
  [LF_EXPORT_CSV] = { "csv", ".csv", LF_REPORT_CSV, N_("CSV") },
  [LF_EXPORT_PNG] = { "png", ".png", LF_REPORT_TEXT, N_("PNG pictures") },
  [LF_EXPORT_SVG] = { "svg", ".svg", LF_REPORT_TEXT, N_("SVG drawings") },
};

/* What a worker is told, and what it tells */

typedef struct
{
  LfCompare    *compare;
  char         *path;
  LfExportKind  kind;
} Order;

static void
order_free (Order *order)
{
  g_clear_object (&order->compare);
  g_free (order->path);
  g_free (order);
}

static void
forget (LfRunExport *self)
{
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_object (&self->compare);
  g_clear_object (&self->page);
}

static void
lf_run_export_dispose (GObject *object)
{
  LfRunExport *self = LF_RUN_EXPORT (object);

  forget (self);
  g_clear_weak_pointer (&self->parent);

  G_OBJECT_CLASS (lf_run_export_parent_class)->dispose (object);
}

static void
lf_run_export_class_init (LfRunExportClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_run_export_dispose;

  /**
   * LfRunExport::done:
   * @self: an export
   * @is_saved: whether the file was written
   * @message: a sentence about that
   */
  signals[DONE] = g_signal_new ("done", LF_TYPE_RUN_EXPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_STRING);
}

static void
lf_run_export_init (LfRunExport *self)
{
}

/**
 * lf_run_export_new:
 * @parent: the window that asks
 *
 * Returns: (transfer full): an export
 */
LfRunExport *
lf_run_export_new (GtkWindow *parent)
{
  LfRunExport *self = g_object_new (LF_TYPE_RUN_EXPORT, NULL);

  g_set_weak_pointer (&self->parent, parent);
  return self;
}

static void
tell (LfRunExport  *self,
      const char   *path,
      const GError *error)
{
  g_autofree char *shown = lf_report_shorten_path (path);
  g_autofree char *message = NULL;

  if (error == NULL)
    /* Translators: the path of a file */
    message = g_strdup_printf (_("Saved as “%s”."), shown);
  else
    message = g_strdup (error->message);
  g_signal_emit (self, signals[DONE], 0, error == NULL, message);
}

static void
save_on_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  const Order *order = data;
  GError *error = NULL;

  if (lf_report_save (lf_compare_get_run (order->compare), order->path, kinds[order->kind].format,
                      &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (LfRunExport) self = data;
  Order *order = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  lf_release ();
  g_task_propagate_boolean (G_TASK (result), &error);
  /* The thread may let go of the task last */
  g_clear_object (&order->compare);
  tell (self, order->path, error);
}

typedef struct
{
  LfRunExport *export;
  char        *path;
} Picture;

static void
picture_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Picture *picture = data;
  g_autoptr (GError) error = NULL;

  lf_release ();
  lf_chart_export_finish (result, &error);
  tell (picture->export, picture->path, error);
  g_object_unref (picture->export);
  g_free (picture->path);
  g_free (picture);
}

static void
save_picture (LfRunExport  *self,
              LfExportKind  kind,
              GtkWidget    *page,
              const char   *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Picture *picture = g_new0 (Picture, 1);

  picture->export = g_object_ref (self);
  picture->path = g_strdup (path);
  lf_hold ();
  lf_chart_export_async (page, file,
                         kind == LF_EXPORT_PNG ? LF_CHART_FORMAT_PNG : LF_CHART_FORMAT_SVG,
                         picture_cb, picture);
}

/**
 * lf_run_export_save:
 * @self: an export
 * @kind: what to save
 * @compare: a comparison; reports are of its run
 * @page: (nullable): what pictures show
 * @path: the file; one that is there is replaced
 *
 * Saves it, and tells the end by `done`.
 */
void
lf_run_export_save (LfRunExport  *self,
                    LfExportKind  kind,
                    LfCompare    *compare,
                    GtkWidget    *page,
                    const char   *path)
{
  g_autoptr (GTask) task = NULL;
  Order *order;

  g_return_if_fail (LF_IS_RUN_EXPORT (self));

  if (lf_export_kind_is_picture (kind))
    {
      save_picture (self, kind, page, path);
      return;
    }

  g_return_if_fail (lf_compare_get_run (compare) != NULL);

  order = g_new0 (Order, 1);
  order->compare = g_object_ref (compare);
  order->path = g_strdup (path);
  order->kind = kind;
  task = g_task_new (NULL, NULL, saved_cb, g_object_ref (self));
  g_task_set_task_data (task, order, (GDestroyNotify) order_free);
  lf_hold ();
  g_task_run_in_thread (task, save_on_thread);
}

/* A name without an ending gets the usual one; another ending is the user's wish */
static char *
complete_path (const char   *path,
               LfExportKind  kind)
{
  const char *name = strrchr (path, G_DIR_SEPARATOR);

  name = name != NULL ? name + 1 : path;
  return strchr (name, '.') != NULL ? g_strdup (path) : g_strconcat (path, kinds[kind].suffix, NULL);
}

static void
response_cb (LfRunExport *self,
             int          response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                             ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser))
                             : NULL;
  g_autofree char *chosen = file != NULL ? g_file_get_path (file) : NULL;

  if (chosen != NULL)
    {
      g_autofree char *path = complete_path (chosen, self->kind);

      lf_run_export_save (self, self->kind, self->compare, self->page, path);
    }
  forget (self);
}

static void
set_up_chooser (LfRunExport *self)
{
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (self->chooser);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autofree char *name = lf_export_kind_suggest_name (self->kind, self->compare);
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr (GFile) file = g_file_new_for_path (folder != NULL ? folder : g_get_home_dir ());

  gtk_file_filter_set_name (filter, g_dgettext (GETTEXT_PACKAGE, kinds[self->kind].title));
  gtk_file_filter_add_suffix (filter, kinds[self->kind].suffix + 1);
  gtk_file_chooser_add_filter (chooser, filter);
  gtk_file_chooser_set_current_folder (chooser, file, NULL);
  gtk_file_chooser_set_current_name (chooser, name);
}

/**
 * lf_run_export_ask:
 * @self: an export
 * @kind: what to save
 * @compare: a comparison; reports are of its run
 * @page: (nullable): what pictures show
 *
 * Asks where it is to be saved, and saves it there. Does nothing while it asks already.
 */
void
lf_run_export_ask (LfRunExport  *self,
                   LfExportKind  kind,
                   LfCompare    *compare,
                   GtkWidget    *page)
{
  g_return_if_fail (LF_IS_RUN_EXPORT (self));

  if (self->chooser != NULL)
    return;

  self->kind = kind;
  self->compare = g_object_ref (compare);
  self->page = page != NULL ? g_object_ref (page) : NULL;
  self->chooser = gtk_file_chooser_native_new (_("Save"), self->parent,
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  set_up_chooser (self);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (response_cb), self,
                           G_CONNECT_SWAPPED);
  lf_chooser_show (self->chooser);
}

/**
 * lf_export_kind_from_name:
 * @name: such as `html`
 * @kind: (out): the kind
 *
 * Returns: whether there is such a kind
 */
gboolean
lf_export_kind_from_name (const char   *name,
                          LfExportKind *kind)
{
  for (guint i = 0; i < LF_N_EXPORT_KINDS; i++)
    if (g_str_equal (kinds[i].name, name))
      {
        *kind = (LfExportKind) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * lf_export_kind_is_picture:
 * @kind: a kind
 *
 * Returns: whether it is a picture of the page, and not a report of the run
 */
gboolean
lf_export_kind_is_picture (LfExportKind kind)
{
  return kind == LF_EXPORT_PNG || kind == LF_EXPORT_SVG;
}

/**
 * lf_export_kind_suggest_name:
 * @kind: a kind
 * @compare: a comparison
 *
 * Returns: (transfer full): a name for the file, such as `fits_catalog-repair-20251123-1909.html`
 */
char *
lf_export_kind_suggest_name (LfExportKind  kind,
                             LfCompare    *compare)
{
  LfRun *run = lf_compare_get_run (compare);
  LfRun *last = lf_compare_get_last (compare);
  g_autofree char *name = lf_report_get_name (last);
  char *dot = strrchr (name, '.');
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (last->started / G_USEC_PER_SEC);
  g_autofree char *stamp = time != NULL ? g_date_time_format (time, "%Y%m%d-%H%M") : NULL;

  if (dot != NULL && dot != name)
    *dot = '\0';
  return g_strdup_printf ("%s-%s%s%s%s", name,
                          run != NULL ? lf_run_kind_get_name (run->kind) : "comparison",
                          stamp != NULL ? "-" : "", stamp != NULL ? stamp : "",
                          kinds[kind].suffix);
}
