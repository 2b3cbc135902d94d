/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-filter-numbers.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-format.h"

struct _LfFilterNumbers
{
  GtkWidget   parent_instance;

  GHashTable *rows;     /* of widgets, by the names of filters in small letters */
};

G_DEFINE_FINAL_TYPE (LfFilterNumbers, lf_filter_numbers, GTK_TYPE_WIDGET)

#define SPACING 6
#define NAME_CHARS 12
#define NUMBER_CHARS 10

/* The names of filters are the same in capital and small letters, as in the export */
static char *
make_key (const char *filter)
{
  return g_ascii_strdown (filter, -1);
}

static void
activate_cb (GtkWidget *row)
{
  gtk_widget_activate_action (row, "export.filters", NULL);
}

static GtkWidget *
make_row (const char *filter,
          guint       number)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *line = lf_format_one_line (filter);
  g_autofree char *text = number > 0 ? g_strdup_printf ("%u", number) : g_strdup ("");
  GtkWidget *label = gtk_label_new (line);
  GtkWidget *entry = gtk_entry_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), NAME_CHARS);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_DIGITS);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), NUMBER_CHARS);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Number"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, line, -1);
  g_signal_connect_object (entry, "activate", G_CALLBACK (activate_cb), row, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (row), "lf-filter", g_strdup (filter), g_free);
  g_object_set_data (G_OBJECT (row), "lf-entry", entry);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), entry);
  return row;
}

/* The rows live on as long as somebody has them */
static void
clear (LfFilterNumbers *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
lf_filter_numbers_dispose (GObject *object)
{
  LfFilterNumbers *self = LF_FILTER_NUMBERS (object);

  clear (self);
  g_hash_table_remove_all (self->rows);

  G_OBJECT_CLASS (lf_filter_numbers_parent_class)->dispose (object);
}

static void
lf_filter_numbers_finalize (GObject *object)
{
  g_hash_table_unref (LF_FILTER_NUMBERS (object)->rows);

  G_OBJECT_CLASS (lf_filter_numbers_parent_class)->finalize (object);
}

static void
lf_filter_numbers_class_init (LfFilterNumbersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_filter_numbers_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_filter_numbers_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "filternumbers");
}

static void
lf_filter_numbers_init (LfFilterNumbers *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), SPACING);
}

static guint
find_number (GVariant   *numbers,
             const char *filter)
{
  GVariantIter iter;
  const char *name;
  guint number;

  g_variant_iter_init (&iter, numbers);
  while (g_variant_iter_next (&iter, "{&su}", &name, &number))
    if (g_ascii_strcasecmp (name, filter) == 0)
      return number;
  return 0;
}

static void
add_rows (LfFilterNumbers *self,
          GHashTable      *old,
          GPtrArray       *filters,
          GVariant        *numbers)
{
  for (guint i = 0; filters != NULL && i < filters->len; i++)
    {
      const char *filter = g_ptr_array_index (filters, i);
      g_autofree char *key = make_key (filter);
      GtkWidget *row = g_hash_table_lookup (old, key);

      if (row == NULL)
        row = make_row (filter, find_number (numbers, filter));
      g_object_ref_sink (row);
      gtk_widget_set_parent (row, GTK_WIDGET (self));
      g_hash_table_insert (self->rows, g_steal_pointer (&key), row);
    }
}

static gboolean
has_rows (LfFilterNumbers *self,
          GPtrArray       *filters)
{
  for (guint i = 0; filters != NULL && i < filters->len; i++)
    {
      g_autofree char *key = make_key (g_ptr_array_index (filters, i));

      if (!g_hash_table_contains (self->rows, key))
        return FALSE;
    }
  return TRUE;
}

/**
 * lf_filter_numbers_show:
 * @self: a widget
 * @unmapped: (element-type utf8): filters without a number
 * @given: (nullable) (element-type utf8): filters whose number can be changed
 * @numbers: the numbers that are known, of type `a{su}`
 *
 * Shows a field for each of them. What was typed and not read yet stays.
 */
void
lf_filter_numbers_show (LfFilterNumbers *self,
                        GPtrArray       *unmapped,
                        GPtrArray       *given,
                        GVariant        *numbers)
{
  guint n = unmapped->len + (given != NULL ? given->len : 0);
  g_autoptr (GHashTable) old = NULL;

  /* Whoever stands in one of them stays there */
  if (g_hash_table_size (self->rows) == n && has_rows (self, unmapped) && has_rows (self, given))
    return;

  old = g_steal_pointer (&self->rows);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  clear (self);
  add_rows (self, old, unmapped, numbers);
  add_rows (self, old, given, numbers);
}

/* Whether what was typed for a filter is a number, or nothing at all; then @number is 0 */
static gboolean
read_row (GtkWidget  *row,
          char      **text,
          guint64    *number)
{
  GtkWidget *entry = g_object_get_data (G_OBJECT (row), "lf-entry");
  gboolean fine;

  *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  *number = 0;
  fine = **text == '\0' || g_ascii_string_to_unsigned (*text, 10, 1, G_MAXUINT32, number, NULL);
  if (fine)
    gtk_widget_remove_css_class (entry, "error");
  else
    gtk_widget_add_css_class (entry, "error");
  return fine;
}

/**
 * lf_filter_numbers_read:
 * @self: a widget
 * @numbers: the numbers that are known, of type `a{su}`
 * @wrong: (out) (nullable): the first text that is no number; its field is marked
 *
 * Takes what was typed: a number is new or another one, an empty field forgets one, and what is no
 * number changes nothing.
 *
 * Returns: (transfer floating): the numbers that are known now
 */
GVariant *
lf_filter_numbers_read (LfFilterNumbers  *self,
                        GVariant         *numbers,
                        char            **wrong)
{
  GVariantBuilder builder;
  GVariantIter iter;
  const char *name;
  guint known;

  *wrong = NULL;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{su}"));
  g_variant_iter_init (&iter, numbers);
  while (g_variant_iter_next (&iter, "{&su}", &name, &known))
    {
      g_autofree char *key = make_key (name);

      if (!g_hash_table_contains (self->rows, key))
        g_variant_builder_add (&builder, "{su}", name, known);
    }

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      const char *filter = g_object_get_data (G_OBJECT (row), "lf-filter");
      g_autofree char *text = NULL;
      guint64 number;

      if (!read_row (row, &text, &number))
        {
          number = find_number (numbers, filter);
          if (*wrong == NULL)
            *wrong = g_steal_pointer (&text);
        }
      if (number > 0)
        g_variant_builder_add (&builder, "{su}", filter, (guint) number);
    }
  return g_variant_builder_end (&builder);
}
