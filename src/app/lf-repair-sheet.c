/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-repair-sheet.h"

#include <glib/gi18n-lib.h>

#include "app/lf-chooser.h"
#include "app/lf-hold.h"
#include "app/lf-open-menu.h"
#include "app/lf-repair-rows.h"
#include "app/lf-settings.h"
#include "app/lf-state-icon.h"
#include "catalog/lf-resources.h"

struct _LfRepairSheet
{
  GtkWindow             parent_instance;

  GtkWidget            *accept;
  GtkWidget            *refusal_box;
  LfStateIcon          *refusal_icon;
  GtkLabel             *refusal;
  GtkWidget            *steps_box;
  GtkListBox           *steps;
  GtkWidget            *findings_box;
  GtkListBox           *findings;
  GtkCheckButton       *measure;
  GtkSpinButton        *keep;
  GtkLabel             *backup;
  GtkSpinner           *spinner;
  GtkLabel             *total;

  GSettings            *settings;
  GtkFileChooserNative *chooser;
  char                 *path;
  char                 *finding;       /* the only one that is chosen at first; NULL for all */
  LfRepairChoice       *choice;
  LfJob                *job;           /* that finds out what would be done; NULL if it is known */
  guint                 plan_source;
  gboolean              was_shown;     /* a plan, so that the focus is where the user put it */
};

enum
{
  ACCEPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfRepairSheet, lf_repair_sheet, GTK_TYPE_WINDOW)

/* Whoever ticks one box often ticks another */
#define PLAN_DELAY_MS 250

/* What is handed to the worker */

typedef struct
{
  char           *path;
  LfRepairChoice *choice;
} Work;

static void
work_free (Work *work)
{
  lf_repair_choice_free (work->choice);
  g_free (work->path);
  g_free (work);
}

/* On the worker */
static gpointer
make_plan (LfJob     *job,
           gpointer   data,
           GError   **error)
{
  const Work *work = data;
  LfRepairOptions options;

  lf_repair_choice_get_options (work->choice, &options);
  return lf_repair_plan_new (work->path, &options, job, error);
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static void
set_refusal (LfRepairSheet *self,
             const char    *text)
{
  gtk_label_set_text (self->refusal, text != NULL ? text : "");
  gtk_widget_set_visible (self->refusal_box, text != NULL);
}

static void
set_backup (LfRepairSheet *self,
            const char    *backup)
{
  g_autofree char *shown = lf_open_menu_shorten (backup);

  gtk_label_set_text (self->backup, shown);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->backup), shown);
}

static void
show_steps (LfRepairSheet *self,
            LfRepairPlan  *plan)
{
  guint n = 0;

  clear_list (self->steps);
  for (guint i = 0; i < plan->steps->len; i++)
    {
      const LfRepairStep *step = g_ptr_array_index (plan->steps, i);

      if (step->is_needed)
        gtk_list_box_append (self->steps, lf_repair_rows_make_step (++n, step));
    }
  gtk_widget_set_visible (self->steps_box, n > 0);
}

static void changed_cb (LfRepairSheet *self);

/* They are made once: what is chosen changes what is done, and not what was found */
static void
show_findings (LfRepairSheet *self,
               LfRepairPlan  *plan)
{
  if (gtk_widget_get_first_child (GTK_WIDGET (self->findings)) != NULL)
    return;

  for (guint i = 0; i < plan->report->findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (plan->report->findings, i);
      const char *id = lf_finding_get_id (finding);
      gboolean is_wanted = self->finding != NULL ? g_str_equal (self->finding, id)
                                                 : !lf_repair_rows_is_removal (id);
      GtkWidget *row;

      if (!lf_repair_rows_can_choose (finding))
        continue;

      row = lf_repair_rows_make_finding (finding, is_wanted);
      g_signal_connect_object (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row)), "toggled",
                               G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->findings, row);
    }
  gtk_widget_set_visible (self->findings_box,
                          gtk_widget_get_first_child (GTK_WIDGET (self->findings)) != NULL);
}

