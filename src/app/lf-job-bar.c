/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-job-bar.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "catalog/lf-resources.h"

struct _LfJobBar
{
  GtkWidget        parent_instance;

  GtkWidget       *revealer;
  GtkLabel        *title;
  GtkLabel        *step;
  GtkProgressBar  *progress;
  GtkLabel        *detail;
  GtkButton       *cancel;
  GtkToggleButton *unfold;
  GtkWidget       *log_scroller;
  GtkLabel        *log;

  LfJob           *job;
  GSignalGroup    *signals;        /* of @job */
  guint            reveal_source;
  gboolean         follows;        /* the end of the log is seen */
};

enum
{
  PROP_0,
  PROP_JOB,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (LfJobBar, lf_job_bar, GTK_TYPE_WIDGET)

/* What is quicker than this shows no bar, which would only flicker */
#define REVEAL_DELAY_MS 200

#define MINUTE 60
#define HOUR 3600

static const char *
get_button_label (LfJobState state)
{
  switch (state)
    {
    case LF_JOB_CANCELLING:
      return _("Cancelling…");
    case LF_JOB_FINISHING:
      return _("Finishing…");
    case LF_JOB_QUEUED:
    case LF_JOB_RUNNING:
    case LF_JOB_DONE:
    default:
      return _("_Cancel");
    }
}

static gboolean
is_at_end (LfJobBar *self)
{
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->log_scroller));

  return gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) + 1 >=
         gtk_adjustment_get_upper (adjustment);
}

static void
update_log (LfJobBar *self)
{
  g_auto (GStrv) lines = lf_job_dup_log (self->job);
  gboolean shows = lines[0] != NULL && gtk_toggle_button_get_active (self->unfold);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->unfold), lines[0] != NULL);
  gtk_widget_set_visible (self->log_scroller, shows);
  if (!shows)
    return;

  text = g_strjoinv ("\n", lines);
  if (g_str_equal (text, gtk_label_get_text (self->log)))
    return;

  self->follows = is_at_end (self);
  gtk_label_set_text (self->log, text);
}

/* Whoever reads the end of the log sees it go on; whoever went back is left there */
static void
log_grown_cb (LfJobBar *self)
{
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->log_scroller));

  if (self->follows)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
}

static void
unfold_cb (LfJobBar *self)
{
  if (self->job != NULL)
    update_log (self);
}

static void
update (LfJobBar *self)
{
  g_auto (LfJobStatus) status = { 0 };
  g_autofree char *detail = NULL;
  g_autofree char *step = NULL;
  const char *title;

  lf_job_get_status (self->job, &status);
  title = status.step != NULL ? status.step : lf_job_get_title (self->job);
  detail = lf_job_bar_describe (&status);
  step = lf_job_bar_describe_step (&status);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->step, step);
  gtk_label_set_text (self->detail, detail);
  gtk_progress_bar_set_fraction (self->progress, status.fraction);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_button_set_label (self->cancel, get_button_label (status.state));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.cancel",
                                 status.state == LF_JOB_QUEUED || status.state == LF_JOB_RUNNING);
  update_log (self);
}

static gboolean
reveal_cb (gpointer data)
{
  LfJobBar *self = data;

  self->reveal_source = 0;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  return G_SOURCE_REMOVE;
}

/* Once it is out of sight it takes no room, not even the space between it and others */
static void
revealed_cb (LfJobBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer)) ||
                            gtk_revealer_get_child_revealed (GTK_REVEALER (self->revealer)));
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LfJobBar *self = LF_JOB_BAR (widget);

  if (self->job != NULL)
    lf_job_cancel (self->job);
}

