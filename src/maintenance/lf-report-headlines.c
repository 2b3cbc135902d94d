/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>

#include "catalog/lf-format.h"
#include "catalog/lf-plural.h"
#include "catalog/lf-query.h"
#include "maintenance/lf-report-private.h"

/* A factor this near to 1 is shown as none */
#define SAME 0.005

/**
 * lf_headline_free:
 * @self: (transfer full): a headline
 *
 * Frees it.
 */
void
lf_headline_free (LfHeadline *self)
{
  g_free (self->title);
  g_free (self->value);
  g_free (self->detail);
  g_free (self);
}

static LfHeadline *
headline_new (const char   *title,
              char         *value,
              char         *detail,
              LfReportTone  tone)
{
  LfHeadline *self = g_new0 (LfHeadline, 1);

  self->title = g_strdup (title);
  self->value = value;
  self->detail = detail;
  self->tone = tone;
  return self;
}

/* The one query that users wait for, in a session as most are, or in the largest if there is but
 * that */
static gboolean
find_details (LfRunState   *before,
              LfRunState   *after,
              LfComparison *details)
{
  g_autoptr (GArray) all = lf_report_compare (before, after);
  gboolean is_found = FALSE;

  for (guint i = 0; i < all->len; i++)
    {
      const LfComparison *comparison = &g_array_index (all, LfComparison, i);

      if (g_strcmp0 (comparison->query, LF_QUERY_SESSION_DETAILS) == 0 &&
          (!is_found || !comparison->is_largest))
        {
          *details = *comparison;
          is_found = TRUE;
        }
    }
  return is_found;
}

/* “Session details · 23 frames” */
static char *
describe_query (const LfComparison *details)
{
  const LfTiming *timing = details->before != NULL ? details->before : details->after;
  g_autofree char *frames = lf_report_describe_count (timing->n_links,
                                                      LF_PLURAL ("%s frame", "%s frames"));

  return g_strjoin (" · ", timing->title, frames, NULL);
}

static LfHeadline *
describe_time (const LfComparison *details)
{
  g_autofree char *title = NULL;

  if (details == NULL)
    {
      title = lf_plan_get_title (LF_QUERY_SESSION_DETAILS);
      return headline_new (title, g_strdup (_("not measured")), g_strdup (""), LF_REPORT_PLAIN);
    }

  title = describe_query (details);
  if (details->before == NULL || details->after == NULL)
    return headline_new (title, lf_report_describe_medians (details), g_strdup (""),
                         LF_REPORT_PLAIN);
  return headline_new (title, lf_comparison_describe (details),
                       lf_report_describe_medians (details), lf_comparison_get_tone (details));
}

static LfHeadline *
describe_work (const LfComparison *details)
{
  double times = details != NULL ? details->times_less_work : NAN;
  g_autofree char *counts = NULL;
  g_autofree char *factor = NULL;
  char *steps;

  if (details == NULL)
    return headline_new (_("Work"), g_strdup (_("not measured")), g_strdup (""), LF_REPORT_PLAIN);

  counts = lf_report_describe_work (details);
  /* Translators: instructions of SQLite's virtual machine, “302,114 → 279 steps” */
  steps = g_strdup_printf (_("%s steps"), counts);
  if (isnan (times))
    return headline_new (_("Work"), steps, g_strdup (""), LF_REPORT_PLAIN);
  if (fabs (times - 1) < SAME)
    return headline_new (_("Work"), g_strdup (_("the same")), steps, LF_REPORT_PLAIN);

  factor = lf_report_format_factor (MAX (times, 1 / times));
  return headline_new (_("Work"),
                       g_strdup_printf (times > 1 ? C_("work", "%s less") : C_("work", "%s more"),
                                        factor),
                       steps,
                       times > 1 ? LF_REPORT_GOOD : LF_REPORT_BAD);
}

static LfHeadline *
describe_size (LfRunState *before,
               LfRunState *after)
{
  g_autofree char *had = g_format_size (before->bytes);
  g_autofree char *has = NULL;

  if (before->bytes == 0)
    return headline_new (_("File size"), g_strdup (_("not measured")), g_strdup (""),
                         LF_REPORT_PLAIN);
  if (after == NULL || after->bytes == 0)
    {
      g_autofree char *nothing = g_format_size (before->free_bytes);

      return headline_new (_("File size"), g_steal_pointer (&had),
                           /* Translators: bytes of a file */
                           g_strdup_printf (_("%s hold nothing"), nothing), LF_REPORT_PLAIN);
    }

  if (before->bytes == after->bytes)
    return headline_new (_("File size"), g_strdup (_("the same")), g_steal_pointer (&had),
                         LF_REPORT_PLAIN);

  has = g_format_size (after->bytes);
  return headline_new (_("File size"), lf_report_describe_growth (before->bytes, after->bytes),
                       lf_report_join (had, has),
                       after->bytes < before->bytes ? LF_REPORT_GOOD : LF_REPORT_PLAIN);
}

