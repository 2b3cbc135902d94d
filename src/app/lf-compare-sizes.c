/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-compare-sizes.h"

#include <glib/gi18n-lib.h>

#include "app/lf-compare-rows.h"
#include "app/lf-data-table.h"
#include "app/lf-table-drawer.h"
#include "catalog/lf-resources.h"
#include "charts/lf-range-chart.h"

struct _LfCompareSizes
{
  GtkWidget      parent_instance;

  GtkWidget     *box;
  LfRangeChart  *chart;
  GtkWidget     *drawer;

  LfCompare     *compare;
};

G_DEFINE_FINAL_TYPE (LfCompareSizes, lf_compare_sizes, GTK_TYPE_WIDGET)

static void
fill_cb (LfCompareSizes *self,
         LfDataTable    *table)
{
  g_autoptr (GPtrArray) rows = lf_compare_rows_list_size_table (self->compare);

  lf_data_table_set_name (table, _("Sizes"));
  lf_data_table_add_column (table, LF_DATA_NAME, _("Table or index"));
  lf_data_table_add_column (table, LF_DATA_NUMBER, _("Before"));
  lf_data_table_add_column (table, LF_DATA_NUMBER, _("After"));
  lf_data_table_add_column (table, LF_DATA_NUMBER, _("Growth"));
  lf_data_table_fill (table, rows);
}

static void
lf_compare_sizes_dispose (GObject *object)
{
  LfCompareSizes *self = LF_COMPARE_SIZES (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->compare);

  G_OBJECT_CLASS (lf_compare_sizes_parent_class)->dispose (object);
}

static void
lf_compare_sizes_class_init (LfCompareSizesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_compare_sizes_dispose;

  g_type_ensure (LF_TYPE_RANGE_CHART);
  g_type_ensure (LF_TYPE_TABLE_DRAWER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "comparesizes");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-compare-sizes.ui");
  gtk_widget_class_bind_template_child (widget_class, LfCompareSizes, box);
  gtk_widget_class_bind_template_child (widget_class, LfCompareSizes, chart);
  gtk_widget_class_bind_template_child (widget_class, LfCompareSizes, drawer);
  gtk_widget_class_bind_template_callback (widget_class, fill_cb);
}

static void
lf_compare_sizes_init (LfCompareSizes *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
has_objects (LfRunState *state)
{
  return state != NULL && state->objects->len > 0;
}

/**
 * lf_compare_sizes_new:
 * @compare: what is compared
 *
 * Returns: (transfer floating): a card of the sizes
 */
GtkWidget *
lf_compare_sizes_new (LfCompare *compare)
{
  LfCompareSizes *self = g_object_new (LF_TYPE_COMPARE_SIZES, NULL);
  LfRunState *before = lf_compare_get_before (compare);
  LfRunState *after = lf_compare_get_after (compare);
  gboolean has_after = after != NULL && after->bytes > 0;
  g_autoptr (GPtrArray) rows = lf_compare_rows_list_sizes (compare);

  self->compare = g_object_ref (compare);
  gtk_widget_set_visible (self->drawer, has_objects (before) || has_objects (after));
  lf_chart_set_title (LF_CHART (self->chart), _("Sizes of tables and indexes"));
  lf_range_chart_set_unit (self->chart, LF_CHART_UNIT_BYTES);
  lf_range_chart_set_series (self->chart, has_after ? _("Before") : NULL,
                             has_after ? _("After") : NULL);
  lf_range_chart_set_rows (self->chart, rows);
  return GTK_WIDGET (self);
}