static void
show_plan (LfRepairSheet *self,
           LfRepairPlan  *plan)
{
  g_autofree char *time = lf_repair_rows_describe_time (plan->seconds);
  /* Translators: an estimate, such as “about 12 s” */
  g_autofree char *total = g_strdup_printf (_("%s in all"), time);
  gboolean can = plan->refusal == NULL && plan->is_needed;

  set_refusal (self, plan->refusal);
  show_steps (self, plan);
  show_findings (self, plan);
  set_backup (self, plan->backup);
  gtk_label_set_text (self->total, can ? total
                                   : plan->refusal != NULL ? _("It cannot be repaired now.")
                                                           : _("There is nothing to be done."));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "repair.accept", can);
  /* One look and Return, as the window that asks promises */
  if (can && !self->was_shown)
    gtk_window_set_focus (GTK_WINDOW (self), self->accept);
  self->was_shown = TRUE;
}

static void
planned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (LfRepairSheet) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfRepairPlan) plan = lf_job_run_finish (LF_JOB (source), result, &error);

  lf_release ();
  /* Something else was chosen since, or the window is gone */
  if (self->job != LF_JOB (source))
    return;

  g_clear_object (&self->job);
  gtk_spinner_stop (self->spinner);
  if (plan != NULL)
    {
      show_plan (self, plan);
      return;
    }

  set_refusal (self, error->message);
  gtk_label_set_text (self->total, _("It cannot be repaired now."));
}

static void
stop_planning (LfRepairSheet *self)
{
  g_clear_handle_id (&self->plan_source, g_source_remove);
  if (self->job != NULL)
    lf_job_cancel (self->job);
  g_clear_object (&self->job);
}

static void
start_planning (LfRepairSheet *self)
{
  Work *work = g_new0 (Work, 1);

  stop_planning (self);
  work->path = g_strdup (self->path);
  work->choice = lf_repair_choice_copy (self->choice);
  self->job = lf_job_new (_("Looking what there is to do"));
  gtk_spinner_start (self->spinner);
  gtk_label_set_text (self->total, _("Looking what there is to do…"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "repair.accept", FALSE);

  lf_hold ();
  lf_job_run_async (self->job, make_plan, work, (GDestroyNotify) work_free,
                    (GDestroyNotify) lf_repair_plan_free, planned_cb, g_object_ref (self));
}

static gboolean
plan_cb (gpointer data)
{
  LfRepairSheet *self = data;

  self->plan_source = 0;
  start_planning (self);
  return G_SOURCE_REMOVE;
}

/* What is chosen by itself is not named: then it is also mended if it was found only meanwhile */
static GStrv
list_wanted (LfRepairSheet *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean is_usual = TRUE;
  GtkWidget *row;

  for (row = gtk_widget_get_first_child (GTK_WIDGET (self->findings)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      const char *id = lf_repair_rows_get_id (row);
      gboolean is_wanted = lf_repair_rows_is_wanted (row);

      if (is_wanted)
        g_strv_builder_add (builder, id);
      is_usual = is_usual && is_wanted != lf_repair_rows_is_removal (id);
    }
  return is_usual ? NULL : g_strv_builder_end (builder);
}

static void
changed_cb (LfRepairSheet *self)
{
  g_strfreev (self->choice->only);
  self->choice->only = list_wanted (self);
  self->choice->measure = gtk_check_button_get_active (self->measure);

  stop_planning (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "repair.accept", FALSE);
  self->plan_source = g_timeout_add (PLAN_DELAY_MS, plan_cb, self);
}

static void
chooser_response_cb (GtkFileChooserNative *chooser,
                     int                   response,
                     LfRepairSheet        *self)
{
  g_autoptr (GFile) folder = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  path = folder != NULL ? g_file_get_path (folder) : NULL;
  if (path != NULL)
    {
      g_free (self->choice->backup_folder);
      self->choice->backup_folder = g_steal_pointer (&path);
      changed_cb (self);
    }
  g_clear_object (&self->chooser);
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LfRepairSheet *self = LF_REPAIR_SHEET (widget);
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GFile) file = NULL;

  if (self->chooser != NULL)
    return;

  if (self->choice->backup_folder != NULL)
    file = g_file_new_for_path (self->choice->backup_folder);
  else
    file = g_file_new_for_path (folder);
  self->chooser = gtk_file_chooser_native_new (_("Choose the Folder of Backups"),
                                               GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                               _("_Choose"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), file, NULL);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chooser_response_cb), self, 0);
  lf_chooser_show (self->chooser);
}

