/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-maintenance-window.h"

#include <glib/gi18n-lib.h>

#include "app/lf-check-text.h"
#include "app/lf-history-window.h"
#include "app/lf-indexes-page.h"
#include "app/lf-integrity-page.h"
#include "app/lf-job-bar.h"
#include "app/lf-maintenance-flow.h"
#include "app/lf-maintenance-page.h"
#include "app/lf-maintenance-row.h"
#include "app/lf-obstacle.h"
#include "app/lf-plans-page.h"
#include "app/lf-run-note.h"
#include "app/lf-settings.h"
#include "app/lf-space-page.h"
#include "app/lf-state-icon.h"
#include "app/lf-statistics-page.h"
#include "app/lf-structure-page.h"
#include "app/lf-timings-page.h"
#include "catalog/lf-error.h"
#include "catalog/lf-resources.h"

struct _LfMaintenanceWindow
{
  GtkWindow          parent_instance;

  GtkLabel          *title;
  GtkLabel          *subtitle;
  GtkListBox        *checks;
  LfStateIcon       *icon;
  GtkLabel          *headline;
  GtkLabel          *explanation;
  GtkLabel          *promise;
  GtkWidget         *try_button;
  GtkWidget         *repair_button;
  LfRunNote         *note;
  GtkStack          *stack;
  LfJobBar          *job_bar;

  GSettings         *settings;
  LfMaintenance     *maintenance;
  GSignalGroup      *signals;        /* of @maintenance */
  LfMaintenanceFlow *flow;
  gboolean           is_choosing;    /* a page is chosen for the user */
  gboolean           is_chosen;      /* and is not to be chosen again */
};

/* Of the list of checks, and of a window in which it shows no texts */
#define CHECKS_WIDTH 231
#define NARROW_WIDTH 780

G_DEFINE_FINAL_TYPE (LfMaintenanceWindow, lf_maintenance_window, GTK_TYPE_WINDOW)

static LfMaintenanceRow *
get_row (LfMaintenanceWindow *self,
         LfCheck              check)
{
  return LF_MAINTENANCE_ROW (gtk_list_box_get_row_at_index (self->checks, (int) check));
}

static GtkWidget *
make_page (LfCheck check)
{
  switch (check)
    {
    case LF_CHECK_INDEXES:
      return g_object_new (LF_TYPE_INDEXES_PAGE, NULL);
    case LF_CHECK_INTEGRITY:
      return g_object_new (LF_TYPE_INTEGRITY_PAGE, NULL);
    case LF_CHECK_STRUCTURE:
      return g_object_new (LF_TYPE_STRUCTURE_PAGE, NULL);
    case LF_CHECK_STATISTICS:
      return g_object_new (LF_TYPE_STATISTICS_PAGE, NULL);
    case LF_CHECK_SPACE:
      return g_object_new (LF_TYPE_SPACE_PAGE, NULL);
    case LF_CHECK_PLANS:
      return g_object_new (LF_TYPE_PLANS_PAGE, NULL);
    case LF_CHECK_TIMINGS:
    default:
      return g_object_new (LF_TYPE_TIMINGS_PAGE, NULL);
    }
}

/* Pages are made when they are first shown */
static void
show_page (LfMaintenanceWindow *self,
           LfCheck              check)
{
  const char *name = lf_check_get_name (check);
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, name);

  if (page == NULL)
    {
      page = make_page (check);
      gtk_accessible_update_property (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      lf_check_get_title (check), -1);
      lf_maintenance_page_set_maintenance (LF_MAINTENANCE_PAGE (page), self->maintenance);
      gtk_stack_add_named (self->stack, page, name);
    }
  gtk_stack_set_visible_child (self->stack, page);
}

static void
row_selected_cb (LfMaintenanceWindow *self,
                 LfMaintenanceRow    *row)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (row == NULL || self->maintenance == NULL)
    return;

  /* Who went to a page is not taken to another one because of what was found meanwhile */
  if (!self->is_choosing)
    self->is_chosen = TRUE;
  show_page (self, lf_maintenance_row_get_check (row));
  if (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->checks)))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
set_card (LfMaintenanceWindow *self,
          const char          *headline,
          const char          *explanation)
{
  gtk_label_set_text (self->headline, headline);
  gtk_label_set_text (self->explanation, explanation);
  gtk_widget_set_visible (GTK_WIDGET (self->explanation), *explanation != '\0');
}

