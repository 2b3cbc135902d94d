/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-column-box.h"

struct _LfColumnBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (LfColumnBox, lf_column_box, GTK_TYPE_WIDGET)

#define SPACING 12

/* Of a column, if there is more than one */
#define LEAST_WIDTH 210

static guint
count_children (GtkWidget *widget)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += gtk_widget_should_layout (child);
  return n;
}

static guint
count_columns (guint n_children,
               int   width)
{
  guint n = MAX (n_children, 1);

  while (n > 1 && width < (int) n * LEAST_WIDTH + (int) (n - 1) * SPACING)
    n = (n + 1) / 2;
  return n;
}

/* Measures a line of children, and allocates them if told to. Returns its height. */
static int
place_line (GtkWidget **child,
            guint       n_columns,
            int         width,
            int         y,
            gboolean    allocate)
{
  GtkWidget *first = *child;
  gboolean mirrored = gtk_widget_get_direction (first) == GTK_TEXT_DIR_RTL;
  int column_width = (width - (int) (n_columns - 1) * SPACING) / (int) n_columns;
  int line_height = 0;
  guint column = 0;

  for (; *child != NULL && column < n_columns; *child = gtk_widget_get_next_sibling (*child))
    if (gtk_widget_should_layout (*child))
      {
        int height;

        gtk_widget_measure (*child, GTK_ORIENTATION_VERTICAL, column_width, NULL, &height, NULL,
                            NULL);
        line_height = MAX (line_height, height);
        column++;
      }

  column = 0;
  for (GtkWidget *sibling = first; allocate && sibling != *child;
       sibling = gtk_widget_get_next_sibling (sibling))
    if (gtk_widget_should_layout (sibling))
      {
        int x = (int) column++ * (column_width + SPACING);

        gtk_widget_size_allocate (sibling,
                                  &(GtkAllocation) { mirrored ? width - x - column_width : x, y,
                                                     column_width, line_height },
                                  -1);
      }
  return line_height;
}

static int
place (GtkWidget *widget,
       int        width,
       gboolean   allocate)
{
  guint n_columns = count_columns (count_children (widget), width);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int y = 0;

  while (child != NULL)
    if (gtk_widget_should_layout (child))
      y += place_line (&child, n_columns, width, y, allocate) + SPACING;
    else
      child = gtk_widget_get_next_sibling (child);
  return MAX (y - SPACING, 0);
}

static GtkSizeRequestMode
lf_column_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lf_column_box_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  guint n = MAX (count_children (widget), 1);
  int least = 0;
  int wanted = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        int child_least;
        int child_wanted;

        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_least, &child_wanted,
                            NULL, NULL);
        least = MAX (least, child_least);
        wanted = MAX (wanted, child_wanted);
      }

  *minimum = least;
  *natural = (int) n * MAX (wanted, LEAST_WIDTH) + (int) (n - 1) * SPACING;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = place (widget, for_size >= 0 ? MAX (for_size, least) : *natural, FALSE);
}

static void
lf_column_box_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  place (widget, width, TRUE);
}

static void
lf_column_box_dispose (GObject *object)
{
  lf_column_box_clear (LF_COLUMN_BOX (object));

  G_OBJECT_CLASS (lf_column_box_parent_class)->dispose (object);
}

static void
lf_column_box_class_init (LfColumnBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_column_box_dispose;
  widget_class->get_request_mode = lf_column_box_get_request_mode;
  widget_class->measure = lf_column_box_measure;
  widget_class->size_allocate = lf_column_box_size_allocate;
}

static void
lf_column_box_init (LfColumnBox *self)
{
}

/**
 * lf_column_box_append:
 * @self: a box
 * @child: a widget
 *
 * Puts a child behind the others.
 */
void
lf_column_box_append (LfColumnBox *self,
                      GtkWidget   *child)
{
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

/**
 * lf_column_box_clear:
 * @self: a box
 *
 * Takes all children out.
 */
void
lf_column_box_clear (LfColumnBox *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
