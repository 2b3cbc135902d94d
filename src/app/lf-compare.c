/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-compare.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-format.h"
#include "maintenance/lf-report-words.h"

struct _LfCompare
{
  GObject  parent_instance;

  LfRun   *first;
  LfRun   *last;         /* NULL if @first is compared with itself */
};

G_DEFINE_FINAL_TYPE (LfCompare, lf_compare, G_TYPE_OBJECT)

static void
lf_compare_finalize (GObject *object)
{
  LfCompare *self = LF_COMPARE (object);

  g_clear_pointer (&self->first, lf_run_unref);
  g_clear_pointer (&self->last, lf_run_unref);

  G_OBJECT_CLASS (lf_compare_parent_class)->finalize (object);
}

static void
lf_compare_class_init (LfCompareClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_compare_finalize;
}

static void
lf_compare_init (LfCompare *self)
{
}

/**
 * lf_compare_new:
 * @run: (transfer full): a run
 *
 * Returns: (transfer full): how its catalog was before and after it
 */
LfCompare *
lf_compare_new (LfRun *run)
{
  LfCompare *self = g_object_new (LF_TYPE_COMPARE, NULL);

  self->first = run;
  return self;
}

/**
 * lf_compare_new_pair:
 * @one: (transfer full): a run
 * @other: (transfer full): another one
 *
 * Returns: (transfer full): how the catalog was at the end of the one and of the other; the earlier
 *   one is what was before
 */
LfCompare *
lf_compare_new_pair (LfRun *one,
                     LfRun *other)
{
  LfCompare *self = g_object_new (LF_TYPE_COMPARE, NULL);
  gboolean in_order = one->started != other->started ? one->started < other->started
                                                     : one->id <= other->id;

  self->first = in_order ? one : other;
  self->last = in_order ? other : one;
  return self;
}

/**
 * lf_compare_get_run:
 * @self: what is compared
 *
 * Returns: (transfer none) (nullable): the run, if it is one that is looked at
 */
LfRun *
lf_compare_get_run (LfCompare *self)
{
  return self->last == NULL ? self->first : NULL;
}

/**
 * lf_compare_get_last:
 * @self: what is compared
 *
 * Returns: (transfer none): the run at whose end the state after was
 */
LfRun *
lf_compare_get_last (LfCompare *self)
{
  return self->last != NULL ? self->last : self->first;
}

static LfRunState *
get_end (LfRun *run)
{
  return run->after != NULL ? run->after : run->before;
}

/**
 * lf_compare_get_before:
 * @self: what is compared
 *
 * Returns: (transfer none): the state before
 */
LfRunState *
lf_compare_get_before (LfCompare *self)
{
  return self->last == NULL ? self->first->before : get_end (self->first);
}

/**
 * lf_compare_get_after:
 * @self: what is compared
 *
 * Returns: (transfer none) (nullable): the state after; %NULL if nothing was done
 */
LfRunState *
lf_compare_get_after (LfCompare *self)
{
  return self->last == NULL ? self->first->after : get_end (self->last);
}

/**
 * lf_compare_describe_time:
 * @time: µs since 1970
 *
 * Returns: (transfer full): when that was, such as “today 19:09” or “2025-11-23 19:09”
 */
char *
lf_compare_describe_time (gint64 time)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autofree char *clock = NULL;

  if (then == NULL)
    return g_strdup ("");

  clock = g_date_time_format (then, "%H:%M");
  if (g_date_time_get_year (then) == g_date_time_get_year (now) &&
      g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (now))
    /* Translators: a time of the day */
    return g_strdup_printf (_("today %s"), clock);
  if (g_date_time_get_year (then) == g_date_time_get_year (yesterday) &&
      g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (yesterday))
    /* Translators: a time of the day */
    return g_strdup_printf (_("yesterday %s"), clock);
  return lf_report_format_time (time);
}

/* What was done when, such as “repaired today 19:09” */
static char *
describe_deed (LfRun *run)
{
  static const char *const deeds[LF_N_RUN_KINDS] = {
    /* Translators: of a catalog, with a time such as “today 19:09” */
    N_("repaired %s"),            N_("repair tried on a copy %s"), N_("statistics gathered %s"),
    N_("free space removed %s"),  N_("measured %s"),               N_("backup restored %s"),
  };
  g_autofree char *time = lf_compare_describe_time (run->started);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  if (run->outcome == LF_RUN_DONE)
    return g_strdup_printf (g_dgettext (GETTEXT_PACKAGE, deeds[run->kind]), time);
#pragma GCC diagnostic pop
  /* Translators: a kind of run, how it ended, and when, such as “Repair cancelled today 19:09” */
  return g_strdup_printf (_("%s %s %s"), lf_run_kind_get_title (run->kind),
                          lf_run_outcome_get_title (run->kind, run->outcome), time);
}

/**
 * lf_compare_describe:
 * @self: what is compared
 *
 * Returns: (transfer full): such as “fits_catalog.db · repaired today 19:09 · 3.40 s”
 */
char *
lf_compare_describe (LfCompare *self)
{
  g_autofree char *name = lf_report_get_name (self->first);
  g_autofree char *deed = describe_deed (self->first);
  g_autofree char *later = NULL;
  g_autofree char *seconds = NULL;

  if (self->last == NULL)
    {
      seconds = lf_report_format_seconds (self->first->seconds);
      return g_strjoin (" · ", name, deed, seconds, NULL);
    }

  later = describe_deed (self->last);
  /* Translators: two runs, with how they ended and when: the one that was before, and after */
  return g_strdup_printf (_("%s · %s → %s"), name, deed, later);
}

/* Sentences for the kinds of runs */

