/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-preferences.h"

#include <glib/gi18n-lib.h>

#include "app/lf-catalog-chooser.h"
#include "app/lf-open-menu.h"
#include "app/lf-settings.h"
#include "catalog/lf-resources.h"

struct _LfPreferences
{
  GtkWindow    parent_instance;

  GtkEditable *default_catalog;
  GtkLabel    *hint;
  GtkDropDown *scheme;

  GSettings   *settings;
};

G_DEFINE_FINAL_TYPE (LfPreferences, lf_preferences, GTK_TYPE_WINDOW)

/* In the order of the drop-down */
static const char *schemes[] = { "system", "light", "dark", "night" };

static gboolean
get_scheme (GValue   *value,
            GVariant *variant,
            gpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_equal (schemes[i], g_variant_get_string (variant, NULL)))
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
set_scheme (const GValue       *value,
            const GVariantType *type,
            gpointer            data)
{
  return g_variant_new_string (schemes[MIN (g_value_get_uint (value),
                                            G_N_ELEMENTS (schemes) - 1)]);
}

static void
default_changed_cb (LfPreferences *self)
{
  g_autofree char *path = lf_settings_dup_default (self->settings);

  if (path == NULL)
    gtk_label_set_text (self->hint, _("No catalog is opened by itself."));
  else if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    gtk_label_set_text (self->hint, _("Opened when no catalog was open before."));
  else
    gtk_label_set_text (self->hint, _("There is no such file yet."));
}

static void
chosen_cb (GtkWindow  *window,
           const char *path)
{
  g_autofree char *shown = lf_open_menu_shorten (path);

  gtk_editable_set_text (LF_PREFERENCES (window)->default_catalog, shown);
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_autofree char *path = lf_settings_dup_default (LF_PREFERENCES (widget)->settings);

  lf_catalog_chooser_ask (GTK_WINDOW (widget), _("Choose the Default Catalog"), _("_Choose"), path,
                          chosen_cb);
}

static void
lf_preferences_dispose (GObject *object)
{
  LfPreferences *self = LF_PREFERENCES (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_PREFERENCES);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (lf_preferences_parent_class)->dispose (object);
}

static void
lf_preferences_class_init (LfPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_preferences_dispose;

  gtk_widget_class_install_action (widget_class, "preferences.choose", NULL, choose_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, LfPreferences, default_catalog);
  gtk_widget_class_bind_template_child (widget_class, LfPreferences, hint);
  gtk_widget_class_bind_template_child (widget_class, LfPreferences, scheme);
}

static void
lf_preferences_init (LfPreferences *self)
{
  self->settings = lf_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  g_settings_bind (self->settings, "default-catalog", self->default_catalog, "text",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (self->settings, "color-scheme", self->scheme, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_scheme, set_scheme, NULL, NULL);
  g_signal_connect_object (self->settings, "changed::default-catalog",
                           G_CALLBACK (default_changed_cb), self, G_CONNECT_SWAPPED);
  default_changed_cb (self);
}

/**
 * lf_preferences_new:
 * @parent: (nullable): the window they are asked from
 *
 * Returns: (transfer none): the window
 */
LfPreferences *
lf_preferences_new (GtkWindow *parent)
{
  return g_object_new (LF_TYPE_PREFERENCES, "transient-for", parent, "modal", TRUE, NULL);
}
