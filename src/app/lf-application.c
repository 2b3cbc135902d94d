/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdlib.h>

#include "app/config.h"
#include "app/lf-button-names.h"
#include "app/lf-main-window.h"
#include "app/lf-maintenance-window.h"
#include "app/lf-opening.h"
#include "app/lf-preferences.h"
#include "app/lf-session-window.h"
#include "app/lf-settings.h"
#include "app/lf-style.h"
#include "catalog/lf-catalog.h"
#include "catalog/lf-resources.h"
#include "lf-app-resources.h"

struct _LfApplication
{
  GtkApplication  parent_instance;

  GSettings      *settings;
  LfStyle        *style;
  char           *named;        /* the catalog of the command line; NULL for the last one */
  LfOpening      *early;        /* begun while there was no window yet */
  gboolean        opens_early;
  guint           signal_sources[2];
  gulong          button_names;
};

G_DEFINE_FINAL_TYPE (LfApplication, lf_application, GTK_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open the demonstration catalog"), NULL },
  { "demo-if-none", 0, 0, G_OPTION_ARG_NONE, NULL,
    N_("Open the demonstration catalog if there is no other"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Show the version"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_("[CATALOG]") },
  { NULL }
};

static gboolean
set_icon_cb (gpointer data)
{
  gtk_window_set_default_icon_name (LF_APP_ID);
  return G_SOURCE_REMOVE;
}

/* The icon of the windows is a drawing, and to load what draws it takes longer than a row */
static void
painted_cb (LfMainWindow *window,
            gpointer      data)
{
  g_idle_add_full (G_PRIORITY_LOW, set_icon_cb, NULL, NULL);
}

static LfMainWindow *
get_window (LfApplication *self)
{
  LfMainWindow *window;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (LF_IS_MAIN_WINDOW (l->data))
      return l->data;

  window = lf_main_window_new (GTK_APPLICATION (self));
  g_signal_connect (window, "painted", G_CALLBACK (painted_cb), NULL);
  return window;
}

/* The last catalog, or else the default one if it is there */
static char *
find_catalog (LfApplication *self)
{
  g_autofree char *last = g_settings_get_string (self->settings, "last-catalog");
  g_autofree char *usual = NULL;

  if (*last != '\0' && g_file_test (last, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&last);

  usual = lf_settings_dup_default (self->settings);
  return usual != NULL && g_file_test (usual, G_FILE_TEST_EXISTS) ? g_steal_pointer (&usual) : NULL;
}

/* Begins to open what start() will most likely ask for. That needs no display, and to get one takes
 * longer. */
static void
open_early (LfApplication *self)
{
  g_autofree char *path = NULL;

  /* Whoever starts it as a service asks for a window later, or never */
  if (!self->opens_early ||
      g_application_get_flags (G_APPLICATION (self)) & G_APPLICATION_IS_SERVICE)
    return;

  path = self->named != NULL ? g_strdup (self->named) : find_catalog (self);
  if (path != NULL)
    self->early = lf_opening_new (path);
}

static void
cancel_early (LfApplication *self)
{
  if (self->early != NULL)
    g_cancellable_cancel (lf_opening_get_cancellable (self->early));
  g_clear_object (&self->early);
}

static void
open_in (LfApplication *self,
         LfMainWindow  *window,
         const char    *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);

  if (self->early != NULL && g_str_equal (lf_opening_get_path (self->early), absolute))
    {
      g_autoptr (LfOpening) early = g_steal_pointer (&self->early);

      lf_main_window_take (window, early);
    }
  else
    lf_main_window_open (window, path);
}

static void
start (LfApplication *self,
       gboolean       demo,
       gboolean       demo_if_none,
       const char    *path)
{
  gboolean is_first = gtk_application_get_windows (GTK_APPLICATION (self)) == NULL;
  LfMainWindow *window = get_window (self);
  g_autofree char *known = path == NULL && is_first ? find_catalog (self) : NULL;

  if (path == NULL)
    path = known;

  if (demo || (demo_if_none && is_first && path == NULL))
    lf_main_window_open_demo (window);
  else if (path != NULL)
    open_in (self, window, path);
  cancel_early (self);

  lf_main_window_present (window);
}

static int
lf_application_command_line (GApplication            *application,
                             GApplicationCommandLine *line)
{
  GVariantDict *dict = g_application_command_line_get_options_dict (line);
  g_autofree const char **names = NULL;
  g_autofree char *path = NULL;

  if (g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^a&ay", &names) && names[0] != NULL)
    {
      /* Relative names are the caller's, who may stand elsewhere than the running application */
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (line, names[0]);

      path = g_file_get_path (file);
      if (path == NULL || names[1] != NULL)
        {
          g_application_command_line_printerr (
            line, "%s\n",
            path == NULL ? _("lightframe: only catalogs in local folders can be opened")
                         : _("lightframe: one catalog at a time can be opened"));
          return 2;
        }
    }

  start (LF_APPLICATION (application), g_variant_dict_contains (dict, "demo"),
         g_variant_dict_contains (dict, "demo-if-none"), path);
  return 0;
}

static int
lf_application_handle_local_options (GApplication *application,
                                     GVariantDict *dict)
{
  LfApplication *self = LF_APPLICATION (application);
  g_autofree const char **names = NULL;

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("lightframe %s\n", LF_VERSION);
      return 0;
    }

  if (g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^a&ay", &names) && names[0] != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (names[0]);

      self->named = g_file_get_path (file);
      self->opens_early = self->named != NULL && names[1] == NULL;
    }
  else
    self->opens_early = TRUE;

  if (g_variant_dict_contains (dict, "demo"))
    self->opens_early = FALSE;
  return -1;
}

static void
lf_application_activate (GApplication *application)
{
  start (LF_APPLICATION (application), FALSE, FALSE, NULL);
}

static void
quit (GApplication *application,
      gboolean      asks)
{
  /* Windows keep their state in the settings when they close. One that closes may take others
   * along, so all are held until the end. */
  GList *windows = g_list_copy_deep (
    gtk_application_get_windows (GTK_APPLICATION (application)), (GCopyFunc) g_object_ref, NULL);

  /* Asked before the first window was there */
  if (windows == NULL)
    g_application_quit (application);

  for (GList *l = windows; l != NULL; l = l->next)
    if (LF_IS_MAIN_WINDOW (l->data))
      {
        if (asks && gtk_widget_get_mapped (l->data))
          gtk_window_close (l->data);
        else
          lf_main_window_quit (l->data);
      }
  g_list_free_full (windows, g_object_unref);
}

static gboolean
signal_cb (gpointer data)
{
  quit (data, FALSE);
  return G_SOURCE_CONTINUE;
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  quit (data, TRUE);
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (data));

  gtk_window_present (GTK_WINDOW (lf_preferences_new (parent)));
}

static void
shortcuts_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource (LF_RESOURCE_PATH "/ui/lf-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window,
                                gtk_application_get_active_window (GTK_APPLICATION (data)));
  gtk_window_present (window);
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  gtk_show_about_dialog (gtk_application_get_active_window (GTK_APPLICATION (data)),
                         "program-name", _("Lightframe"),
                         "logo-icon-name", LF_APP_ID,
                         "version", LF_VERSION,
                         "comments", _("Browse and check FITS catalogs"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: your names, a line each */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static void
add_actions (LfApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "quit", .activate = quit_action },
    { .name = "preferences", .activate = preferences_action },
    { .name = "shortcuts", .activate = shortcuts_action },
    { .name = "about", .activate = about_action },
  };
  static const struct { const char *action, *keys[2]; } keys[] = {
    { "app.quit", { "<Control>q" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.shortcuts", { "<Control>question" } },
  };
  g_autoptr (GAction) scheme = g_settings_create_action (self->settings, "color-scheme");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), scheme);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), keys[i].action, keys[i].keys);
}

