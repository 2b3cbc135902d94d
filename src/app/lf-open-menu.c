/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-open-menu.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/lf-settings.h"

/* A label of a menu takes an underscore for a mnemonic */
static char *
escape_mnemonic (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "_", -1);

  return g_strjoinv ("__", parts);
}

static void
make_cb (GtkMenuButton *button,
         gpointer       data)
{
  GSettings *settings = data;
  g_auto (GStrv) recent = lf_settings_get_recent (settings);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) paths = g_menu_new ();

  g_menu_append (menu, _("_Open Catalog…"), "win.open");
  for (guint i = 0; recent[i] != NULL; i++)
    {
      g_autofree char *shown = lf_open_menu_shorten (recent[i]);
      g_autofree char *label = escape_mnemonic (shown);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target_value (item, "win.open-path",
                                               g_variant_new_bytestring (recent[i]));
      g_menu_append_item (paths, item);
    }
  if (recent[0] != NULL)
    g_menu_append_section (menu, _("Recent"), G_MENU_MODEL (paths));

  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/**
 * lf_open_menu_shorten:
 * @path: a path
 *
 * Returns: (transfer full): the path to be shown, with `~` for the home folder
 */
char *
lf_open_menu_shorten (const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);
  const char *home = g_get_home_dir ();
  gsize length = strlen (home);

  if (length > 1 && g_str_has_prefix (shown, home) &&
      (shown[length] == '/' || shown[length] == '\0'))
    return g_strconcat ("~", shown + length, NULL);
  return g_steal_pointer (&shown);
}

/**
 * lf_open_menu_set_up:
 * @button: the Open button
 * @settings: the settings
 *
 * Gives the button a menu with the file dialog and the catalogs that were open before, made anew
 * whenever it is opened.
 */
void
lf_open_menu_set_up (GtkMenuButton *button,
                     GSettings     *settings)
{
  gtk_menu_button_set_create_popup_func (button, make_cb, g_object_ref (settings), g_object_unref);
}

static void
make_once_cb (GtkMenuButton *button,
              gpointer       menu)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_menu_model (button, menu);
}

/**
 * lf_open_menu_set_later:
 * @button: a button
 * @menu: its menu
 *
 * Gives a button a menu whose widgets are made when it is opened for the first time, so that a
 * window is there the sooner.
 */
void
lf_open_menu_set_later (GtkMenuButton *button,
                        GMenuModel    *menu)
{
  gtk_menu_button_set_create_popup_func (button, make_once_cb, g_object_ref (menu), g_object_unref);
}
