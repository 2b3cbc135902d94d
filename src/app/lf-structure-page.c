/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-structure-page.h"

#include <glib/gi18n-lib.h>

#include "app/lf-card-box.h"
#include "app/lf-data-table.h"
#include "app/lf-structure-card.h"
#include "app/lf-structure-rows.h"
#include "catalog/lf-resources.h"

struct _LfStructurePage
{
  LfMaintenancePage  parent_instance;

  GtkWidget         *scroller;
  LfCardBox         *cards;
  GtkWidget         *in_order_box;
  LfDataTable       *in_order;
  GtkWidget         *own_box;
  LfDataTable       *own;
};

G_DEFINE_FINAL_TYPE (LfStructurePage, lf_structure_page, LF_TYPE_MAINTENANCE_PAGE)

typedef struct
{
  GPtrArray *tables;
  GArray    *positions;  /* of those that are not in order */
} Damage;

static void
damage_free (Damage *damage)
{
  g_ptr_array_unref (damage->tables);
  g_array_unref (damage->positions);
  g_free (damage);
}

static GtkWidget *
make_card (guint    position,
           gpointer data)
{
  Damage *damage = data;

  return lf_structure_card_new (damage->tables,
                                g_array_index (damage->positions, guint, position));
}

static void
add_signature (GString   *signature,
               GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    for (guint cell = 0; cell < 4; cell++)
      g_string_append_printf (signature, "%s\t",
                              lf_data_row_get_text (g_ptr_array_index (rows, i), cell));
}

/* All that the card of a table would say */
static void
add_table (GString          *signature,
           LfTableStructure *table)
{
  g_autofree char *summary = lf_structure_card_summarize (table);
  g_autoptr (GPtrArray) differences = lf_structure_rows_list_differences (table, FALSE);
  g_autoptr (GPtrArray) worded = lf_structure_rows_list_differences (table, TRUE);
  g_autoptr (GPtrArray) problems = lf_structure_rows_list_problems (table);

  g_string_append_printf (signature, "%s\t%s\t", table->table, summary);
  add_signature (signature, differences);
  add_signature (signature, worded);
  add_signature (signature, problems);
}

/* The worst comes first */
static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      data)
{
  GPtrArray *tables = data;
  guint one = *(const guint *) a;
  guint two = *(const guint *) b;
  LfTableStructure *table_one = g_ptr_array_index (tables, one);
  LfTableStructure *table_two = g_ptr_array_index (tables, two);

  if (table_one->state != table_two->state)
    return table_one->state > table_two->state ? -1 : 1;
  return one < two ? -1 : 1;
}

static void
fill_cards (LfStructurePage *self,
            GPtrArray       *tables)
{
  g_autoptr (GString) signature = g_string_new (NULL);
  Damage *damage = g_new0 (Damage, 1);

  damage->tables = g_ptr_array_ref (tables);
  damage->positions = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < tables->len; i++)
    {
      LfTableStructure *table = g_ptr_array_index (tables, i);

      if (table->is_own || lf_structure_rows_is_in_order (table))
        continue;

      add_table (signature, table);
      g_array_append_val (damage->positions, i);
    }
  g_array_sort_with_data (damage->positions, compare_cb, tables);
  lf_card_box_fill (self->cards, signature->str, damage->positions->len, make_card, damage,
                    (GDestroyNotify) damage_free);
  gtk_widget_set_visible (GTK_WIDGET (self->cards), signature->len > 0);
}

static void
lf_structure_page_update (LfMaintenancePage *page,
                          LfMaintenance     *maintenance)
{
  LfStructurePage *self = LF_STRUCTURE_PAGE (page);
  LfCheckReport *report = lf_maintenance_get_report (maintenance);
  LfStructureReport *structure = report != NULL ? report->structure : NULL;
  g_autoptr (GPtrArray) in_order = NULL;
  g_autoptr (GPtrArray) own = NULL;

  gtk_widget_set_visible (self->scroller, structure != NULL);
  if (structure == NULL)
    return;

  fill_cards (self, structure->tables);
  in_order = lf_structure_rows_list_in_order (structure);
  lf_data_table_fill (self->in_order, in_order);
  gtk_widget_set_visible (self->in_order_box, in_order->len > 0);
  own = lf_structure_rows_list_own (structure);
  lf_data_table_fill (self->own, own);
  gtk_widget_set_visible (self->own_box, own->len > 0);
}

static void
lf_structure_page_dispose (GObject *object)
{
  LfStructurePage *self = LF_STRUCTURE_PAGE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_structure_page_parent_class)->dispose (object);
}

static void
lf_structure_page_class_init (LfStructurePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_structure_page_dispose;
  LF_MAINTENANCE_PAGE_CLASS (klass)->update = lf_structure_page_update;

  g_type_ensure (LF_TYPE_CARD_BOX);
  g_type_ensure (LF_TYPE_DATA_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-structure-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LfStructurePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, LfStructurePage, cards);
  gtk_widget_class_bind_template_child (widget_class, LfStructurePage, in_order_box);
  gtk_widget_class_bind_template_child (widget_class, LfStructurePage, in_order);
  gtk_widget_class_bind_template_child (widget_class, LfStructurePage, own_box);
  gtk_widget_class_bind_template_child (widget_class, LfStructurePage, own);
}

static void
lf_structure_page_init (LfStructurePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  lf_data_table_set_name (self->in_order, _("In order"));
  lf_data_table_add_column (self->in_order, LF_DATA_STATE, "");
  lf_data_table_add_column (self->in_order, LF_DATA_TEXT, _("Table"));
  lf_data_table_add_column (self->in_order, LF_DATA_NOTE, _("Rows"));

  lf_data_table_set_name (self->own, _("Yours, left alone"));
  lf_data_table_add_column (self->own, LF_DATA_NAME, _("Name"));
  lf_data_table_add_column (self->own, LF_DATA_NOTE, _("What it is"));
}
