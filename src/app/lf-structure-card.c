/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-structure-card.h"

#include <glib/gi18n-lib.h>

#include "app/lf-check-text.h"
#include "app/lf-data-table.h"
#include "app/lf-state-icon.h"
#include "app/lf-structure-rows.h"
#include "catalog/lf-format.h"
#include "catalog/lf-resources.h"

struct _LfStructureCard
{
  GtkWidget         parent_instance;

  GtkExpander      *expander;
  LfStateIcon      *icon;
  GtkLabel         *name;
  GtkLabel         *summary;
  GtkBox           *body;

  GPtrArray        *tables;        /* keeps @table */
  LfTableStructure *table;
  gboolean          is_filled;
};

G_DEFINE_FINAL_TYPE (LfStructureCard, lf_structure_card, GTK_TYPE_WIDGET)

static LfDataTable *
make_differences (GPtrArray  *rows,
                  const char *name)
{
  LfDataTable *table = g_object_new (LF_TYPE_DATA_TABLE, "scrolls", FALSE, "flat", TRUE, NULL);

  lf_data_table_set_name (table, name);
  lf_data_table_add_column (table, LF_DATA_STATE, "");
  lf_data_table_add_column (table, LF_DATA_TEXT, _("What differs"));
  lf_data_table_add_column (table, LF_DATA_NAME, _("Columns"));
  lf_data_table_add_column (table, LF_DATA_OLD, _("Declared"));
  lf_data_table_add_column (table, LF_DATA_NEW, _("Should be"));
  lf_data_table_fill (table, rows);
  return table;
}

static LfDataTable *
make_problems (GPtrArray  *rows,
               const char *name)
{
  LfDataTable *table = g_object_new (LF_TYPE_DATA_TABLE, "scrolls", FALSE, "flat", TRUE, NULL);

  lf_data_table_set_name (table, name);
  lf_data_table_add_column (table, LF_DATA_STATE, "");
  lf_data_table_add_column (table, LF_DATA_NUMBER, _("Rows"));
  lf_data_table_add_column (table, LF_DATA_TEXT, _("What is wrong"));
  lf_data_table_add_column (table, LF_DATA_NAME, _("Columns"));
  lf_data_table_add_column (table, LF_DATA_NOTE, _("Such as"));
  lf_data_table_fill (table, rows);
  return table;
}

static void
expand_worded_cb (GtkExpander     *expander,
                  GParamSpec      *pspec,
                  LfStructureCard *self)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (!gtk_expander_get_expanded (expander) || gtk_expander_get_child (expander) != NULL)
    return;

  rows = lf_structure_rows_list_differences (self->table, TRUE);
  gtk_expander_set_child (expander,
                          GTK_WIDGET (make_differences (rows, _("Types worded differently"))));
}

/* What makes no difference is there for those who want to know */
static GtkWidget *
make_worded (LfStructureCard *self,
             guint            n)
{
  GtkWidget *expander = gtk_expander_new (NULL);
  g_autofree char *text = lf_check_text_count (
    g_dngettext (GETTEXT_PACKAGE, "%s type is worded differently; values are not affected",
                 "%s types are worded differently; values are not affected", n),
    n);

  gtk_expander_set_label (GTK_EXPANDER (expander), text);
  gtk_widget_add_css_class (expander, "dim");
  g_signal_connect_object (expander, "notify::expanded", G_CALLBACK (expand_worded_cb), self, 0);
  return expander;
}

static void
fill (LfStructureCard *self)
{
  g_autoptr (GPtrArray) differences = lf_structure_rows_list_differences (self->table, FALSE);
  g_autoptr (GPtrArray) problems = lf_structure_rows_list_problems (self->table);
  g_autoptr (GPtrArray) worded = lf_structure_rows_list_differences (self->table, TRUE);

  self->is_filled = TRUE;
  if (differences->len > 0)
    gtk_box_append (self->body, GTK_WIDGET (make_differences (differences, _("Differences"))));
  if (problems->len > 0)
    gtk_box_append (self->body, GTK_WIDGET (make_problems (problems, _("Rows"))));
  if (worded->len > 0)
    gtk_box_append (self->body, make_worded (self, worded->len));
}

static void
expanded_cb (LfStructureCard *self)
{
  if (gtk_expander_get_expanded (self->expander) && !self->is_filled && self->table != NULL)
    fill (self);
}

static void
lf_structure_card_dispose (GObject *object)
{
  LfStructureCard *self = LF_STRUCTURE_CARD (object);
  GtkWidget *expander = GTK_WIDGET (g_steal_pointer (&self->expander));

  g_clear_pointer (&expander, gtk_widget_unparent);
  self->table = NULL;
  g_clear_pointer (&self->tables, g_ptr_array_unref);

  G_OBJECT_CLASS (lf_structure_card_parent_class)->dispose (object);
}

static void
lf_structure_card_class_init (LfStructureCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_structure_card_dispose;

  g_type_ensure (LF_TYPE_STATE_ICON);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "structurecard");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-structure-card.ui");
  gtk_widget_class_bind_template_child (widget_class, LfStructureCard, expander);
  gtk_widget_class_bind_template_child (widget_class, LfStructureCard, icon);
  gtk_widget_class_bind_template_child (widget_class, LfStructureCard, name);
  gtk_widget_class_bind_template_child (widget_class, LfStructureCard, summary);
  gtk_widget_class_bind_template_child (widget_class, LfStructureCard, body);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
}

static void
lf_structure_card_init (LfStructureCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lf_structure_card_summarize:
 * @table: a table
 *
 * Returns: (transfer full): such as “25,285 rows · 4 differences”
 */
char *
lf_structure_card_summarize (LfTableStructure *table)
{
  g_autoptr (GPtrArray) differences = lf_structure_rows_list_differences (table, FALSE);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *rows = lf_check_text_count (
    g_dngettext (GETTEXT_PACKAGE, "%s row", "%s rows", table->n_rows), table->n_rows);

  g_string_append (text, rows);
  if (differences->len > 0)
    {
      g_autofree char *count = lf_check_text_count (
        g_dngettext (GETTEXT_PACKAGE, "%s difference", "%s differences", differences->len),
        differences->len);

      g_string_append_printf (text, " · %s", count);
    }
  if (table->problems->len > 0)
    g_string_append_printf (text, " · %s", _("problems with rows"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * lf_structure_card_new:
 * @tables: (element-type LfTableStructure): tables
 * @position: which of them
 *
 * Returns: (transfer floating): a card of a table, unfolded if something is wrong with it
 */
GtkWidget *
lf_structure_card_new (GPtrArray *tables,
                       guint      position)
{
  LfStructureCard *self = g_object_new (LF_TYPE_STRUCTURE_CARD, NULL);
  g_autofree char *valid = NULL;
  g_autofree char *name = NULL;
  g_autofree char *summary = NULL;

  self->tables = g_ptr_array_ref (tables);
  self->table = g_ptr_array_index (tables, position);
  valid = g_utf8_make_valid (self->table->table, -1);
  name = lf_format_one_line (valid);
  summary = lf_structure_card_summarize (self->table);

  lf_state_icon_set (self->icon, self->table->state);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->summary, summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_expander_set_expanded (self->expander, self->table->state >= LF_SEVERITY_WARNING);
  return GTK_WIDGET (self);
}