static void
accept_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_autoptr (LfRepairSheet) self = g_object_ref (LF_REPAIR_SHEET (widget));

  gtk_spin_button_update (self->keep);
  self->choice->keep_backups = (guint) gtk_spin_button_get_value_as_int (self->keep);
  g_settings_set_int (self->settings, "keep-backups", (int) self->choice->keep_backups);
  g_settings_set_boolean (self->settings, "repair-measures", self->choice->measure);
  gtk_window_destroy (GTK_WINDOW (self));
  g_signal_emit (self, signals[ACCEPTED], 0);
}

static void
lf_repair_sheet_dispose (GObject *object)
{
  LfRepairSheet *self = LF_REPAIR_SHEET (object);

  stop_planning (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_REPAIR_SHEET);
  g_clear_object (&self->chooser);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (lf_repair_sheet_parent_class)->dispose (object);
}

static void
lf_repair_sheet_finalize (GObject *object)
{
  LfRepairSheet *self = LF_REPAIR_SHEET (object);

  lf_repair_choice_free (self->choice);
  g_free (self->finding);
  g_free (self->path);

  G_OBJECT_CLASS (lf_repair_sheet_parent_class)->finalize (object);
}

static void
lf_repair_sheet_class_init (LfRepairSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_repair_sheet_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_repair_sheet_finalize;

  /**
   * LfRepairSheet::accepted:
   * @self: the sheet, which is gone from the screen
   *
   * The repair is to be done, as lf_repair_sheet_get_choice() says.
   */
  signals[ACCEPTED] = g_signal_new ("accepted", LF_TYPE_REPAIR_SHEET, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (LF_TYPE_STATE_ICON);
  gtk_widget_class_install_action (widget_class, "repair.accept", NULL, accept_action);
  gtk_widget_class_install_action (widget_class, "repair.choose-folder", NULL, choose_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-repair-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, LfRepairSheet, accept);
  gtk_widget_class_bind_template_child (widget_class, LfRepairSheet, refusal_box);
  gtk_widget_class_bind_template_child (widget_class, LfRepairSheet, refusal_icon);
  gtk_widget_class_bind_template_child (widget_class, LfRepairSheet, refusal);
  gtk_widget_class_bind_template_child (widget_class, LfRepairSheet, steps_box);
  gtk_widget_class_bind_template_child (widget_class, LfRepairSheet, steps);
  gtk_widget_class_bind_template_child (widget_class, LfRepairSheet, findings_box);
  gtk_widget_class_bind_template_child (widget_class, LfRepairSheet, findings);
  gtk_widget_class_bind_template_child (widget_class, LfRepairSheet, measure);
  gtk_widget_class_bind_template_child (widget_class, LfRepairSheet, keep);
  gtk_widget_class_bind_template_child (widget_class, LfRepairSheet, backup);
  gtk_widget_class_bind_template_child (widget_class, LfRepairSheet, spinner);
  gtk_widget_class_bind_template_child (widget_class, LfRepairSheet, total);
}

static void
lf_repair_sheet_init (LfRepairSheet *self)
{
  self->settings = lf_settings_new ();
  self->choice = lf_repair_choice_new (self->settings);
  gtk_widget_init_template (GTK_WIDGET (self));

  lf_state_icon_set (self->refusal_icon, LF_SEVERITY_ERROR);
  gtk_spin_button_set_value (self->keep, self->choice->keep_backups);
  gtk_check_button_set_active (self->measure, self->choice->measure);
  g_signal_connect_object (self->measure, "toggled", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "repair.accept", FALSE);
}

/**
 * lf_repair_sheet_new:
 * @parent: the window that asks
 * @path: a catalog
 * @finding: (nullable): the id of what is to be mended; %NULL for all
 *
 * Makes a sheet and has it find out what there is to do.
 *
 * Returns: (transfer none): the sheet, not shown yet
 */
LfRepairSheet *
lf_repair_sheet_new (GtkWindow  *parent,
                     const char *path,
                     const char *finding)
{
  LfRepairSheet *self =
    g_object_new (LF_TYPE_REPAIR_SHEET, "transient-for", parent, "modal", TRUE, NULL);

  self->path = g_strdup (path);
  self->finding = g_strdup (finding);
  if (finding != NULL)
    self->choice->only = g_strdupv ((char *[]) { self->finding, NULL });
  start_planning (self);
  return self;
}

/**
 * lf_repair_sheet_get_choice:
 * @self: a sheet
 *
 * Returns: (transfer none): what is chosen
 */
const LfRepairChoice *
lf_repair_sheet_get_choice (LfRepairSheet *self)
{
  return self->choice;
}