static void
show_findings (LfMaintenanceWindow *self,
               GPtrArray           *findings)
{
  LfFinding *worst = lf_check_text_choose (findings);
  g_autofree char *headline = lf_check_text_problems (lf_check_text_count_problems (findings));

  lf_state_icon_set (self->icon, lf_findings_get_worst (findings));
  set_card (self, headline,
            worst != NULL ? lf_finding_get_message (worst)
                          : _("The catalog is as it should be. There is nothing to be done."));
}

static void
update_card (LfMaintenanceWindow *self)
{
  LfCheckReport *report = lf_maintenance_get_report (self->maintenance);
  const GError *error = lf_maintenance_get_error (self->maintenance);
  gboolean is_checking = report == NULL || report->integrity == NULL;

  if (error != NULL)
    {
      lf_state_icon_set (self->icon, LF_SEVERITY_ERROR);
      set_card (self,
                error->domain == LF_CATALOG_ERROR
                  ? lf_catalog_error_get_title ((LfCatalogError) error->code)
                  : lf_catalog_error_get_title (LF_CATALOG_ERROR_FAILED),
                error->message);
    }
  else if (report != NULL && (!is_checking || !lf_findings_are_healthy (report->findings)))
    show_findings (self, report->findings);
  else
    {
      lf_state_icon_clear (self->icon);
      if (lf_maintenance_is_at_work (self->maintenance))
        set_card (self, _("Checking…"), _("Nothing in the catalog is changed by that."));
      else
        set_card (self, _("Not checked yet"), _("“Check Again” looks what state it is in."));
    }
}

static void
update_button (LfMaintenanceWindow *self,
               GtkWidget           *button,
               const char          *action,
               LfRunKind            kind,
               const char          *tooltip)
{
  const char *obstacle = lf_obstacle_find (self->maintenance, kind);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, obstacle == NULL);
  gtk_widget_set_tooltip_text (button, obstacle != NULL ? obstacle : tooltip);
}

/* What can be done, or why not */
static void
update_buttons (LfMaintenanceWindow *self)
{
  const char *obstacle = lf_obstacle_find (self->maintenance, LF_RUN_REPAIR);
  LfCheckReport *report = lf_maintenance_get_report (self->maintenance);

  /* Where nothing is wrong the line above says that nothing is to be done */
  gtk_widget_set_visible (GTK_WIDGET (self->promise),
                          obstacle == NULL || report == NULL || report->integrity == NULL ||
                            !lf_findings_are_healthy (report->findings));
  gtk_label_set_text (self->promise,
                      obstacle != NULL ? obstacle
                                       : _("A verified backup is made first. Nothing is changed "
                                           "until it is safe to go back."));
  update_button (self, self->repair_button, "maintenance.repair", LF_RUN_REPAIR,
                 _("Shows what will be done, then does it"));
  update_button (self, self->try_button, "maintenance.try", LF_RUN_TRIAL,
                 _("Does the same on a temporary copy and shows what would come out"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "maintenance.repair-finding",
                                 obstacle == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "maintenance.analyze",
                                 lf_obstacle_find (self->maintenance, LF_RUN_ANALYZE) == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "maintenance.vacuum",
                                 lf_obstacle_find (self->maintenance, LF_RUN_VACUUM) == NULL);
}

static void
update_rows (LfMaintenanceWindow *self)
{
  for (guint check = 0; check < LF_N_CHECKS; check++)
    lf_maintenance_row_update (get_row (self, (LfCheck) check),
                               lf_maintenance_get_report (self->maintenance),
                               lf_maintenance_get_timings (self->maintenance));
}

/* What is worst is shown first */
static void
choose_page (LfMaintenanceWindow *self)
{
  LfCheckReport *report = lf_maintenance_get_report (self->maintenance);
  LfFinding *worst = report != NULL ? lf_check_text_choose (report->findings) : NULL;

  if (self->is_chosen)
    return;

  self->is_choosing = TRUE;
  lf_maintenance_window_show_check (self, worst != NULL ? lf_finding_get_check (worst)
                                                        : LF_CHECK_INTEGRITY);
  self->is_choosing = FALSE;
  self->is_chosen = report != NULL && report->integrity != NULL;
}

static void
known_cb (LfMaintenanceWindow *self)
{
  update_rows (self);
  update_card (self);
  update_buttons (self);
  choose_page (self);
}

static void
run_cb (LfMaintenanceWindow *self)
{
  lf_run_note_set_run (self->note, lf_maintenance_get_run (self->maintenance));
}

/* One thing at a time */
static void
job_cb (LfMaintenanceWindow *self)
{
  static const char *const actions[] = {
    "maintenance.check", "maintenance.check-scope", "maintenance.explain", "maintenance.measure",
  };
  gboolean is_free = lf_maintenance_is_free (self->maintenance);

  lf_job_bar_set_job (self->job_bar, lf_maintenance_get_job (self->maintenance));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], is_free);
  update_card (self);
  update_buttons (self);
}

