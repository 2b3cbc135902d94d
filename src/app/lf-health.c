/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-health.h"

#include <glib/gi18n-lib.h>

#include "app/lf-check-text.h"
#include "app/lf-dismissals.h"
#include "app/lf-maintenance-window.h"
#include "app/lf-settings.h"
#include "catalog/lf-format.h"
#include "catalog/lf-identity.h"

struct _LfHealth
{
  GObject              parent_instance;

  GtkWindow           *window;         /* the main window, to which all of this belongs */
  LfHealthBanner      *banner;
  GtkButton           *button;
  GtkLabel            *count;

  GSettings           *settings;
  LfMaintenance       *maintenance;    /* of the catalog; NULL for none */
  GSignalGroup        *signals;        /* of @maintenance */
  LfMaintenanceWindow *shown;          /* the Maintenance window, if it is open */
  guint                look_source;
  gboolean             keeps_window;   /* for as long as something is being done */
  gboolean             is_stopped;     /* the main window goes */
};

G_DEFINE_FINAL_TYPE (LfHealth, lf_health, G_TYPE_OBJECT)

static void
update_count (LfHealth  *self,
              GPtrArray *findings)
{
  guint n = findings != NULL ? lf_check_text_count_problems (findings) : 0;
  g_autofree char *count = lf_format_count (n);
  g_autofree char *problems = lf_check_text_problems (n);
  /* Translators: for screen readers: the button, and how many problems were found */
  g_autofree char *label = g_strdup_printf (_("Maintenance, %s"), problems);
  /* Translators: the tooltip of the button: how many problems were found, and a shortcut */
  g_autofree char *tooltip = g_strdup_printf (_("%s (Ctrl+M)"), problems);

  gtk_label_set_text (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count), n > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  findings != NULL ? label : _("Maintenance"), -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button),
                               findings != NULL ? tooltip
                                                : _("What state the catalog is in (Ctrl+M)"));
}

/* Of statistics the Maintenance window tells. Every new catalog is without, and is safe and whole all
 * the same: nothing for which to interrupt anybody. */
static void
leave_out_statistics (GPtrArray *findings)
{
  for (guint i = findings->len; i > 0; i--)
    if (lf_finding_get_check (g_ptr_array_index (findings, i - 1)) == LF_CHECK_STATISTICS)
      g_ptr_array_remove_index (findings, i - 1);
}

static void
update_banner (LfHealth  *self,
               GPtrArray *findings)
{
  g_autoptr (GPtrArray) left = NULL;
  LfFinding *worst = NULL;

  if (findings != NULL)
    {
      left = lf_dismissals_filter (self->settings, lf_maintenance_get_path (self->maintenance),
                                   findings);
      leave_out_statistics (left);
      worst = lf_check_text_choose (left);
    }
  lf_health_banner_set_message (self->banner,
                                worst != NULL ? lf_finding_get_message (worst) : NULL);
}

static GPtrArray *
get_findings (LfHealth *self)
{
  LfCheckReport *report =
    self->maintenance != NULL ? lf_maintenance_get_report (self->maintenance) : NULL;

  return report != NULL ? report->findings : NULL;
}

static void
update (LfHealth *self)
{
  GPtrArray *findings = get_findings (self);

  update_count (self, findings);
  update_banner (self, findings);
}

static void
report_cb (LfHealth *self)
{
  GPtrArray *findings = get_findings (self);

  if (findings != NULL)
    lf_dismissals_forget (self->settings, lf_maintenance_get_path (self->maintenance), findings);
  update (self);
}

static void
dismissed_cb (LfHealth *self)
{
  GPtrArray *findings = get_findings (self);

  if (findings == NULL)
    return;

  lf_dismissals_add (self->settings, lf_maintenance_get_path (self->maintenance), findings);
  update (self);
}

/* What the list shows may be other than it was */
static void
run_cb (LfHealth *self)
{
  LfRun *run = lf_maintenance_get_run (self->maintenance);

  if (!self->is_stopped && run != NULL && run->kind != LF_RUN_TRIAL &&
      run->outcome != LF_RUN_NOTHING_TO_DO)
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.reload", NULL);
}

/* Those who wait for an answer hold the main window, so it is not disposed of before */
static void
job_cb (LfHealth *self)
{
  gboolean at_work = self->maintenance != NULL && lf_maintenance_is_at_work (self->maintenance);

  if (at_work == self->keeps_window)
    return;

  self->keeps_window = at_work;
  if (at_work)
    g_object_ref (self->window);
  else
    g_object_unref (self->window);
}

static gboolean
look_cb (gpointer data)
{
  LfHealth *self = data;

  self->look_source = 0;
  lf_maintenance_check (self->maintenance, self->shown != NULL ? LF_CHECK_QUICK : LF_CHECK_CHEAP);
  return G_SOURCE_REMOVE;
}

/* What is being written is not given up because another catalog is looked at: its window stays until
 * it is closed */
static void
leave_maintenance (LfHealth *self)
{
  if (self->maintenance == NULL)
    return;

  if (self->shown != NULL && lf_maintenance_is_writing (self->maintenance))
    {
      gtk_window_present (GTK_WINDOW (self->shown));
      g_clear_weak_pointer (&self->shown);
      return;
    }

  lf_maintenance_stop (self->maintenance);
  if (self->shown != NULL)
    gtk_window_destroy (GTK_WINDOW (self->shown));
}

