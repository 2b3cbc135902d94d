/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-indexes-page.h"

#include <glib/gi18n-lib.h>

#include "app/lf-data-table.h"
#include "app/lf-report-rows.h"
#include "catalog/lf-resources.h"

struct _LfIndexesPage
{
  LfMaintenancePage  parent_instance;

  GtkWidget         *box;
  LfDataTable       *table;
};

G_DEFINE_FINAL_TYPE (LfIndexesPage, lf_indexes_page, LF_TYPE_MAINTENANCE_PAGE)

static void
lf_indexes_page_update (LfMaintenancePage *page,
                        LfMaintenance     *maintenance)
{
  LfIndexesPage *self = LF_INDEXES_PAGE (page);
  LfCheckReport *report = lf_maintenance_get_report (maintenance);
  g_autoptr (GPtrArray) rows = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->table), report != NULL && report->indexes != NULL);
  if (report == NULL || report->indexes == NULL)
    return;

  rows = lf_report_rows_list_indexes (report->indexes);
  lf_data_table_fill (self->table, rows);
}

static void
lf_indexes_page_dispose (GObject *object)
{
  LfIndexesPage *self = LF_INDEXES_PAGE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_indexes_page_parent_class)->dispose (object);
}

static void
lf_indexes_page_class_init (LfIndexesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_indexes_page_dispose;
  LF_MAINTENANCE_PAGE_CLASS (klass)->update = lf_indexes_page_update;

  g_type_ensure (LF_TYPE_DATA_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-indexes-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LfIndexesPage, box);
  gtk_widget_class_bind_template_child (widget_class, LfIndexesPage, table);
}

static void
lf_indexes_page_init (LfIndexesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  lf_data_table_set_name (self->table, _("Indexes"));
  lf_data_table_add_column (self->table, LF_DATA_STATE, "");
  lf_data_table_add_column (self->table, LF_DATA_TEXT, _("Table"));
  lf_data_table_add_column (self->table, LF_DATA_NAME, _("Columns"));
  lf_data_table_add_column (self->table, LF_DATA_NAME, _("Covered by"));
  lf_data_table_add_column (self->table, LF_DATA_NOTE, _("Needed for"));
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("Size"));
  lf_data_table_add_column (self->table, LF_DATA_ACTION, "");
}
