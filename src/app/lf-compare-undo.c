/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-compare-undo.h"

#include <glib/gi18n-lib.h>

#include "app/lf-compare.h"
#include "app/lf-health.h"
#include "app/lf-maintenance-flow.h"
#include "app/lf-maintenance-window.h"
#include "app/lf-question.h"
#include "maintenance/lf-report-words.h"

typedef enum
{
  BACKUP_UNKNOWN,       /* not looked for yet */
  BACKUP_THERE,
  BACKUP_GONE,
  BACKUP_RESTORED,
} BackupState;

struct _LfCompareUndo
{
  GObject            parent_instance;

  GtkWindow         *window;          /* which owns it */
  LfRun             *run;
  BackupState        state;
  guint64            bytes;           /* of the backup */
  LfMaintenance     *maintenance;     /* of the catalog, once the backup was found */
  GSignalGroup      *signals;         /* of @maintenance */
  LfMaintenanceFlow *flow;            /* of what is restored here */
  gboolean           is_restoring;
  LfQuestion        *question;        /* weak */
  GCancellable      *cancellable;
};

enum
{
  CHANGED,
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfCompareUndo, lf_compare_undo, G_TYPE_OBJECT)

/* A file that was written this long after the end of the run may have been written by the run */
#define GRACE_SECONDS 5

/* What the session list or a Maintenance window knows of the catalog, so that no two do something
 * with it at once, or else a new one */
static LfMaintenance *
find_maintenance (LfCompareUndo *self)
{
  GtkApplication *application = gtk_window_get_application (self->window);
  LfMaintenanceWindow *window = lf_maintenance_window_find (application, self->run->catalog);
  LfMaintenance *known = window != NULL ? lf_maintenance_window_get_maintenance (window)
                                        : lf_health_find (application, self->run->catalog);

  return known != NULL ? g_object_ref (known) : lf_maintenance_new (self->run->catalog);
}