/* GTK would end the program at once, and a catalog's -wal and -shm would stay behind */
static void
end_without_display (LfApplication *self)
{
  g_autoptr (LfOpening) early = self->early != NULL ? g_object_ref (self->early) : NULL;

  cancel_early (self);
  while (early != NULL && lf_opening_is_running (early))
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&early);
  lf_catalog_close_all ();

  g_printerr ("%s\n", _("lightframe: no display could be opened"));
  exit (EXIT_FAILURE);
}

static void
lf_application_startup (GApplication *application)
{
  LfApplication *self = LF_APPLICATION (application);

  lf_application_register_resources ();
  self->settings = lf_settings_new ();
  self->signal_sources[0] = g_unix_signal_add (SIGINT, signal_cb, self);
  self->signal_sources[1] = g_unix_signal_add (SIGTERM, signal_cb, self);
  open_early (self);
  if (!gtk_init_check ())
    end_without_display (self);

  G_APPLICATION_CLASS (lf_application_parent_class)->startup (application);

  self->style = lf_style_new (gdk_display_get_default (), self->settings);
  self->button_names = lf_button_names_begin ();
  add_actions (self);
}

static void
lf_application_shutdown (GApplication *application)
{
  LfApplication *self = LF_APPLICATION (application);

  for (guint i = 0; i < G_N_ELEMENTS (self->signal_sources); i++)
    g_clear_handle_id (&self->signal_sources[i], g_source_remove);
  cancel_early (self);
  if (self->button_names != 0)
    lf_button_names_end (self->button_names);
  self->button_names = 0;
  g_clear_object (&self->style);
  g_clear_object (&self->settings);

  G_APPLICATION_CLASS (lf_application_parent_class)->shutdown (application);

  lf_catalog_close_all ();
}

