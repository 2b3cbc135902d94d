/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-frame-chooser.h"

#include <glib/gi18n-lib.h>

struct _LfFrameChooser
{
  GtkWidget  parent_instance;

  GtkWidget *button;
  GtkWidget *list;

  GPtrArray *columns;   /* of LfFrameColumn */
  GPtrArray *chosen;    /* names, in the order in which they were chosen */
  gboolean   filled;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfFrameChooser, lf_frame_chooser, GTK_TYPE_WIDGET)

#define MAX_HEIGHT 460

static gboolean
is_chosen (LfFrameChooser *self,
           const char     *name,
           guint          *index)
{
  return g_ptr_array_find_with_equal_func (self->chosen, name, g_str_equal, index);
}

static void
toggled_cb (GtkCheckButton *check,
            LfFrameChooser *self)
{
  const char *name = gtk_widget_get_name (GTK_WIDGET (check));
  guint index;

  if (gtk_check_button_get_active (check) == is_chosen (self, name, &index))
    return;

  if (gtk_check_button_get_active (check))
    g_ptr_array_add (self->chosen, g_strdup (name));
  else
    g_ptr_array_remove_index (self->chosen, index);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
make_check (LfFrameChooser      *self,
            const LfFrameColumn *column)
{
  GtkWidget *label = gtk_label_new (column->title);
  /* A name of a catalog's own would be a mnemonic with its underscores */
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_name (check, column->name);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_chosen (self, column->name, NULL));
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), self);
  return check;
}

/* Only when it is opened: there are more than sixty */
static void
fill (LfFrameChooser *self)
{
  LfFrameColumnGroup group = LF_FRAME_COLUMNS_MAIN;
  GtkWidget *child;

  if (self->filled || self->columns == NULL)
    return;

  self->filled = TRUE;
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const LfFrameColumn *column = g_ptr_array_index (self->columns, i);

      if (column->group == LF_FRAME_COLUMNS_MAIN)
        continue;

      if (column->group != group)
        {
          GtkWidget *title = gtk_label_new (lf_frame_column_group_get_title (column->group));

          gtk_label_set_xalign (GTK_LABEL (title), 0);
          gtk_widget_add_css_class (title, "column-title");
          gtk_box_append (GTK_BOX (self->list), title);
        }
      group = column->group;
      gtk_box_append (GTK_BOX (self->list), make_check (self, column));
    }
}

static void
lf_frame_chooser_dispose (GObject *object)
{
  LfFrameChooser *self = LF_FRAME_CHOOSER (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->columns, g_ptr_array_unref);

  G_OBJECT_CLASS (lf_frame_chooser_parent_class)->dispose (object);
}

static void
lf_frame_chooser_finalize (GObject *object)
{
  g_ptr_array_unref (LF_FRAME_CHOOSER (object)->chosen);

  G_OBJECT_CLASS (lf_frame_chooser_parent_class)->finalize (object);
}

static void
lf_frame_chooser_class_init (LfFrameChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_frame_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_frame_chooser_finalize;

  signals[CHANGED] = g_signal_new ("changed", LF_TYPE_FRAME_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
lf_frame_chooser_init (LfFrameChooser *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller;

  self->chosen = g_ptr_array_new_with_free_func (g_free);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_add_css_class (self->list, "column-choice");
  scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                           "hscrollbar-policy", GTK_POLICY_NEVER,
                           "propagate-natural-height", TRUE,
                           "max-content-height", MAX_HEIGHT,
                           "child", self->list,
                           NULL);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (fill), self);

  self->button = g_object_new (GTK_TYPE_MENU_BUTTON,
                               "label", _("Columns"),
                               "tooltip-text", _("Choose what else to show of each frame"),
                               "popover", popover,
                               NULL);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

/**
 * lf_frame_chooser_set_columns:
 * @self: a chooser
 * @columns: (element-type LfFrameColumn): the columns of a catalog
 * @chosen: the names of those that are chosen
 *
 * Sets what there is to choose from. Names that the catalog does not have stay chosen, for another
 * catalog.
 */
void
lf_frame_chooser_set_columns (LfFrameChooser    *self,
                              GPtrArray         *columns,
                              const char *const *chosen)
{
  g_ptr_array_ref (columns);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  self->columns = columns;
  g_ptr_array_set_size (self->chosen, 0);
  for (guint i = 0; chosen[i] != NULL; i++)
    if (!is_chosen (self, chosen[i], NULL))
      g_ptr_array_add (self->chosen, g_strdup (chosen[i]));
  self->filled = FALSE;
}

/**
 * lf_frame_chooser_dup_chosen:
 * @self: a chooser
 *
 * Returns: (transfer full): the names of the columns that are chosen
 */
GStrv
lf_frame_chooser_dup_chosen (LfFrameChooser *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < self->chosen->len; i++)
    g_strv_builder_add (names, g_ptr_array_index (self->chosen, i));
  return g_strv_builder_end (names);
}