static void
set_maintenance (LfHealth      *self,
                 LfMaintenance *maintenance)
{
  leave_maintenance (self);
  g_set_object (&self->maintenance, maintenance);
  gtk_widget_action_set_enabled (GTK_WIDGET (self->window), "win.maintenance", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self->window), "win.changes", TRUE);
  g_signal_group_set_target (self->signals, maintenance);
  update (self);
  job_cb (self);
}

static void
lf_health_dispose (GObject *object)
{
  LfHealth *self = LF_HEALTH (object);

  g_object_set_data (G_OBJECT (self->window), "lf-health", NULL);
  g_clear_handle_id (&self->look_source, g_source_remove);
  if (self->signals != NULL)
    g_signal_group_set_target (self->signals, NULL);
  g_clear_object (&self->signals);
  if (self->shown != NULL)
    gtk_window_destroy (GTK_WINDOW (self->shown));
  g_clear_weak_pointer (&self->shown);
  g_clear_object (&self->maintenance);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (lf_health_parent_class)->dispose (object);
}

static void
lf_health_class_init (LfHealthClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_health_dispose;
}

static void
lf_health_init (LfHealth *self)
{
  self->settings = lf_settings_new ();
  self->signals = g_signal_group_new (LF_TYPE_MAINTENANCE);
  g_signal_group_connect_swapped (self->signals, "notify::report", G_CALLBACK (report_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::run", G_CALLBACK (run_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::job", G_CALLBACK (job_cb), self);
}

/**
 * lf_health_new:
 * @window: the main window, which owns it
 * @banner: where to say what is wrong
 * @button: opens the Maintenance window
 * @count: where to say how much is wrong
 *
 * Returns: (transfer full): that no catalog is open yet
 */
LfHealth *
lf_health_new (GtkWindow      *window,
               LfHealthBanner *banner,
               GtkButton      *button,
               GtkLabel       *count)
{
  LfHealth *self = g_object_new (LF_TYPE_HEALTH, NULL);

  self->window = window;
  g_object_set_data (G_OBJECT (window), "lf-health", self);
  self->banner = banner;
  self->button = button;
  self->count = count;
  g_signal_connect_object (banner, "dismissed", G_CALLBACK (dismissed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (window), "win.maintenance", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (window), "win.changes", FALSE);
  update (self);
  return self;
}

/**
 * lf_health_find:
 * @application: (nullable): the application
 * @path: (nullable): a catalog, without symbolic links; %NULL for any
 *
 * Returns: (transfer none) (nullable): what is known of the catalog that the session list shows, if
 *   it is that one
 */
LfMaintenance *
lf_health_find (GtkApplication *application,
                const char     *path)
{
  GList *windows = application != NULL ? gtk_application_get_windows (application) : NULL;

  for (GList *l = windows; l != NULL; l = l->next)
    {
      LfHealth *self = g_object_get_data (l->data, "lf-health");
      g_autofree char *shown = NULL;

      if (self == NULL || self->maintenance == NULL)
        continue;

      shown = lf_identity_resolve_path (lf_maintenance_get_path (self->maintenance));
      if (path == NULL || g_strcmp0 (shown, path) == 0)
        return self->maintenance;
    }
  return NULL;
}

/**
 * lf_health_set_catalog:
 * @self: the health of a catalog
 * @path: a catalog whose list is shown
 *
 * Checks a catalog in passing, as soon as there is time; the same one again after it was reloaded.
 */
void
lf_health_set_catalog (LfHealth   *self,
                       const char *path)
{
  if (self->maintenance == NULL ||
      !g_str_equal (lf_maintenance_get_path (self->maintenance), path))
    {
      LfMaintenanceWindow *window =
        lf_maintenance_window_find (gtk_window_get_application (self->window), path);
      g_autoptr (LfMaintenance) maintenance =
        window != NULL ? g_object_ref (lf_maintenance_window_get_maintenance (window))
                       : lf_maintenance_new (path);

      set_maintenance (self, maintenance);
      if (window != NULL)
        g_set_weak_pointer (&self->shown, window);
    }

  if (self->look_source == 0)
    self->look_source = g_idle_add_full (G_PRIORITY_LOW, look_cb, self, NULL);
}

/**
 * lf_health_is_writing:
 * @self: the health of a catalog
 *
 * Returns: whether the catalog is being written to by a repair or the like
 */
gboolean
lf_health_is_writing (LfHealth *self)
{
  return self->maintenance != NULL && lf_maintenance_is_writing (self->maintenance);
}

static void
show (LfHealth *self)
{
  if (self->maintenance == NULL)
    return;

  if (self->shown == NULL)
    g_set_weak_pointer (&self->shown,
                        lf_maintenance_window_new (gtk_window_get_application (self->window),
                                                   self->maintenance));
  gtk_window_present (GTK_WINDOW (self->shown));
}

/**
 * lf_health_show_cb:
 * @widget: the main window
 * @name: an action
 * @parameter: (nullable): not used
 *
 * Shows the Maintenance window of the catalog; for gtk_widget_class_install_action().
 */
void
lf_health_show_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  show (g_object_get_data (G_OBJECT (widget), "lf-health"));
}

/**
 * lf_health_stop:
 * @self: the health of a catalog
 *
 * Closes the Maintenance window and cancels what is being done, for a main window that goes.
 */
void
lf_health_stop (LfHealth *self)
{
  self->is_stopped = TRUE;
  g_clear_handle_id (&self->look_source, g_source_remove);
  if (self->shown != NULL)
    gtk_window_destroy (GTK_WINDOW (self->shown));
  if (self->maintenance != NULL)
    lf_maintenance_stop (self->maintenance);
}
