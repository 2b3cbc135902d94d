/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "catalog/lf-format.h"
#include "catalog/lf-plural.h"
#include "catalog/lf-query.h"
#include "maintenance/lf-report-words.h"

static void
comparison_clear (LfPlanComparison *self)
{
  g_array_unref (self->pairs);
}

static LfPlanComparison
compare (const LfPlan *before,
         LfRunState   *after)
{
  LfPlanComparison self = { .before = before };

  if (after != NULL)
    self.after = lf_run_state_find_plan (after, before->query, before->session);
  self.pairs = lf_report_align_plans (before, self.after);
  for (guint i = 0; i < self.pairs->len; i++)
    self.is_changed |= g_array_index (self.pairs, LfPlanPair, i).is_changed;
  return self;
}

static gboolean
is_same_step (const LfPlanNode *a,
              const LfPlanNode *b)
{
  return (a == NULL) == (b == NULL) &&
         (a == NULL || (g_strcmp0 (a->detail, b->detail) == 0 && a->severity == b->severity));
}

/* The same query for another session, with the same plans */
static gboolean
is_repeated (const LfPlanComparison *self,
             const LfPlanComparison *other)
{
  if (g_strcmp0 (self->before->query, other->before->query) != 0 ||
      self->pairs->len != other->pairs->len || (self->after == NULL) != (other->after == NULL))
    return FALSE;

  for (guint i = 0; i < self->pairs->len; i++)
    {
      const LfPlanPair *a = &g_array_index (self->pairs, LfPlanPair, i);
      const LfPlanPair *b = &g_array_index (other->pairs, LfPlanPair, i);

      if (!is_same_step (a->before, b->before) || !is_same_step (a->after, b->after))
        return FALSE;
    }
  return TRUE;
}

static guint
get_rank (const LfPlanComparison *self)
{
  if (g_strcmp0 (self->before->query, LF_QUERY_SESSION_DETAILS) == 0)
    return 0;
  return (self->is_changed ? 1 : 3) + (lf_plan_is_old (self->before->query) ? 1 : 0);
}

static int
compare_ranks (gconstpointer a,
               gconstpointer b)
{
  guint left = get_rank (a);
  guint right = get_rank (b);

  return (left > right) - (left < right);
}

/**
 * lf_report_compare_plans:
 * @before: a state; it must live as long as the result
 * @after: (nullable): a later one; likewise
 *
 * Compares how SQLite runs the queries. Plans that are the same for another session are there once.
 *
 * Returns: (transfer full) (element-type LfPlanComparison): session details first, then what has
 *   changed, queries of the old program last
 */
GArray *
lf_report_compare_plans (LfRunState *before,
                         LfRunState *after)
{
  GArray *comparisons = g_array_new (FALSE, FALSE, sizeof (LfPlanComparison));

  g_array_set_clear_func (comparisons, (GDestroyNotify) comparison_clear);
  for (guint i = 0; i < before->plans->len; i++)
    {
      LfPlanComparison comparison = compare (g_ptr_array_index (before->plans, i), after);
      LfPlanComparison *last = NULL;

      if (comparisons->len > 0)
        last = &g_array_index (comparisons, LfPlanComparison, comparisons->len - 1);
      if (last != NULL && last->also == NULL && is_repeated (last, &comparison))
        {
          last->also = comparison.before;
          comparison_clear (&comparison);
        }
      else
        g_array_append_val (comparisons, comparison);
    }

  g_array_sort (comparisons, compare_ranks);
  return comparisons;
}

/**
 * lf_report_describe_plan_sessions:
 * @comparison: a plan before and after
 *
 * Returns: (transfer full): which sessions it is about, such as “sessions of 1,201 and 23 frames”;
 *   empty for a query of all sessions
 */
char *
lf_report_describe_plan_sessions (const LfPlanComparison *comparison)
{
  g_autofree char *count = lf_format_count (comparison->before->n_links);
  g_autofree char *other = NULL;

  if (comparison->before->session == NULL)
    return g_strdup ("");
  if (comparison->also == NULL)
    return lf_report_describe_count (comparison->before->n_links,
                                     LF_PLURAL ("session of %s frame",
                                                "session of %s frames"));

  other = lf_format_count (comparison->also->n_links);
  /* Translators: two numbers of frames */
  return g_strdup_printf (_("sessions of %s and %s frames"), count, other);
}
