/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-space-page.h"

#include <glib/gi18n-lib.h>

#include "app/lf-data-table.h"
#include "app/lf-obstacle.h"
#include "app/lf-report-rows.h"
#include "catalog/lf-format.h"
#include "catalog/lf-resources.h"
#include "charts/lf-bar.h"
#include "charts/lf-treemap.h"

struct _LfSpacePage
{
  LfMaintenancePage  parent_instance;

  GtkWidget         *scroller;
  GtkLabel          *total;
  GtkLabel          *detail;
  GtkLabel          *needs;
  LfBar             *bar;
  GtkWidget         *map_card;
  LfTreemap         *map;
  LfDataTable       *table;
};

G_DEFINE_FINAL_TYPE (LfSpacePage, lf_space_page, LF_TYPE_MAINTENANCE_PAGE)

/* What is smaller than one part in so many of the file is too small to be drawn */
#define SMALL_PART 400

/* Such as “46.8 MB, of which 21.5 MB (46 %) hold nothing” */
static char *
describe_total (const LfSpaceReport *space)
{
  g_autofree char *file = g_format_size (space->file_bytes);
  g_autofree char *free_text = g_format_size (space->free_bytes);
  double percent = 100 * (double) space->free_bytes / (double) MAX (space->file_bytes, 1);

  if (space->free_bytes == 0)
    /* Translators: the size of a file */
    return g_strdup_printf (_("%s, all of it in use"), file);
  /* Translators: the size of a file, how much of it is free, and how many percent that is */
  return g_strdup_printf (_("%s, of which %s (%.0f %%) hold nothing"), file, free_text, percent);
}

