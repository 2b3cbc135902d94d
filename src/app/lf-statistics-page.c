/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-statistics-page.h"

#include <glib/gi18n-lib.h>

#include "app/lf-data-table.h"
#include "app/lf-report-rows.h"
#include "catalog/lf-resources.h"

struct _LfStatisticsPage
{
  LfMaintenancePage  parent_instance;

  GtkWidget         *scroller;
  LfDataTable       *tables;
  GtkWidget         *indexes_box;
  LfDataTable       *indexes;
  GtkWidget         *none;
};

G_DEFINE_FINAL_TYPE (LfStatisticsPage, lf_statistics_page, LF_TYPE_MAINTENANCE_PAGE)

static void
lf_statistics_page_update (LfMaintenancePage *page,
                           LfMaintenance     *maintenance)
{
  LfStatisticsPage *self = LF_STATISTICS_PAGE (page);
  LfCheckReport *report = lf_maintenance_get_report (maintenance);
  LfStatisticsReport *statistics = report != NULL ? report->statistics : NULL;
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (GPtrArray) indexes = NULL;

  gtk_widget_set_visible (self->scroller, statistics != NULL);
  if (statistics == NULL)
    return;

  tables = lf_report_rows_list_tables (report);
  indexes = lf_report_rows_list_statistics (statistics);
  lf_data_table_fill (self->tables, tables);
  lf_data_table_fill (self->indexes, indexes);
  gtk_widget_set_visible (self->indexes_box, indexes->len > 0);
  gtk_widget_set_visible (self->none, indexes->len == 0);
}

static void
lf_statistics_page_dispose (GObject *object)
{
  LfStatisticsPage *self = LF_STATISTICS_PAGE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_statistics_page_parent_class)->dispose (object);
}

static void
lf_statistics_page_class_init (LfStatisticsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_statistics_page_dispose;
  LF_MAINTENANCE_PAGE_CLASS (klass)->update = lf_statistics_page_update;

  g_type_ensure (LF_TYPE_DATA_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-statistics-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LfStatisticsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, LfStatisticsPage, tables);
  gtk_widget_class_bind_template_child (widget_class, LfStatisticsPage, indexes_box);
  gtk_widget_class_bind_template_child (widget_class, LfStatisticsPage, indexes);
  gtk_widget_class_bind_template_child (widget_class, LfStatisticsPage, none);
}

static void
lf_statistics_page_init (LfStatisticsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  lf_data_table_set_name (self->tables, _("Rows"));
  lf_data_table_add_column (self->tables, LF_DATA_STATE, "");
  lf_data_table_add_column (self->tables, LF_DATA_TEXT, _("Table"));
  lf_data_table_add_column (self->tables, LF_DATA_NUMBER, _("Rows"));
  lf_data_table_add_column (self->tables, LF_DATA_NUMBER, _("Rows known"));
  lf_data_table_add_column (self->tables, LF_DATA_NOTE, _("State"));

  lf_data_table_set_name (self->indexes, _("What SQLite knows of indexes"));
  lf_data_table_add_column (self->indexes, LF_DATA_TEXT, _("Table"));
  lf_data_table_add_column (self->indexes, LF_DATA_NAME, _("Index"));
  lf_data_table_add_column (self->indexes, LF_DATA_NAME, _("Columns"));
  lf_data_table_add_column (self->indexes, LF_DATA_NOTE, _("In words"));
}