static const char *
get_failed_title (LfRunKind kind)
{
  static const char *const titles[LF_N_RUN_KINDS] = {
    N_("The repair failed"), N_("The trial failed"),       N_("ANALYZE failed"),
    N_("VACUUM failed"),     N_("The measurement failed"), N_("The backup was not restored"),
  };

  return g_dgettext (GETTEXT_PACKAGE, titles[kind]);
}

static const char *
get_cancelled_title (LfRunKind kind)
{
  static const char *const titles[LF_N_RUN_KINDS] = {
    N_("The repair was cancelled"),  N_("The trial was cancelled"),
    N_("ANALYZE was cancelled"),     N_("VACUUM was cancelled"),
    N_("The measurement was cancelled"), N_("Restoring the backup was cancelled"),
  };

  return g_dgettext (GETTEXT_PACKAGE, titles[kind]);
}

/* What the step that compares every row had to tell */
static const char *
get_verification (LfRun *run)
{
  for (guint i = 0; i < run->steps->len; i++)
    {
      const LfRunStep *step = g_ptr_array_index (run->steps, i);

      if (g_strcmp0 (step->id, "verify") == 0 && step->detail != NULL)
        return step->detail;
    }
  return _("What is in the tables differs from what was in them before.");
}

static gboolean
is_data_changed (LfRun *run)
{
  return run->kind != LF_RUN_RESTORE && run->kind != LF_RUN_MEASURE && !run->data_unchanged &&
         run->after != NULL && run->before->tables->len > 0 && run->after->tables->len > 0;
}

static char *
join_sentences (const char *one,
                const char *other)
{
  return one != NULL && *one != '\0' ? g_strjoin (" ", one, other, NULL) : g_strdup (other);
}

static gboolean
describe_done (LfRun       *run,
               LfSeverity  *severity,
               const char **title,
               char       **text)
{
  *severity = LF_SEVERITY_INFO;
  if (is_data_changed (run))
    {
      *severity = LF_SEVERITY_WARNING;
      *title = _("The data is not what it was");
      *text = g_strdup (get_verification (run));
      return TRUE;
    }

  if (run->kind == LF_RUN_TRIAL)
    {
      *title = _("Tried on a copy");
      *text = join_sentences (run->message,
                              _("The catalog itself was only read. This is what a repair of it "
                                "would come to."));
      return TRUE;
    }

  *title = lf_run_kind_get_title (run->kind);
  *text = g_strdup (run->message);
  return run->message != NULL;
}

static gboolean
describe_run_notice (LfRun       *run,
                     LfSeverity  *severity,
                     const char **title,
                     char       **text)
{
  switch (run->outcome)
    {
    case LF_RUN_FAILED:
      *severity = LF_SEVERITY_ERROR;
      *title = get_failed_title (run->kind);
      break;
    case LF_RUN_CANCELLED:
      *severity = LF_SEVERITY_WARNING;
      *title = get_cancelled_title (run->kind);
      break;
    case LF_RUN_NOTHING_TO_DO:
      *severity = LF_SEVERITY_OK;
      *title = _("There was nothing to do");
      break;
    case LF_RUN_DONE:
    default:
      return describe_done (run, severity, title, text);
    }

  *text = run->kind == LF_RUN_TRIAL
            ? join_sentences (run->message, _("This was on a copy: the catalog itself was only "
                                              "read."))
            : g_strdup (run->message != NULL ? run->message : "");
  return TRUE;
}

static gboolean
is_same_catalog (LfRun *one,
                 LfRun *other)
{
  return g_strcmp0 (one->catalog, other->catalog) == 0 ||
         (one->identity != NULL && g_strcmp0 (one->identity, other->identity) == 0);
}

static gboolean
describe_pair_notice (LfCompare   *self,
                      LfSeverity  *severity,
                      const char **title,
                      char       **text)
{
  g_autofree char *one = lf_report_shorten_path (self->first->catalog);
  g_autofree char *other = lf_report_shorten_path (self->last->catalog);

  if (!is_same_catalog (self->first, self->last))
    {
      *severity = LF_SEVERITY_WARNING;
      *title = _("Two catalogs");
      /* Translators: the paths of two catalogs */
      *text = g_strdup_printf (_("These runs were of different catalogs: “%s” is what was before, "
                                 "“%s” what is after."),
                               one, other);
      return TRUE;
    }

  *severity = LF_SEVERITY_INFO;
  *title = _("Two runs");
  *text = g_strdup (
    self->first->kind == LF_RUN_TRIAL || self->last->kind == LF_RUN_TRIAL
      ? _("What the catalog was like at the end of each. A trial was on a copy: the catalog itself "
          "has never been like that.")
      : _("What the catalog was like at the end of each. It may have been changed in between by "
          "other programs as well."));
  return TRUE;
}

/**
 * lf_compare_describe_notice:
 * @self: what is compared
 * @severity: (out): how serious it is
 * @title: (out) (transfer full): what is to be known above all
 * @text: (out) (transfer full): the same in full
 *
 * Says what must be known to understand the rest: that it was on a copy, that it failed and how the
 * catalog is then, that there are two runs.
 *
 * Returns: whether there is anything of the kind
 */
gboolean
lf_compare_describe_notice (LfCompare   *self,
                            LfSeverity  *severity,
                            char       **title,
                            char       **text)
{
  g_autofree char *found_text = NULL;
  const char *found_title = NULL;
  gboolean found = self->last != NULL
                     ? describe_pair_notice (self, severity, &found_title, &found_text)
                     : describe_run_notice (self->first, severity, &found_title, &found_text);

  *title = found ? g_strdup (found_title) : NULL;
  *text = found ? lf_format_plain (found_text != NULL ? found_text : "") : NULL;
  return found;
}
