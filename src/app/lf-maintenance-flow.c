/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-maintenance-flow.h"

#include <glib/gi18n-lib.h>

#include "app/lf-chooser.h"
#include "app/lf-compare-window.h"
#include "app/lf-maintenance-run.h"
#include "app/lf-repair-sheet.h"
#include "app/lf-settings.h"

struct _LfMaintenanceFlow
{
  GObject         parent_instance;

  GtkWindow      *window;         /* the Maintenance window, which owns it */
  LfMaintenance  *maintenance;
  GSignalGroup   *signals;        /* of @maintenance */
  GtkApplication *inhibited;      /* whose session must not end; NULL while nothing is written */
  guint           cookie;
};

G_DEFINE_FINAL_TYPE (LfMaintenanceFlow, lf_maintenance_flow, G_TYPE_OBJECT)

static void
let_session_end (LfMaintenanceFlow *self)
{
  if (self->inhibited != NULL && self->cookie != 0)
    gtk_application_uninhibit (self->inhibited, self->cookie);
  if (self->inhibited != NULL)
    lf_chooser_allow (self->inhibited);
  self->cookie = 0;
  g_clear_object (&self->inhibited);
}

/* A window whose catalog is written is hidden when it is closed, so that it can be opened again */
static void
job_cb (LfMaintenanceFlow *self)
{
  GtkApplication *application = gtk_window_get_application (self->window);
  gboolean is_writing = lf_maintenance_is_writing (self->maintenance);

  gtk_window_set_hide_on_close (self->window, is_writing);
  if (!is_writing)
    let_session_end (self);
  else if (self->inhibited == NULL && application != NULL)
    {
      self->inhibited = g_object_ref (application);
      lf_chooser_forbid (application);
      self->cookie = gtk_application_inhibit (application, self->window,
                                              GTK_APPLICATION_INHIBIT_LOGOUT |
                                                GTK_APPLICATION_INHIBIT_SUSPEND,
                                              _("A catalog is being repaired"));
    }
}

static gboolean
is_in_front (GtkApplication *application)
{
  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (gtk_window_is_active (l->data))
      return TRUE;
  return FALSE;
}

/* Who does something else meanwhile is told by the desktop */
static void
notify (LfMaintenanceFlow *self,
        LfRun             *run)
{
  GtkApplication *application = gtk_window_get_application (self->window);
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  /* The desktop does not know an application without a name */
  if (application == NULL || g_application_get_application_id (G_APPLICATION (application)) == NULL ||
      is_in_front (application))
    return;

  title = lf_maintenance_run_get_title (run);
  body = lf_maintenance_run_describe (run);
  notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  g_application_send_notification (G_APPLICATION (application), "run", notification);
}

static void
run_cb (LfMaintenanceFlow *self)
{
  LfRun *run = lf_maintenance_get_run (self->maintenance);

  if (run == NULL)
    return;

  notify (self, run);
  if (run->outcome == LF_RUN_DONE && (run->kind == LF_RUN_REPAIR || run->kind == LF_RUN_TRIAL))
    lf_maintenance_flow_compare (self);
}

static void
lf_maintenance_flow_dispose (GObject *object)
{
  LfMaintenanceFlow *self = LF_MAINTENANCE_FLOW (object);

  if (self->signals != NULL)
    g_signal_group_set_target (self->signals, NULL);
  g_clear_object (&self->signals);
  let_session_end (self);
  g_clear_object (&self->maintenance);

  G_OBJECT_CLASS (lf_maintenance_flow_parent_class)->dispose (object);
}

static void
lf_maintenance_flow_class_init (LfMaintenanceFlowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_maintenance_flow_dispose;
}

static void
lf_maintenance_flow_init (LfMaintenanceFlow *self)
{
  self->signals = g_signal_group_new (LF_TYPE_MAINTENANCE);
  g_signal_group_connect_swapped (self->signals, "notify::job", G_CALLBACK (job_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::run", G_CALLBACK (run_cb), self);
}

/**
 * lf_maintenance_flow_new:
 * @window: the Maintenance window, which outlives it
 * @maintenance: what it shows
 *
 * Returns: (transfer full): what goes with its runs
 */
LfMaintenanceFlow *
lf_maintenance_flow_new (GtkWindow     *window,
                         LfMaintenance *maintenance)
{
  LfMaintenanceFlow *self = g_object_new (LF_TYPE_MAINTENANCE_FLOW, NULL);

  self->window = window;
  self->maintenance = g_object_ref (maintenance);
  g_signal_group_set_target (self->signals, maintenance);
  job_cb (self);
  return self;
}

static void
accepted_cb (LfRepairSheet     *sheet,
             LfMaintenanceFlow *self)
{
  lf_maintenance_run (self->maintenance, LF_RUN_REPAIR, lf_repair_sheet_get_choice (sheet));
}

/**
 * lf_maintenance_flow_repair:
 * @self: a flow
 * @finding: (nullable): the id of what is to be mended; %NULL for all
 *
 * Shows what a repair will do, and does it if that is wanted.
 */
void
lf_maintenance_flow_repair (LfMaintenanceFlow *self,
                            const char        *finding)
{
  LfRepairSheet *sheet =
    lf_repair_sheet_new (self->window, lf_maintenance_get_path (self->maintenance), finding);

  g_signal_connect_object (sheet, "accepted", G_CALLBACK (accepted_cb), self, 0);
  gtk_window_present (GTK_WINDOW (sheet));
}

/**
 * lf_maintenance_flow_compare:
 * @self: a flow
 *
 * Shows what the last run came to, if there was one.
 */
void
lf_maintenance_flow_compare (LfMaintenanceFlow *self)
{
  LfRun *run = lf_maintenance_get_run (self->maintenance);

  if (run != NULL)
    lf_compare_window_show_run (self->window, lf_run_ref (run));
}

/**
 * lf_maintenance_flow_run:
 * @self: a flow
 * @kind: a trial, ANALYZE or VACUUM
 *
 * Does what needs no further choice.
 */
void
lf_maintenance_flow_run (LfMaintenanceFlow *self,
                         LfRunKind          kind)
{
  g_autoptr (GSettings) settings = lf_settings_new ();
  g_autoptr (LfRepairChoice) choice = lf_repair_choice_new (settings);

  /* A trial is made to see what would come out */
  if (kind == LF_RUN_TRIAL)
    choice->measure = TRUE;
  lf_maintenance_run (self->maintenance, kind, choice);
}
