/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-compare-window.h"

#include <glib/gi18n-lib.h>

#include "app/lf-compare-page.h"
#include "app/lf-compare-undo.h"
#include "app/lf-compare.h"
#include "app/lf-follow.h"
#include "app/lf-history-window.h"
#include "app/lf-job-bar.h"
#include "app/lf-maintenance-window.h"
#include "app/lf-message-bar.h"
#include "app/lf-run-export.h"
#include "app/lf-settings.h"
#include "catalog/lf-resources.h"
#include "maintenance/lf-report-words.h"

struct _LfCompareWindow
{
  GtkWindow      parent_instance;

  GtkWidget     *back;
  GtkLabel      *back_label;
  GtkLabel      *subtitle;
  LfComparePage *page;
  LfMessageBar  *message;
  LfJobBar      *job_bar;
  GtkWidget     *footer;
  GtkLabel      *backup;
  GtkButton     *undo_button;

  GSettings     *settings;
  GtkWindow     *parent;         /* weak: where one came from */
  LfCompare     *compare;
  LfRunExport   *export;
  LfCompareUndo *undo;           /* NULL if the run made no backup */
};

G_DEFINE_FINAL_TYPE (LfCompareWindow, lf_compare_window, GTK_TYPE_WINDOW)

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LfCompareWindow *self = LF_COMPARE_WINDOW (widget);

  if (self->parent != NULL)
    gtk_window_present (self->parent);
  gtk_window_close (GTK_WINDOW (self));
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LfCompareWindow *self = LF_COMPARE_WINDOW (widget);
  LfExportKind kind;

  if (lf_export_kind_from_name (g_variant_get_string (parameter, NULL), &kind))
    lf_run_export_ask (self->export, kind, self->compare,
                       lf_compare_page_get_content (self->page));
}

static void
exported_cb (LfCompareWindow *self,
             gboolean         is_saved,
             const char      *message)
{
  if (self->message != NULL)
    lf_message_bar_show (self->message, message, !is_saved);
}

/* Short and plain, for a forum */
static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LfCompareWindow *self = LF_COMPARE_WINDOW (widget);
  g_autofree char *text = lf_report_write (lf_compare_get_run (self->compare), LF_REPORT_TEXT);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  lf_message_bar_show (self->message, _("Copied. Paste it into a forum post or a message."), FALSE);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LfCompareWindow *self = LF_COMPARE_WINDOW (widget);

  if (self->undo != NULL)
    lf_compare_undo_ask (self->undo);
}

static void
undo_changed_cb (LfCompareWindow *self)
{
  g_autofree char *backup = lf_compare_undo_describe (self->undo);

  gtk_label_set_text (self->backup, backup);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->backup), backup);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.undo",
                                 lf_compare_undo_is_free (self->undo));
  lf_job_bar_set_job (self->job_bar, lf_compare_undo_get_job (self->undo));
}

static void
show_restored (LfCompareWindow *self,
               LfRun           *run)
{
  g_autofree char *name = lf_report_get_name (run);
  g_autofree char *kept = run->backup != NULL ? g_filename_display_basename (run->backup) : NULL;
  g_autofree char *text = NULL;

  if (kept != NULL)
    /* Translators: the name of a catalog, and the name of a file */
    text = g_strdup_printf (_("“%s” is again what it was before: the backup was restored and "
                              "verified. What was there until now is kept as “%s”."),
                            name, kept);
  else
    /* Translators: the name of a catalog */
    text = g_strdup_printf (_("“%s” is again what it was before: the backup was restored and "
                              "verified."),
                            name);
  lf_compare_page_set_notice (self->page, LF_SEVERITY_OK, _("Undone"), text);
}

/* A window that was closed meanwhile was only hidden */
static void
undone_cb (LfCompareWindow *self,
           LfRun           *run)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_window_destroy (GTK_WINDOW (self));
  else if (run->outcome == LF_RUN_DONE)
    show_restored (self, run);
  else
    lf_compare_page_set_notice (self->page,
                                run->outcome == LF_RUN_CANCELLED ? LF_SEVERITY_WARNING
                                                                 : LF_SEVERITY_ERROR,
                                _("The backup was not restored"),
                                run->message != NULL ? run->message : "");
}

static gboolean
lf_compare_window_close_request (GtkWindow *window)
{
  LfCompareWindow *self = LF_COMPARE_WINDOW (window);

  lf_settings_save_size (self->settings, window, "compare");
  return GTK_WINDOW_CLASS (lf_compare_window_parent_class)->close_request (window);
}

