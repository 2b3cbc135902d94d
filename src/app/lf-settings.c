/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-settings.h"

#define MAX_RECENT 8

/**
 * lf_settings_new:
 *
 * Returns: (transfer full): the application's settings
 */
GSettings *
lf_settings_new (void)
{
  return g_settings_new (LF_APP_ID);
}

/**
 * lf_settings_get_recent:
 * @settings: the settings
 *
 * Returns: (transfer full): the catalogs that were open, the last first
 */
GStrv
lf_settings_get_recent (GSettings *settings)
{
  return g_settings_get_strv (settings, "recent-catalogs");
}

/**
 * lf_settings_add_recent:
 * @settings: the settings
 * @path: a catalog that was opened
 *
 * Remembers a catalog as the last one. A path that is no UTF-8 cannot be kept and is not.
 */
void
lf_settings_add_recent (GSettings  *settings,
                        const char *path)
{
  g_auto (GStrv) old = lf_settings_get_recent (settings);
  g_autoptr (GStrvBuilder) recent = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;
  guint n = 1;

  if (!g_utf8_validate (path, -1, NULL))
    return;

  g_strv_builder_add (recent, path);
  for (guint i = 0; old[i] != NULL && n < MAX_RECENT; i++)
    if (!g_str_equal (old[i], path))
      {
        g_strv_builder_add (recent, old[i]);
        n++;
      }

  paths = g_strv_builder_end (recent);
  g_settings_set_strv (settings, "recent-catalogs", (const char *const *) paths);
  g_settings_set_string (settings, "last-catalog", path);
}

/**
 * lf_settings_dup_default:
 * @settings: the settings
 *
 * Gets the catalog to open where none was open before. A leading `~/` is the home folder.
 *
 * Returns: (transfer full) (nullable): its path, whether there is such a file or not
 */
char *
lf_settings_dup_default (GSettings *settings)
{
  g_autofree char *path = g_settings_get_string (settings, "default-catalog");

  if (*path == '\0')
    return NULL;
  if (g_str_has_prefix (path, "~/"))
    return g_build_filename (g_get_home_dir (), path + 2, NULL);
  return g_steal_pointer (&path);
}

/**
 * lf_settings_restore_size:
 * @settings: the settings
 * @window: a window that is not shown yet
 * @name: what the settings call it
 *
 * Gives a window the size it had.
 */
void
lf_settings_restore_size (GSettings  *settings,
                          GtkWindow  *window,
                          const char *name)
{
  g_autofree char *width = g_strconcat (name, "-width", NULL);
  g_autofree char *height = g_strconcat (name, "-height", NULL);

  gtk_window_set_default_size (window, g_settings_get_int (settings, width),
                               g_settings_get_int (settings, height));
}

/**
 * lf_settings_save_size:
 * @settings: the settings
 * @window: a window
 * @name: what the settings call it
 *
 * Remembers the size of a window.
 */
void
lf_settings_save_size (GSettings  *settings,
                       GtkWindow  *window,
                       const char *name)
{
  g_autofree char *width_key = g_strconcat (name, "-width", NULL);
  g_autofree char *height_key = g_strconcat (name, "-height", NULL);
  int width;
  int height;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (settings, width_key, width);
  g_settings_set_int (settings, height_key, height);
}
