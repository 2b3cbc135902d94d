/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <locale.h>

#include "app/config.h"
#include "app/lf-application.h"

/* Icons, the settings schema and translations are found where the program was installed, whatever
 * the prefix. Must run before anything looks at the data folders. */
static void
add_data_folder (void)
{
  const char *given = g_getenv ("XDG_DATA_DIRS");
  const char *others = given != NULL && *given != '\0' ? given : "/usr/local/share:/usr/share";
  g_auto (GStrv) folders = g_strsplit (others, ":", -1);
  g_autofree char *all = g_strconcat (LF_DATADIR, ":", others, NULL);

  if (!g_strv_contains ((const char *const *) folders, LF_DATADIR))
    g_setenv ("XDG_DATA_DIRS", all, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (LfApplication) application = NULL;

  add_data_folder ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LF_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  /* Once is enough, and not while a catalog is being read on a thread */
  gtk_disable_setlocale ();

  application = lf_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
