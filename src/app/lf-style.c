/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-style.h"

#include "catalog/lf-resources.h"

struct _LfStyle
{
  GObject         parent_instance;

  GdkDisplay     *display;
  GSettings      *settings;
  GtkCssProvider *widgets;      /* shapes and spaces, by the names of colours */
  GtkCssProvider *colors;       /* what the names stand for */
  const char     *scheme;       /* of @colors */
  GDBusProxy     *portal;       /* tells the desktop's own preference; NULL without one */
  guint           preference;   /* the portal's number */
  GCancellable   *cancellable;
};

G_DEFINE_FINAL_TYPE (LfStyle, lf_style, G_TYPE_OBJECT)

#define PORTAL_NAMESPACE "org.freedesktop.appearance"
#define PORTAL_KEY "color-scheme"
#define PORTAL_PREFER_DARK 1

static const char *
choose_scheme (LfStyle *self)
{
  g_autofree char *wanted = g_settings_get_string (self->settings, "color-scheme");

  if (g_str_equal (wanted, "night"))
    return "night";
  if (g_str_equal (wanted, "dark") ||
      (g_str_equal (wanted, "system") && self->preference == PORTAL_PREFER_DARK))
    return "dark";
  return "light";
}

static void
update (LfStyle *self)
{
  const char *scheme = choose_scheme (self);
  g_autofree char *path = g_strdup_printf (LF_RESOURCE_PATH "/style-%s.css", scheme);
  GtkSettings *gtk_settings = gtk_settings_get_for_display (self->display);
  gboolean dark = !g_str_equal (scheme, "light");
  gboolean was_dark = FALSE;

  if (g_strcmp0 (self->scheme, scheme) == 0)
    return;

  self->scheme = scheme;
  /* Set even to what it is, it loads the theme again: 10 ms of every start */
  g_object_get (gtk_settings, "gtk-application-prefer-dark-theme", &was_dark, NULL);
  if (was_dark != dark)
    g_object_set (gtk_settings, "gtk-application-prefer-dark-theme", dark, NULL);
  gtk_css_provider_load_from_resource (self->colors, path);
}

static void
take_portal_value (LfStyle  *self,
                   GVariant *value)
{
  g_autoptr (GVariant) inner = g_variant_ref (value);

  while (g_variant_is_of_type (inner, G_VARIANT_TYPE_VARIANT))
    {
      GVariant *outer = inner;

      inner = g_variant_get_variant (outer);
      g_variant_unref (outer);
    }

  if (!g_variant_is_of_type (inner, G_VARIANT_TYPE_UINT32))
    return;

  self->preference = g_variant_get_uint32 (inner);
  update (self);
}

static void
portal_signal_cb (GDBusProxy *portal,
                  const char *sender,
                  const char *name,
                  GVariant   *parameters,
                  LfStyle    *self)
{
  const char *group;
  const char *key;
  g_autoptr (GVariant) value = NULL;

  if (!g_str_equal (name, "SettingChanged") ||
      !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ssv)")))
    return;

  g_variant_get (parameters, "(&s&sv)", &group, &key, &value);
  if (g_str_equal (group, PORTAL_NAMESPACE) && g_str_equal (key, PORTAL_KEY))
    take_portal_value (self, value);
}

static void
portal_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, NULL);

  /* Without a portal there is no preference, and light it is */
  if (reply != NULL && g_variant_is_of_type (reply, G_VARIANT_TYPE ("(v)")))
    {
      g_autoptr (GVariant) value = g_variant_get_child_value (reply, 0);

      take_portal_value (LF_STYLE (data), value);
    }
  g_object_unref (data);
}

static void
portal_ready_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (LfStyle) self = data;
  GDBusProxy *portal = g_dbus_proxy_new_for_bus_finish (result, NULL);

  if (portal == NULL)
    return;

  self->portal = portal;
  g_signal_connect_object (portal, "g-signal", G_CALLBACK (portal_signal_cb), self, 0);
  g_dbus_proxy_call (portal, "Read", g_variant_new ("(ss)", PORTAL_NAMESPACE, PORTAL_KEY),
                     G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, portal_read_cb,
                     g_object_ref (self));
}

static void
lf_style_dispose (GObject *object)
{
  LfStyle *self = LF_STYLE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->portal);
  if (self->display != NULL)
    {
      gtk_style_context_remove_provider_for_display (self->display,
                                                     GTK_STYLE_PROVIDER (self->widgets));
      gtk_style_context_remove_provider_for_display (self->display,
                                                     GTK_STYLE_PROVIDER (self->colors));
    }
  g_clear_object (&self->widgets);
  g_clear_object (&self->colors);
  g_clear_object (&self->display);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (lf_style_parent_class)->dispose (object);
}

static void
lf_style_class_init (LfStyleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_style_dispose;
}

static void
lf_style_init (LfStyle *self)
{
  self->widgets = gtk_css_provider_new ();
  self->colors = gtk_css_provider_new ();
  self->cancellable = g_cancellable_new ();
}

/**
 * lf_style_new:
 * @display: a display
 * @settings: the application's settings
 *
 * Puts the style sheet on a display, and follows the setting as long as it lives.
 *
 * Returns: (transfer full): a style
 */
LfStyle *
lf_style_new (GdkDisplay *display,
              GSettings  *settings)
{
  LfStyle *self = g_object_new (LF_TYPE_STYLE, NULL);

  self->display = g_object_ref (display);
  self->settings = g_object_ref (settings);
  update (self);
  gtk_css_provider_load_from_resource (self->widgets, LF_RESOURCE_PATH "/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (self->colors),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (self->widgets),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_signal_connect_object (settings, "changed::color-scheme", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SESSION,
                            G_DBUS_PROXY_FLAGS_DO_NOT_LOAD_PROPERTIES |
                              G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START_AT_CONSTRUCTION,
                            NULL, "org.freedesktop.portal.Desktop",
                            "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings",
                            self->cancellable, portal_ready_cb, g_object_ref (self));
  return self;
}