static guint64
count_changed (LfRun        *run,
               LfChangeKind  kind)
{
  guint64 n = 0;

  for (guint i = 0; i < run->changes->len; i++)
    {
      const LfChange *change = g_ptr_array_index (run->changes, i);

      n += change->kind == kind ? change->count : 0;
    }
  return n;
}

static char *
describe_unchanged (LfRunState *after,
                    guint64     n_renumbered)
{
  g_autofree char *rows = lf_report_describe_count (after->n_rows, LF_PLURAL ("%s row", "%s rows"));
  g_autofree char *ids = NULL;

  if (n_renumbered == 0)
    /* Translators: “32,579 rows” */
    return g_strdup_printf (_("%s, checksums equal"), rows);

  ids = lf_report_describe_count (n_renumbered,
                                  LF_PLURAL ("%s id renumbered", "%s ids renumbered"));
  /* Translators: “32,579 rows”, “3 ids renumbered” */
  return g_strdup_printf (_("%s, %s"), rows, ids);
}

static LfHeadline *
describe_run_data (LfRunState *after,
                   LfRun      *run)
{
  guint64 n_removed = count_changed (run, LF_CHANGE_REMOVED);

  if (!run->data_unchanged)
    return headline_new (_("Data"), g_strdup (_("changed")), g_strdup (_("checksums differ")),
                         LF_REPORT_BAD);
  if (n_removed > 0)
    return headline_new (_("Data"),
                         lf_report_describe_count (n_removed,
                                                   LF_PLURAL ("%s row removed",
                                                              "%s rows removed")),
                         g_strdup (_("everything else unchanged")), LF_REPORT_PLAIN);

  return headline_new (_("Data"), g_strdup (_("unchanged")),
                       describe_unchanged (after, count_changed (run, LF_CHANGE_RENUMBERED)),
                       LF_REPORT_PLAIN);
}

static gboolean
is_same_content (GPtrArray *before,
                 GPtrArray *after)
{
  LfContent content = { after };

  for (guint i = 0; i < before->len; i++)
    {
      LfTableContent *table = g_ptr_array_index (before, i);
      LfTableContent *same = lf_content_find_table (&content, table->table);

      if (same == NULL || !lf_table_content_equals (table, same))
        return FALSE;
    }
  return before->len == after->len;
}

static LfHeadline *
describe_data (LfRunState *before,
               LfRunState *after,
               LfRun      *run)
{
  g_autofree char *rows = lf_report_describe_count (before->n_rows,
                                                    LF_PLURAL ("%s row", "%s rows"));
  g_autofree char *had = NULL;
  g_autofree char *has = NULL;

  if (after == NULL || before->tables->len == 0 || after->tables->len == 0)
    return headline_new (_("Data"), g_strdup (_("not compared")),
                         g_strdup (before->n_rows > 0 ? rows : ""), LF_REPORT_PLAIN);
  if (run != NULL)
    return describe_run_data (after, run);
  if (is_same_content (before->tables, after->tables))
    return headline_new (_("Data"), g_strdup (_("the same")), describe_unchanged (after, 0),
                         LF_REPORT_PLAIN);

  had = lf_format_count (before->n_rows);
  has = lf_report_describe_count (after->n_rows, LF_PLURAL ("%s row", "%s rows"));
  return headline_new (_("Data"), g_strdup (_("different")), lf_report_join (had, has),
                       LF_REPORT_PLAIN);
}

/**
 * lf_report_list_headlines:
 * @before: a state
 * @after: (nullable): a later one
 * @run: (nullable): the run between them; %NULL to compare states of two runs, between which users
 *   may have changed the catalog as well
 *
 * Makes the four figures that stand above everything else: session details, work, file size, data.
 * Each says “not measured” where that is so.
 *
 * Returns: (transfer full) (element-type LfHeadline): the figures
 */
GPtrArray *
lf_report_list_headlines (LfRunState *before,
                          LfRunState *after,
                          LfRun      *run)
{
  GPtrArray *headlines = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_headline_free);
  LfComparison details;
  gboolean has_details = find_details (before, after, &details);

  g_ptr_array_add (headlines, describe_time (has_details ? &details : NULL));
  g_ptr_array_add (headlines, describe_work (has_details ? &details : NULL));
  g_ptr_array_add (headlines, describe_size (before, after));
  g_ptr_array_add (headlines, describe_data (before, after, run));
  return headlines;
}