/* Where there is little room it is for the page */
static void
width_cb (LfMaintenanceWindow *self)
{
  gboolean narrow;
  int width;
  int height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  narrow = width > 0 && width < NARROW_WIDTH;
  gtk_widget_set_size_request (GTK_WIDGET (self->checks), narrow ? -1 : CHECKS_WIDTH, -1);
  for (guint check = 0; check < LF_N_CHECKS; check++)
    lf_maintenance_row_set_narrow (get_row (self, (LfCheck) check), narrow);
}

static void
check_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  lf_maintenance_check (LF_MAINTENANCE_WINDOW (widget)->maintenance, LF_CHECK_QUICK);
}

static void
check_scope_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  lf_maintenance_check (LF_MAINTENANCE_WINDOW (widget)->maintenance,
                        (LfCheckScope) g_variant_get_uint32 (parameter));
}

static void
explain_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  lf_maintenance_explain (LF_MAINTENANCE_WINDOW (widget)->maintenance);
}

static void
measure_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  lf_maintenance_measure (LF_MAINTENANCE_WINDOW (widget)->maintenance);
}

static void
repair_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  lf_maintenance_flow_repair (LF_MAINTENANCE_WINDOW (widget)->flow, NULL);
}

static void
repair_finding_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  lf_maintenance_flow_repair (LF_MAINTENANCE_WINDOW (widget)->flow,
                              g_variant_get_string (parameter, NULL));
}

static void
try_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  lf_maintenance_flow_run (LF_MAINTENANCE_WINDOW (widget)->flow, LF_RUN_TRIAL);
}

static void
compare_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  lf_maintenance_flow_compare (LF_MAINTENANCE_WINDOW (widget)->flow);
}

static void
analyze_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  lf_maintenance_flow_run (LF_MAINTENANCE_WINDOW (widget)->flow, LF_RUN_ANALYZE);
}

static void
vacuum_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  lf_maintenance_flow_run (LF_MAINTENANCE_WINDOW (widget)->flow, LF_RUN_VACUUM);
}

static gboolean
lf_maintenance_window_close_request (GtkWindow *window)
{
  LfMaintenanceWindow *self = LF_MAINTENANCE_WINDOW (window);

  lf_settings_save_size (self->settings, window, "maintenance");
  return GTK_WINDOW_CLASS (lf_maintenance_window_parent_class)->close_request (window);
}

