/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-status-page.h"

#include "catalog/lf-resources.h"

struct _LfStatusPage
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkImage  *icon;
  GtkLabel  *title;
  GtkLabel  *description;
};

enum
{
  PROP_0,
  PROP_ICON_NAME,
  PROP_TITLE,
  PROP_DESCRIPTION,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static GtkBuildableIface *parent_buildable;

static void
lf_status_page_add_child (GtkBuildable *buildable,
                          GtkBuilder   *builder,
                          GObject      *child,
                          const char   *type)
{
  LfStatusPage *self = LF_STATUS_PAGE (buildable);

  /* The template's own box comes first; what a window puts in goes below its texts */
  if (self->box != NULL && GTK_IS_WIDGET (child))
    gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = lf_status_page_add_child;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LfStatusPage, lf_status_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static void
lf_status_page_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LfStatusPage *self = LF_STATUS_PAGE (object);

  switch (prop_id)
    {
    case PROP_ICON_NAME:
      gtk_image_set_from_icon_name (self->icon, g_value_get_string (value));
      break;
    case PROP_TITLE:
      gtk_label_set_text (self->title, g_value_get_string (value));
      break;
    case PROP_DESCRIPTION:
      gtk_label_set_text (self->description, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lf_status_page_map (GtkWidget *widget)
{
  gtk_widget_set_visible (LF_STATUS_PAGE (widget)->box, TRUE);

  GTK_WIDGET_CLASS (lf_status_page_parent_class)->map (widget);
}

static void
lf_status_page_dispose (GObject *object)
{
  LfStatusPage *self = LF_STATUS_PAGE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_status_page_parent_class)->dispose (object);
}

static void
lf_status_page_class_init (LfStatusPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = lf_status_page_dispose;
  object_class->set_property = lf_status_page_set_property;
  widget_class->map = lf_status_page_map;

  props[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "statuspage");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-status-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LfStatusPage, box);
  gtk_widget_class_bind_template_child (widget_class, LfStatusPage, icon);
  gtk_widget_class_bind_template_child (widget_class, LfStatusPage, title);
  gtk_widget_class_bind_template_child (widget_class, LfStatusPage, description);
}

static void
lf_status_page_init (LfStatusPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lf_status_page_set_texts:
 * @self: a page
 * @icon_name: an icon
 * @title: a heading
 * @description: what happened and what to do
 *
 * Sets all it says.
 */
void
lf_status_page_set_texts (LfStatusPage *self,
                          const char   *icon_name,
                          const char   *title,
                          const char   *description)
{
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->description, description);
}

/**
 * lf_status_page_append:
 * @self: a page
 * @child: a widget, such as a button
 *
 * Puts something below its texts.
 */
void
lf_status_page_append (LfStatusPage *self,
                       GtkWidget    *child)
{
  gtk_box_append (GTK_BOX (self->box), child);
}