static void
lf_job_bar_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  LfJobBar *self = LF_JOB_BAR (object);

  switch (prop_id)
    {
    case PROP_JOB:
      g_value_set_object (value, self->job);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lf_job_bar_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_JOB:
      lf_job_bar_set_job (LF_JOB_BAR (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lf_job_bar_dispose (GObject *object)
{
  LfJobBar *self = LF_JOB_BAR (object);

  g_clear_handle_id (&self->reveal_source, g_source_remove);
  if (self->signals != NULL)
    g_signal_group_set_target (self->signals, NULL);
  g_clear_object (&self->signals);
  g_clear_object (&self->job);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_job_bar_parent_class)->dispose (object);
}

static void
lf_job_bar_class_init (LfJobBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lf_job_bar_dispose;
  object_class->get_property = lf_job_bar_get_property;
  object_class->set_property = lf_job_bar_set_property;

  props[PROP_JOB] =
    g_param_spec_object ("job", NULL, NULL, LF_TYPE_JOB,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "job.cancel", NULL, cancel_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "jobbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, LF_RESOURCE_PATH "/ui/lf-job-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, LfJobBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, LfJobBar, title);
  gtk_widget_class_bind_template_child (widget_class, LfJobBar, step);
  gtk_widget_class_bind_template_child (widget_class, LfJobBar, progress);
  gtk_widget_class_bind_template_child (widget_class, LfJobBar, detail);
  gtk_widget_class_bind_template_child (widget_class, LfJobBar, cancel);
  gtk_widget_class_bind_template_child (widget_class, LfJobBar, unfold);
  gtk_widget_class_bind_template_child (widget_class, LfJobBar, log_scroller);
  gtk_widget_class_bind_template_child (widget_class, LfJobBar, log);
  gtk_widget_class_bind_template_callback (widget_class, revealed_cb);
  gtk_widget_class_bind_template_callback (widget_class, unfold_cb);
}

static void
lf_job_bar_init (LfJobBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->log_scroller)), "changed",
    G_CALLBACK (log_grown_cb), self, G_CONNECT_SWAPPED);

  self->signals = g_signal_group_new (LF_TYPE_JOB);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
}

/**
 * lf_job_bar_set_job:
 * @self: a bar
 * @job: (nullable): what to show; %NULL for nothing
 *
 * Shows a job, or hides because there is none any more.
 */
void
lf_job_bar_set_job (LfJobBar *self,
                    LfJob    *job)
{
  g_return_if_fail (LF_IS_JOB_BAR (self));

  if (!g_set_object (&self->job, job))
    return;

  g_clear_handle_id (&self->reveal_source, g_source_remove);
  g_signal_group_set_target (self->signals, job);
  if (job != NULL)
    {
      update (self);
      if (!gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer)))
        self->reveal_source = g_timeout_add (REVEAL_DELAY_MS, reveal_cb, self);
    }
  else
    gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_JOB]);
}

static char *
describe_time_left (double seconds)
{
  guint n = (guint) ceil (seconds);

  if (n < MINUTE)
    /* Translators: the time a job will take */
    return g_strdup_printf (_("about %u s left"), n);
  if (n < HOUR)
    return g_strdup_printf (_("about %u min left"), (n + MINUTE / 2) / MINUTE);
  return g_strdup_printf (_("about %u h %02u min left"), n / HOUR, n % HOUR / MINUTE);
}

/**
 * lf_job_bar_describe:
 * @status: where a job stands
 *
 * Says how far the step is and how long the job will take, as far as that is known.
 *
 * Returns: (transfer full): such as “15,676 of 25,285 rows · about 1 s left”
 */
char *
lf_job_bar_describe (const LfJobStatus *status)
{
  g_autoptr (GString) text = g_string_new (status->detail);

  if (status->state == LF_JOB_RUNNING && status->knows_fraction && status->seconds_left > 0)
    {
      g_autofree char *left = describe_time_left (status->seconds_left);

      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", left);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * lf_job_bar_describe_step:
 * @status: where a job stands
 *
 * Returns: (transfer full): such as “step 4 of 8”; empty if there is only one
 */
char *
lf_job_bar_describe_step (const LfJobStatus *status)
{
  if (status->n_steps < 2 || status->step_number == 0)
    return g_strdup ("");

  return g_strdup_printf (_("step %u of %u"), status->step_number, status->n_steps);
}
