/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-wrap-box.h"

struct _LfWrapLayout
{
  GtkLayoutManager parent_instance;

  int              column_spacing;
};

enum
{
  PROP_0,
  PROP_COLUMN_SPACING,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (LfWrapLayout, lf_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

struct _LfWrapBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (LfWrapBox, lf_wrap_box, GTK_TYPE_WIDGET)

#define COLUMN_SPACING 24
#define ROW_SPACING 6

/* Sets the children in lines of a width; allocates them if told to. Returns the height. */
static int
place (LfWrapLayout *self,
       GtkWidget    *widget,
       int           width,
       gboolean      allocate)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;
  int y = 0;
  int line_height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least;
      int wanted;
      int height;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL, NULL);
      wanted = MAX (least, MIN (wanted, width));
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, wanted, NULL, &height, NULL, NULL);
      if (x > 0 && x + wanted > width)
        {
          x = 0;
          y += line_height + ROW_SPACING;
          line_height = 0;
        }
      if (allocate)
        gtk_widget_size_allocate (child,
                                  &(GtkAllocation) { mirrored ? width - x - wanted : x, y, wanted,
                                                     height },
                                  -1);
      x += wanted + self->column_spacing;
      line_height = MAX (line_height, height);
    }

  return y + line_height;
}

static GtkSizeRequestMode
lf_wrap_layout_get_request_mode (GtkLayoutManager *layout,
                                 GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (LfWrapLayout *self,
               GtkWidget    *widget,
               int          *minimum,
               int          *natural)
{
  *minimum = 0;
  *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least;
      int wanted;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural += wanted + (*natural > 0 ? self->column_spacing : 0);
    }
}

static void
lf_wrap_layout_measure (GtkLayoutManager *layout,
                        GtkWidget        *widget,
                        GtkOrientation    orientation,
                        int               for_size,
                        int              *minimum,
                        int              *natural,
                        int              *minimum_baseline,
                        int              *natural_baseline)
{
  LfWrapLayout *self = LF_WRAP_LAYOUT (layout);
  int least;
  int wanted;

  measure_width (self, widget, &least, &wanted);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = wanted;
      return;
    }

  *minimum = *natural = place (self, widget, for_size >= 0 ? MAX (for_size, least) : wanted, FALSE);
}

static void
lf_wrap_layout_allocate (GtkLayoutManager *layout,
                         GtkWidget        *widget,
                         int               width,
                         int               height,
                         int               baseline)
{
  place (LF_WRAP_LAYOUT (layout), widget, width, TRUE);
}

static void
lf_wrap_layout_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LfWrapLayout *self = LF_WRAP_LAYOUT (object);

  switch (prop_id)
    {
    case PROP_COLUMN_SPACING:
      self->column_spacing = g_value_get_int (value);
      gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lf_wrap_layout_class_init (LfWrapLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->set_property = lf_wrap_layout_set_property;

  props[PROP_COLUMN_SPACING] =
    g_param_spec_int ("column-spacing", NULL, NULL, 0, G_MAXINT, COLUMN_SPACING,
                      G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  layout_class->get_request_mode = lf_wrap_layout_get_request_mode;
  layout_class->measure = lf_wrap_layout_measure;
  layout_class->allocate = lf_wrap_layout_allocate;
}

static void
lf_wrap_layout_init (LfWrapLayout *self)
{
  self->column_spacing = COLUMN_SPACING;
}

static void
lf_wrap_box_dispose (GObject *object)
{
  lf_wrap_box_clear (LF_WRAP_BOX (object));

  G_OBJECT_CLASS (lf_wrap_box_parent_class)->dispose (object);
}

static void
lf_wrap_box_class_init (LfWrapBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_wrap_box_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), LF_TYPE_WRAP_LAYOUT);
}

static void
lf_wrap_box_init (LfWrapBox *self)
{
}

/**
 * lf_wrap_box_append:
 * @self: a box
 * @child: a widget
 *
 * Puts a child behind the others.
 */
void
lf_wrap_box_append (LfWrapBox *self,
                    GtkWidget *child)
{
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

/**
 * lf_wrap_box_clear:
 * @self: a box
 *
 * Takes all children out.
 */
void
lf_wrap_box_clear (LfWrapBox *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