static void
lf_application_finalize (GObject *object)
{
  LfApplication *self = LF_APPLICATION (object);

  g_free (self->named);

  G_OBJECT_CLASS (lf_application_parent_class)->finalize (object);
}

/* Those that stay for what is being written to another catalog than the one that was shown */
static void
end_maintenance (GtkApplication *application)
{
  LfMaintenanceWindow *window;

  while ((window = lf_maintenance_window_find (application, NULL)) != NULL)
    {
      lf_maintenance_stop (lf_maintenance_window_get_maintenance (window));
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
lf_application_window_removed (GtkApplication *application,
                               GtkWindow      *window)
{
  if (LF_IS_MAIN_WINDOW (window))
    {
      lf_main_window_stop (LF_MAIN_WINDOW (window));
      end_maintenance (application);
    }
  else if (LF_IS_SESSION_WINDOW (window))
    lf_session_window_stop (LF_SESSION_WINDOW (window));

  GTK_APPLICATION_CLASS (lf_application_parent_class)->window_removed (application, window);
}

static void
lf_application_class_init (LfApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_application_finalize;
  GTK_APPLICATION_CLASS (klass)->window_removed = lf_application_window_removed;
  application_class->startup = lf_application_startup;
  application_class->shutdown = lf_application_shutdown;
  application_class->activate = lf_application_activate;
  application_class->command_line = lf_application_command_line;
  application_class->handle_local_options = lf_application_handle_local_options;
}

static void
lf_application_init (LfApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * lf_application_new:
 *
 * Returns: (transfer full): the application
 */
LfApplication *
lf_application_new (void)
{
  return g_object_new (LF_TYPE_APPLICATION,
                       "application-id", LF_APP_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       "resource-base-path", LF_RESOURCE_PATH,
                       NULL);
}

/**
 * lf_application_register_resources:
 *
 * Makes the templates, the style sheets and the queries known. The application does so by itself;
 * tests that make its widgets without it call this first.
 */
void
lf_application_register_resources (void)
{
  static gsize done = 0;

  lf_catalog_register_resources ();
  if (g_once_init_enter (&done))
    {
      lf_app_register_resource ();
      /* GIO takes the folders of file types anew when it is first asked for them, and forgets, but
       * does not free, what it has read by then to load an icon */
      g_content_type_get_mime_dirs ();
      g_once_init_leave (&done, 1);
    }
}