static char *
describe_detail (const LfSpaceReport *space)
{
  g_autofree char *page = g_format_size_full (space->page_size, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *wal = g_format_size (space->wal_bytes);
  const char *free_text = space->free_bytes > 0
                            ? _("VACUUM gives back what holds nothing.")
                            : _("There is nothing that VACUUM could give back.");

  if (space->wal_bytes > 0)
    /* Translators: a sentence, the size of a page of the file, and of the file beside it */
    return g_strdup_printf (_("%s Pages of %s; %s in the WAL file beside it."), free_text, page,
                            wal);
  return g_strdup_printf (_("%s Pages of %s."), free_text, page);
}

/* What VACUUM needs, or why it must not be run */
static void
show_needs (LfSpacePage   *self,
            LfMaintenance *maintenance,
            LfCheckReport *report)
{
  const LfSpaceReport *space = report->space;
  const char *obstacle = lf_obstacle_find_lasting (maintenance, LF_RUN_VACUUM);
  g_autofree char *file = g_format_size (space->file_bytes);
  g_autofree char *used = g_format_size (space->file_bytes - space->free_bytes);
  g_autofree char *text = NULL;

  if (obstacle == NULL)
    text = g_strdup_printf (
      /* Translators: sizes: of the backup, beside the catalog, for temporary files */
      _("VACUUM needs, for a while, up to %s for the backup, %s beside the catalog and %s for "
        "temporary files, and the catalog to itself: no other program may read or write it."),
      file, file, used);
  /* That there is nothing to give back is told above */
  if (space->free_bytes == 0)
    gtk_label_set_text (self->needs, "");
  else
    gtk_label_set_text (self->needs, obstacle != NULL ? obstacle : text);
}

static void
show_total (LfSpacePage         *self,
            const LfSpaceReport *space)
{
  g_autofree char *total = describe_total (space);
  g_autofree char *detail = describe_detail (space);
  LfBarSegment segment = { (double) (space->file_bytes - space->free_bytes), "lf_frame_light", 1 };

  gtk_label_set_text (self->total, total);
  gtk_label_set_text (self->detail, detail);
  lf_bar_set_segments (self->bar, &segment, 1, (double) space->file_bytes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, total,
                                  -1);
}

static LfTreemapItem *
make_item (const LfSpaceObject *object)
{
  const char *table = object->table != NULL ? object->table : object->name;
  g_autofree char *valid_name = g_utf8_make_valid (object->name, -1);
  g_autofree char *valid_table = g_utf8_make_valid (table, -1);
  g_autofree char *label = lf_format_one_line (valid_name);
  g_autofree char *group = lf_format_one_line (valid_table);

  return lf_treemap_item_new (label, group, (double) object->bytes,
                              object->table != NULL ? LF_TREEMAP_INDEX : LF_TREEMAP_TABLE);
}

static void
add_small (GPtrArray *items,
           guint      n,
           guint64    bytes)
{
  g_autofree char *count = lf_format_count (n);
  /* Translators: tables and indexes that are too small to be drawn one by one */
  g_autofree char *label = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%s small one", "%s small ones", n), count);

  g_ptr_array_add (items, lf_treemap_item_new (label, label, (double) bytes, LF_TREEMAP_TABLE));
}

/* Indexes beside their tables, and what could be reclaimed. What is too small to be seen is drawn
 * as one. */
static void
show_map (LfSpacePage         *self,
          const LfSpaceReport *space)
{
  g_autoptr (GPtrArray) items =
    g_ptr_array_new_with_free_func ((GDestroyNotify) lf_treemap_item_free);
  guint64 small_bytes = 0;
  guint n_small = 0;

  for (guint i = 0; space->objects != NULL && i < space->objects->len; i++)
    {
      const LfSpaceObject *object = &g_array_index (space->objects, LfSpaceObject, i);

      if (object->bytes < space->file_bytes / SMALL_PART)
        {
          small_bytes += object->bytes;
          n_small++;
        }
      else
        g_ptr_array_add (items, make_item (object));
    }
  if (n_small > 0)
    add_small (items, n_small, small_bytes);
  if (space->free_bytes > 0)
    g_ptr_array_add (items, lf_treemap_item_new (_("reclaimable"), _("reclaimable"),
                                                 (double) space->free_bytes, LF_TREEMAP_FREE));

  lf_treemap_set_items (self->map, items);
  gtk_widget_set_visible (self->map_card, space->objects != NULL && space->objects->len > 0);
}

static void
lf_space_page_update (LfMaintenancePage *page,
                      LfMaintenance     *maintenance)
{
  LfSpacePage *self = LF_SPACE_PAGE (page);
  LfCheckReport *report = lf_maintenance_get_report (maintenance);
  g_autoptr (GPtrArray) rows = NULL;

  gtk_widget_set_visible (self->scroller, report != NULL && report->space != NULL);
  if (report == NULL || report->space == NULL)
    return;

  show_total (self, report->space);
  show_needs (self, maintenance, report);
  show_map (self, report->space);
  rows = lf_report_rows_list_space (report->space);
  lf_data_table_fill (self->table, rows);
  gtk_widget_set_visible (GTK_WIDGET (self->table), rows->len > 0);
}

static void
lf_space_page_dispose (GObject *object)
{
  LfSpacePage *self = LF_SPACE_PAGE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_space_page_parent_class)->dispose (object);
}

static void
lf_space_page_class_init (LfSpacePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_space_page_dispose;
  LF_MAINTENANCE_PAGE_CLASS (klass)->update = lf_space_page_update;

  g_type_ensure (LF_TYPE_BAR);
  g_type_ensure (LF_TYPE_DATA_TABLE);
  g_type_ensure (LF_TYPE_TREEMAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-space-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LfSpacePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, LfSpacePage, total);
  gtk_widget_class_bind_template_child (widget_class, LfSpacePage, detail);
  gtk_widget_class_bind_template_child (widget_class, LfSpacePage, needs);
  gtk_widget_class_bind_template_child (widget_class, LfSpacePage, bar);
  gtk_widget_class_bind_template_child (widget_class, LfSpacePage, map_card);
  gtk_widget_class_bind_template_child (widget_class, LfSpacePage, map);
  gtk_widget_class_bind_template_child (widget_class, LfSpacePage, table);
}

static void
lf_space_page_init (LfSpacePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  lf_chart_set_title (LF_CHART (self->map), _("Space by tables and indexes"));
  lf_data_table_set_name (self->table, _("Tables and indexes"));
  lf_data_table_add_column (self->table, LF_DATA_NAME, _("Name"));
  lf_data_table_add_column (self->table, LF_DATA_TEXT, _("What it is"));
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("Size"));
  lf_data_table_add_column (self->table, LF_DATA_BAR, "");
  lf_data_table_add_column (self->table, LF_DATA_NUMBER, _("Empty part"));
}
