/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-run-note.h"

#include "app/lf-maintenance-run.h"
#include "app/lf-state-icon.h"
#include "catalog/lf-resources.h"

struct _LfRunNote
{
  GtkWidget    parent_instance;

  GtkWidget   *box;
  LfStateIcon *icon;
  GtkLabel    *title;
  GtkLabel    *message;
};

G_DEFINE_FINAL_TYPE (LfRunNote, lf_run_note, GTK_TYPE_WIDGET)

static void
dismiss_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  gtk_widget_set_visible (widget, FALSE);
}

static void
lf_run_note_dispose (GObject *object)
{
  LfRunNote *self = LF_RUN_NOTE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_run_note_parent_class)->dispose (object);
}

static void
lf_run_note_class_init (LfRunNoteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_run_note_dispose;

  g_type_ensure (LF_TYPE_STATE_ICON);
  gtk_widget_class_install_action (widget_class, "run.dismiss", NULL, dismiss_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "runnote");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-run-note.ui");
  gtk_widget_class_bind_template_child (widget_class, LfRunNote, box);
  gtk_widget_class_bind_template_child (widget_class, LfRunNote, icon);
  gtk_widget_class_bind_template_child (widget_class, LfRunNote, title);
  gtk_widget_class_bind_template_child (widget_class, LfRunNote, message);
}

static void
lf_run_note_init (LfRunNote *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static LfSeverity
get_severity (LfRun *run)
{
  switch (run->outcome)
    {
    case LF_RUN_FAILED:
      return LF_SEVERITY_ERROR;
    case LF_RUN_CANCELLED:
      return LF_SEVERITY_WARNING;
    case LF_RUN_NOTHING_TO_DO:
      return LF_SEVERITY_INFO;
    case LF_RUN_DONE:
    default:
      return LF_SEVERITY_OK;
    }
}

/**
 * lf_run_note_set_run:
 * @self: a note
 * @run: (nullable): what to tell of; %NULL for nothing
 *
 * Sets what the note tells. It does not keep @run.
 */
void
lf_run_note_set_run (LfRunNote *self,
                     LfRun     *run)
{
  gtk_widget_set_visible (GTK_WIDGET (self), run != NULL);
  if (run != NULL)
    {
      g_autofree char *title = lf_maintenance_run_get_title (run);
      g_autofree char *message = lf_maintenance_run_describe (run);

      lf_state_icon_set (self->icon, get_severity (run));
      gtk_label_set_text (self->title, title);
      gtk_label_set_text (self->message, message);
    }
}
