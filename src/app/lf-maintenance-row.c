/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-maintenance-row.h"

#include <glib/gi18n-lib.h>

#include "app/lf-check-text.h"
#include "app/lf-state-icon.h"
#include "catalog/lf-resources.h"

struct _LfMaintenanceRow
{
  GtkListBoxRow  parent_instance;

  LfStateIcon   *icon;
  GtkWidget     *texts;
  GtkLabel      *title;
  GtkLabel      *summary;

  LfCheck        check;
};

G_DEFINE_FINAL_TYPE (LfMaintenanceRow, lf_maintenance_row, GTK_TYPE_LIST_BOX_ROW)

static void
lf_maintenance_row_dispose (GObject *object)
{
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), LF_TYPE_MAINTENANCE_ROW);

  G_OBJECT_CLASS (lf_maintenance_row_parent_class)->dispose (object);
}

static void
lf_maintenance_row_class_init (LfMaintenanceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_maintenance_row_dispose;

  g_type_ensure (LF_TYPE_STATE_ICON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-maintenance-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LfMaintenanceRow, icon);
  gtk_widget_class_bind_template_child (widget_class, LfMaintenanceRow, texts);
  gtk_widget_class_bind_template_child (widget_class, LfMaintenanceRow, title);
  gtk_widget_class_bind_template_child (widget_class, LfMaintenanceRow, summary);
}

static void
lf_maintenance_row_init (LfMaintenanceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lf_maintenance_row_new:
 * @check: a check
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
lf_maintenance_row_new (LfCheck check)
{
  LfMaintenanceRow *self = g_object_new (LF_TYPE_MAINTENANCE_ROW, NULL);

  self->check = check;
  gtk_label_set_text (self->title, lf_check_get_title (check));
  lf_maintenance_row_update (self, NULL, NULL);
  return GTK_WIDGET (self);
}

/**
 * lf_maintenance_row_get_check:
 * @self: a row
 *
 * Returns: the check it stands for
 */
LfCheck
lf_maintenance_row_get_check (LfMaintenanceRow *self)
{
  return self->check;
}

/**
 * lf_maintenance_row_update:
 * @self: a row
 * @report: (nullable): what was found
 * @timings: (nullable) (element-type LfTiming): what was measured
 *
 * Shows how its check came out.
 */
void
lf_maintenance_row_update (LfMaintenanceRow *self,
                           LfCheckReport    *report,
                           GPtrArray        *timings)
{
  g_autofree char *summary = lf_check_text_summarize (report, timings, self->check);
  g_autofree char *label = NULL;
  const char *title = lf_check_get_title (self->check);
  LfSeverity state;

  gtk_label_set_text (self->summary, summary);
  if (lf_check_text_get_state (report, timings, self->check, &state))
    {
      lf_state_icon_set (self->icon, state);
      /* Translators: for screen readers: a check, how it came out, and what it found */
      label = g_strdup_printf (_("%s: %s, %s"), title, lf_check_text_get_severity (state), summary);
    }
  else
    {
      lf_state_icon_clear (self->icon);
      /* Translators: for screen readers: a check and “not checked yet” */
      label = g_strdup_printf (_("%s: %s"), title, summary);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), label);
}

/**
 * lf_maintenance_row_set_narrow:
 * @self: a row
 * @narrow: whether there is room for its sign only
 *
 * Shows or hides its texts. The tooltip tells them.
 */
void
lf_maintenance_row_set_narrow (LfMaintenanceRow *self,
                               gboolean          narrow)
{
  gtk_widget_set_visible (self->texts, !narrow);
}