/* What goes with the restoring goes when that is over */
static void
job_cb (LfCompareUndo *self)
{
  if (!self->is_restoring && self->flow != NULL)
    {
      g_clear_object (&self->flow);
      gtk_window_set_hide_on_close (self->window, FALSE);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
run_cb (LfCompareUndo *self)
{
  LfRun *run = lf_maintenance_get_run (self->maintenance);

  if (!self->is_restoring || run == NULL || run->kind != LF_RUN_RESTORE)
    return;

  self->is_restoring = FALSE;
  if (run->outcome == LF_RUN_DONE)
    self->state = BACKUP_RESTORED;
  g_signal_emit (self, signals[CHANGED], 0);
  g_signal_emit (self, signals[DONE], 0, run);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (LfCompareUndo) self = data;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  self->state = info != NULL ? BACKUP_THERE : BACKUP_GONE;
  if (info != NULL)
    {
      self->bytes = (guint64) g_file_info_get_size (info);
      self->maintenance = find_maintenance (self);
      g_signal_group_set_target (self->signals, self->maintenance);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
lf_compare_undo_dispose (GObject *object)
{
  LfCompareUndo *self = LF_COMPARE_UNDO (object);

  g_cancellable_cancel (self->cancellable);
  if (self->question != NULL)
    gtk_window_destroy (GTK_WINDOW (self->question));
  g_clear_weak_pointer (&self->question);
  if (self->signals != NULL)
    g_signal_group_set_target (self->signals, NULL);
  g_clear_object (&self->signals);
  g_clear_object (&self->flow);
  g_clear_object (&self->maintenance);

  G_OBJECT_CLASS (lf_compare_undo_parent_class)->dispose (object);
}

static void
lf_compare_undo_finalize (GObject *object)
{
  LfCompareUndo *self = LF_COMPARE_UNDO (object);

  g_clear_pointer (&self->run, lf_run_unref);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (lf_compare_undo_parent_class)->finalize (object);
}

static void
lf_compare_undo_class_init (LfCompareUndoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lf_compare_undo_dispose;
  object_class->finalize = lf_compare_undo_finalize;

  /**
   * LfCompareUndo::changed:
   * @self: a way back
   */
  signals[CHANGED] = g_signal_new ("changed", LF_TYPE_COMPARE_UNDO, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  /**
   * LfCompareUndo::done:
   * @self: a way back
   * @run: (type gpointer): the record of the restore
   */
  signals[DONE] = g_signal_new ("done", LF_TYPE_COMPARE_UNDO, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
lf_compare_undo_init (LfCompareUndo *self)
{
  self->cancellable = g_cancellable_new ();
  self->signals = g_signal_group_new (LF_TYPE_MAINTENANCE);
  g_signal_group_connect_swapped (self->signals, "notify::job", G_CALLBACK (job_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::run", G_CALLBACK (run_cb), self);
}

/**
 * lf_compare_undo_new:
 * @window: the window that shows the run, which owns it
 * @run: a run that made a backup
 *
 * Looks whether the backup is there.
 *
 * Returns: (transfer full): the way back
 */
LfCompareUndo *
lf_compare_undo_new (GtkWindow *window,
                     LfRun     *run)
{
  LfCompareUndo *self = g_object_new (LF_TYPE_COMPARE_UNDO, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (run->backup);

  self->window = window;
  self->run = lf_run_ref (run);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, self->cancellable, found_cb, g_object_ref (self));
  return self;
}

/**
 * lf_compare_undo_get_label:
 * @self: a way back
 *
 * Returns: (transfer none): what a button that asks is called
 */
const char *
lf_compare_undo_get_label (LfCompareUndo *self)
{
  return self->run->kind == LF_RUN_REPAIR ? _("_Undo Repair…") : _("_Restore Backup…");
}

/**
 * lf_compare_undo_describe:
 * @self: a way back
 *
 * Returns: (transfer full): what there is to go back to
 */
char *
lf_compare_undo_describe (LfCompareUndo *self)
{
  g_autofree char *name = g_filename_display_basename (self->run->backup);
  g_autofree char *bytes = g_format_size (self->bytes);

  switch (self->state)
    {
    case BACKUP_THERE:
      /* Translators: the name of a file, and its size */
      return g_strdup_printf (_("Verified backup: %s · %s"), name, bytes);
    case BACKUP_GONE:
      /* Translators: the name of a file */
      return g_strdup_printf (_("The backup %s is not there any more, so there is no way back."),
                              name);
    case BACKUP_RESTORED:
      /* Translators: the name of a file */
      return g_strdup_printf (_("Undone: the backup %s was restored."), name);
    case BACKUP_UNKNOWN:
    default:
      return g_strdup_printf (_("Backup: %s"), name);
    }
}

/**
 * lf_compare_undo_is_free:
 * @self: a way back
 *
 * Returns: whether it can be gone now
 */
gboolean
lf_compare_undo_is_free (LfCompareUndo *self)
{
  return self->state == BACKUP_THERE && lf_maintenance_is_free (self->maintenance);
}

/**
 * lf_compare_undo_get_job:
 * @self: a way back
 *
 * Returns: (transfer none) (nullable): what is being restored from here
 */
LfJob *
lf_compare_undo_get_job (LfCompareUndo *self)
{
  return self->is_restoring ? lf_maintenance_get_job (self->maintenance) : NULL;
}

static void
confirmed_cb (LfCompareUndo *self)
{
  if (!lf_compare_undo_is_free (self))
    return;

  self->is_restoring = TRUE;
  if (self->flow == NULL)
    self->flow = lf_maintenance_flow_new (self->window, self->maintenance);
  lf_maintenance_restore (self->maintenance, self->run->backup);
}

/* A sentence on when the catalog was last written to, if that was after the run */
static char *
describe_changes (LfCompareUndo *self,
                  GFileInfo     *info)
{
  g_autoptr (GDateTime) changed =
    info != NULL ? g_file_info_get_modification_date_time (info) : NULL;
  gint64 end = self->run->started / G_USEC_PER_SEC + (gint64) self->run->seconds + GRACE_SECONDS;
  g_autofree char *time = NULL;

  if (info == NULL)
    return g_strdup (_("The catalog is not there any more: it is made from the backup."));
  if (changed == NULL || g_date_time_to_unix (changed) <= end)
    return NULL;

  time = lf_compare_describe_time (g_date_time_to_unix (changed) * G_USEC_PER_SEC);
  /* Translators: a time, such as “today 20:15” */
  return g_strdup_printf (_("It was last written to %s."), time);
}

static char *
describe_loss (LfCompareUndo *self,
               GFileInfo     *info)
{
  g_autofree char *name = lf_report_get_name (self->run);
  g_autofree char *backup = g_filename_display_basename (self->run->backup);
  g_autofree char *time = lf_compare_describe_time (self->run->started);
  g_autofree char *changes = describe_changes (self, info);
  g_autofree char *text = NULL;

  /* Translators: the name of a catalog, the name of a file, and a time such as “today 19:09” */
  text = g_strdup_printf (_("“%s” becomes what it was before, from the backup “%s”. Whatever was "
                            "written to it since then, %s, is lost from it: sessions, frames and "
                            "notes that were added or changed. What is there now is backed up "
                            "first."),
                          name, backup, time);
  return g_strjoin (" ", text, changes, NULL);
}

static void
changes_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (LfCompareUndo) self = data;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);
  gboolean is_repair = self->run->kind == LF_RUN_REPAIR;
  g_autofree char *text = NULL;

  if (g_cancellable_is_cancelled (self->cancellable) || self->question != NULL)
    return;

  text = describe_loss (self, info);
  g_set_weak_pointer (&self->question,
                      lf_question_new (self->window,
                                       is_repair ? _("Undo the Repair?") : _("Restore the Backup?"),
                                       text, _("_Keep It"),
                                       is_repair ? _("_Undo Repair") : _("_Restore Backup")));
  g_signal_connect_object (self->question, "confirmed", G_CALLBACK (confirmed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->question));
}

/**
 * lf_compare_undo_ask:
 * @self: a way back
 *
 * Says what would be lost, and restores the backup if that is wanted.
 */
void
lf_compare_undo_ask (LfCompareUndo *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->run->catalog);

  if (lf_compare_undo_is_free (self))
    g_file_query_info_async (file, G_FILE_ATTRIBUTE_TIME_MODIFIED, G_FILE_QUERY_INFO_NONE,
                             G_PRIORITY_DEFAULT, self->cancellable, changes_cb,
                             g_object_ref (self));
}