static void
lf_compare_window_dispose (GObject *object)
{
  LfCompareWindow *self = LF_COMPARE_WINDOW (object);

  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->export);
  /* It may still be waited for */
  if (self->undo != NULL)
    g_object_run_dispose (G_OBJECT (self->undo));
  g_clear_object (&self->undo);
  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_COMPARE_WINDOW);
  g_clear_object (&self->compare);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (lf_compare_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "compare.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "compare.report", "s", export_action);
  gtk_widget_class_install_action (widget_class, "compare.picture", "s", export_action);
  gtk_widget_class_install_action (widget_class, "compare.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "compare.undo", NULL, undo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "compare.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "compare.report",
                                       "s", "html");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "compare.back",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
lf_compare_window_class_init (LfCompareWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_compare_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = lf_compare_window_close_request;

  g_type_ensure (LF_TYPE_COMPARE_PAGE);
  g_type_ensure (LF_TYPE_JOB_BAR);
  g_type_ensure (LF_TYPE_MESSAGE_BAR);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-compare-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LfCompareWindow, back);
  gtk_widget_class_bind_template_child (widget_class, LfCompareWindow, back_label);
  gtk_widget_class_bind_template_child (widget_class, LfCompareWindow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, LfCompareWindow, page);
  gtk_widget_class_bind_template_child (widget_class, LfCompareWindow, message);
  gtk_widget_class_bind_template_child (widget_class, LfCompareWindow, job_bar);
  gtk_widget_class_bind_template_child (widget_class, LfCompareWindow, footer);
  gtk_widget_class_bind_template_child (widget_class, LfCompareWindow, backup);
  gtk_widget_class_bind_template_child (widget_class, LfCompareWindow, undo_button);
}

static void
lf_compare_window_init (LfCompareWindow *self)
{
  self->settings = lf_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_settings_restore_size (self->settings, GTK_WINDOW (self), "compare");
  self->export = lf_run_export_new (GTK_WINDOW (self));
  g_signal_connect_object (self->export, "done", G_CALLBACK (exported_cb), self,
                           G_CONNECT_SWAPPED);
}

/* It stays when the window it came from is closed */
static void
set_parent (LfCompareWindow *self,
            GtkWindow       *parent)
{
  const char *name = _("Back");

  if (LF_IS_MAINTENANCE_WINDOW (parent))
    name = _("Maintenance");
  else if (LF_IS_HISTORY_WINDOW (parent))
    name = _("History");
  gtk_label_set_text (self->back_label, name);
  g_set_weak_pointer (&self->parent, parent);
  lf_follow_main_window (GTK_WINDOW (self), parent);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (gtk_widget_hide), self->back,
                           G_CONNECT_SWAPPED);
}

/* There is a way back from what wrote to the catalog and made a backup before */
static void
begin_undo (LfCompareWindow *self)
{
  LfRun *run = lf_compare_get_run (self->compare);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.undo", FALSE);
  gtk_widget_set_visible (self->footer, run != NULL && run->backup != NULL);
  if (run == NULL || run->backup == NULL)
    return;

  self->undo = lf_compare_undo_new (GTK_WINDOW (self), run);
  g_signal_connect_object (self->undo, "changed", G_CALLBACK (undo_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->undo, "done", G_CALLBACK (undone_cb), self, G_CONNECT_SWAPPED);
  gtk_button_set_label (self->undo_button, lf_compare_undo_get_label (self->undo));
  undo_changed_cb (self);
}

static LfCompareWindow *
show (GtkWindow *parent,
      LfCompare *compare)
{
  LfCompareWindow *self = g_object_new (LF_TYPE_COMPARE_WINDOW, NULL);
  g_autofree char *subtitle = lf_compare_describe (compare);
  /* Translators: the title of the window, with the catalog and what was done with it */
  g_autofree char *title = g_strdup_printf (_("Before and after – %s"), subtitle);

  self->compare = compare;
  set_parent (self, parent);
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle), subtitle);
  gtk_window_set_title (GTK_WINDOW (self), title);
  lf_compare_page_show (self->page, compare);
  begin_undo (self);
  /* A report is of one run */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.report",
                                 lf_compare_get_run (compare) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.copy",
                                 lf_compare_get_run (compare) != NULL);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

/**
 * lf_compare_window_show_run:
 * @parent: the window it is opened from
 * @run: (transfer full): a run, also one that failed
 *
 * Shows what a run came to. The window keeps the run.
 *
 * Returns: (transfer none): the window
 */
LfCompareWindow *
lf_compare_window_show_run (GtkWindow *parent,
                            LfRun     *run)
{
  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (run != NULL, NULL);

  return show (parent, lf_compare_new (run));
}

/**
 * lf_compare_window_show_pair:
 * @parent: the window it is opened from
 * @one: (transfer full): a run
 * @other: (transfer full): another one
 *
 * Shows how the catalog was at the end of either. The window keeps the runs.
 *
 * Returns: (transfer none): the window
 */
LfCompareWindow *
lf_compare_window_show_pair (GtkWindow *parent,
                             LfRun     *one,
                             LfRun     *other)
{
  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (one != NULL && other != NULL, NULL);

  return show (parent, lf_compare_new_pair (one, other));
}

/**
 * lf_compare_window_is_filled:
 * @self: a window
 *
 * Returns: whether all of it is made
 */
gboolean
lf_compare_window_is_filled (LfCompareWindow *self)
{
  return lf_compare_page_is_filled (self->page);
}