static void
lf_maintenance_window_dispose (GObject *object)
{
  LfMaintenanceWindow *self = LF_MAINTENANCE_WINDOW (object);

  if (self->signals != NULL)
    g_signal_group_set_target (self->signals, NULL);
  g_clear_object (&self->signals);
  g_clear_object (&self->flow);
  g_clear_object (&self->maintenance);
  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_MAINTENANCE_WINDOW);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (lf_maintenance_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "maintenance.check", NULL, check_action);
  gtk_widget_class_install_action (widget_class, "maintenance.check-scope", "u",
                                   check_scope_action);
  gtk_widget_class_install_action (widget_class, "maintenance.explain", NULL, explain_action);
  gtk_widget_class_install_action (widget_class, "maintenance.measure", NULL, measure_action);
  gtk_widget_class_install_action (widget_class, "maintenance.repair", NULL, repair_action);
  gtk_widget_class_install_action (widget_class, "maintenance.repair-finding", "s",
                                   repair_finding_action);
  gtk_widget_class_install_action (widget_class, "maintenance.try", NULL, try_action);
  gtk_widget_class_install_action (widget_class, "maintenance.compare", NULL, compare_action);
  gtk_widget_class_install_action (widget_class, "win.history", NULL, lf_history_window_open_cb);
  gtk_widget_class_install_action (widget_class, "maintenance.analyze", NULL, analyze_action);
  gtk_widget_class_install_action (widget_class, "maintenance.vacuum", NULL, vacuum_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h, GDK_CONTROL_MASK, "win.history",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "maintenance.check", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK,
                                       "maintenance.check", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
lf_maintenance_window_class_init (LfMaintenanceWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_maintenance_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = lf_maintenance_window_close_request;

  g_type_ensure (LF_TYPE_JOB_BAR);
  g_type_ensure (LF_TYPE_RUN_NOTE);
  g_type_ensure (LF_TYPE_STATE_ICON);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-maintenance-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LfMaintenanceWindow, title);
  gtk_widget_class_bind_template_child (widget_class, LfMaintenanceWindow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, LfMaintenanceWindow, checks);
  gtk_widget_class_bind_template_child (widget_class, LfMaintenanceWindow, icon);
  gtk_widget_class_bind_template_child (widget_class, LfMaintenanceWindow, headline);
  gtk_widget_class_bind_template_child (widget_class, LfMaintenanceWindow, explanation);
  gtk_widget_class_bind_template_child (widget_class, LfMaintenanceWindow, promise);
  gtk_widget_class_bind_template_child (widget_class, LfMaintenanceWindow, try_button);
  gtk_widget_class_bind_template_child (widget_class, LfMaintenanceWindow, repair_button);
  gtk_widget_class_bind_template_child (widget_class, LfMaintenanceWindow, note);
  gtk_widget_class_bind_template_child (widget_class, LfMaintenanceWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LfMaintenanceWindow, job_bar);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
lf_maintenance_window_init (LfMaintenanceWindow *self)
{
  self->settings = lf_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_settings_restore_size (self->settings, GTK_WINDOW (self), "maintenance");

  for (guint check = 0; check < LF_N_CHECKS; check++)
    gtk_list_box_append (self->checks, lf_maintenance_row_new ((LfCheck) check));
  g_signal_connect (self, "notify::default-width", G_CALLBACK (width_cb), NULL);
  width_cb (self);

  self->signals = g_signal_group_new (LF_TYPE_MAINTENANCE);
  g_signal_group_connect_swapped (self->signals, "notify::report", G_CALLBACK (known_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::timings", G_CALLBACK (known_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::run", G_CALLBACK (run_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::error", G_CALLBACK (update_card), self);
  g_signal_group_connect_swapped (self->signals, "notify::job", G_CALLBACK (job_cb), self);
}

static void
set_titles (LfMaintenanceWindow *self)
{
  g_autofree char *name = g_path_get_basename (lf_maintenance_get_path (self->maintenance));
  g_autofree char *shown = g_filename_display_name (name);
  /* Translators: the title of the window, with the name of a catalog file */
  g_autofree char *title = g_strdup_printf (_("Maintenance – %s"), shown);

  gtk_label_set_text (self->subtitle, shown);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

/**
 * lf_maintenance_window_new:
 * @application: the application
 * @maintenance: what is known of a catalog
 *
 * Makes a window and has the catalog checked, unless something is being done with it already.
 *
 * Returns: (transfer none): the window
 */
LfMaintenanceWindow *
lf_maintenance_window_new (GtkApplication *application,
                           LfMaintenance  *maintenance)
{
  LfMaintenanceWindow *self =
    g_object_new (LF_TYPE_MAINTENANCE_WINDOW, "application", application, NULL);

  self->maintenance = g_object_ref (maintenance);
  g_signal_group_set_target (self->signals, maintenance);
  set_titles (self);
  lf_maintenance_check (maintenance, LF_CHECK_QUICK);
  self->flow = lf_maintenance_flow_new (GTK_WINDOW (self), maintenance);
  known_cb (self);
  run_cb (self);
  job_cb (self);
  return self;
}

/**
 * lf_maintenance_window_get_maintenance:
 * @self: a window
 *
 * Returns: (transfer none): what it shows
 */
LfMaintenance *
lf_maintenance_window_get_maintenance (LfMaintenanceWindow *self)
{
  return self->maintenance;
}

/**
 * lf_maintenance_window_find:
 * @application: the application
 * @path: (nullable): a catalog; %NULL for any that is being written
 *
 * Returns: (transfer none) (nullable): the window of that catalog, which may be hidden
 */
LfMaintenanceWindow *
lf_maintenance_window_find (GtkApplication *application,
                            const char     *path)
{
  GList *windows = application != NULL ? gtk_application_get_windows (application) : NULL;

  for (GList *l = windows; l != NULL; l = l->next)
    {
      LfMaintenanceWindow *self = LF_IS_MAINTENANCE_WINDOW (l->data) ? l->data : NULL;

      if (self == NULL || self->maintenance == NULL)
        continue;
      if (path != NULL ? g_str_equal (lf_maintenance_get_path (self->maintenance), path)
                       : lf_maintenance_is_writing (self->maintenance))
        return self;
    }
  return NULL;
}

/**
 * lf_maintenance_window_show_check:
 * @self: a window
 * @check: a check
 *
 * Shows the page of a check.
 */
void
lf_maintenance_window_show_check (LfMaintenanceWindow *self,
                                  LfCheck              check)
{
  gtk_list_box_select_row (self->checks, GTK_LIST_BOX_ROW (get_row (self, check)));
}
