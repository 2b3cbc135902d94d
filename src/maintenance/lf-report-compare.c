/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>

#include "catalog/lf-format.h"
#include "catalog/lf-query.h"
#include "maintenance/lf-report.h"

/* Plans have a dozen steps. What is longer is not worth the square of its length. */
#define MOST_CELLS 250000

/* In milliseconds: what clocks and caches do to the shortest queries from one program to the next,
 * whatever the spread within one */
#define LEAST_DIFFERENCE 0.01

/* A factor that is shown with two decimals, one, or none */
#define FEW 1.995
#define SOME 9.95
#define MOST_TIMES 1e15

static gboolean
is_same_query (const LfTiming *a,
               const LfTiming *b)
{
  return g_strcmp0 (a->query, b->query) == 0 && !a->is_largest == !b->is_largest &&
         (a->session == NULL) == (b->session == NULL);
}

static const LfTiming *
find_timing (LfRunState     *state,
             const LfTiming *like)
{
  for (guint i = 0; state != NULL && i < state->timings->len; i++)
    if (is_same_query (g_ptr_array_index (state->timings, i), like))
      return g_ptr_array_index (state->timings, i);
  return NULL;
}

/* Of a query that was ended it is only known that it takes longer */
static void
compare_bound (LfComparison *self)
{
  gboolean was_ended = lf_timing_is_bound (self->before);
  double times = self->before->median_ms / self->after->median_ms;

  self->is_bound = TRUE;
  if (was_ended != lf_timing_is_bound (self->after) && (was_ended ? times > 1 : times < 1))
    self->times_faster = times;
}

/* How many times @after fits into @before; NaN where nothing can be said of that */
static double
divide (double before,
        double after)
{
  return before > 0 && after > 0 ? before / after : NAN;
}

static LfComparison
compare (const LfTiming *before,
         const LfTiming *after)
{
  const LfTiming *any = before != NULL ? before : after;
  LfComparison self = {
    .query = any->query,
    .title = any->title,
    .is_largest = any->is_largest,
    .before = before,
    .after = after,
    .times_faster = NAN,
    .times_less_work = NAN,
  };

  self.is_comparable = before != NULL && after != NULL &&
                       g_strcmp0 (before->session, after->session) == 0;
  if (!self.is_comparable)
    return self;

  if (lf_timing_is_bound (before) || lf_timing_is_bound (after))
    {
      compare_bound (&self);
      return self;
    }

  self.is_noise = (before->p05_ms <= after->p95_ms && after->p05_ms <= before->p95_ms) ||
                  fabs (before->median_ms - after->median_ms) < LEAST_DIFFERENCE;
  self.times_faster = divide (before->median_ms, after->median_ms);
  self.times_less_work = divide ((double) before->work.vm_steps, (double) after->work.vm_steps);
  return self;
}

/* What users wait for comes first, what nobody runs any more last */
static guint
get_rank (const char *query)
{
  if (g_strcmp0 (query, LF_QUERY_SESSION_DETAILS) == 0)
    return 0;
  return lf_plan_is_old (query) ? 2 : 1;
}

static int
compare_ranks (gconstpointer a,
               gconstpointer b)
{
  guint left = get_rank (((const LfComparison *) a)->query);
  guint right = get_rank (((const LfComparison *) b)->query);

  return (left > right) - (left < right);
}

/**
 * lf_report_compare:
 * @before: a state; it must live as long as the result
 * @after: (nullable): a later one; likewise
 *
 * Compares how long queries took. Timings of different sessions, as the largest of last year and of
 * today, stand beside each other, but no factor is made of them.
 *
 * Returns: (transfer full) (element-type LfComparison): each query, for each session it ran for:
 *   session details first, queries of the old program last
 */
GArray *
lf_report_compare (LfRunState *before,
                   LfRunState *after)
{
  GArray *comparisons = g_array_new (FALSE, FALSE, sizeof (LfComparison));

  for (guint i = 0; i < before->timings->len; i++)
    {
      const LfTiming *timing = g_ptr_array_index (before->timings, i);
      LfComparison comparison = compare (timing, find_timing (after, timing));

      g_array_append_val (comparisons, comparison);
    }

  for (guint i = 0; after != NULL && i < after->timings->len; i++)
    {
      const LfTiming *timing = g_ptr_array_index (after->timings, i);
      LfComparison comparison = compare (NULL, timing);

      if (find_timing (before, timing) == NULL)
        g_array_append_val (comparisons, comparison);
    }

  /* It leaves equal ones in their order */
  g_array_sort (comparisons, compare_ranks);
  return comparisons;
}

/**
 * lf_comparison_get_tone:
 * @self: a comparison
 *
 * Returns: whether the query got faster or slower; neither if that is within noise
 */
LfReportTone
lf_comparison_get_tone (const LfComparison *self)
{
  if (!self->is_comparable || self->is_noise || isnan (self->times_faster))
    return LF_REPORT_PLAIN;
  return self->times_faster > 1 ? LF_REPORT_GOOD : LF_REPORT_BAD;
}

/**
 * lf_report_format_factor:
 * @factor: how many times; at least 1
 *
 * Formats a factor with about three figures, never more than were measured.
 *
 * Returns: (transfer full): such as “1.25×”, “2.4×”, “270×” or “4,580×”
 */
char *
lf_report_format_factor (double factor)
{
  double unit = 1;
  g_autofree char *count = NULL;

  if (factor < FEW)
    /* Translators: how many times faster */
    return g_strdup_printf (_("%.2f×"), factor);
  if (factor < SOME)
    /* Translators: how many times faster */
    return g_strdup_printf (_("%.1f×"), factor);

  /* Three figures: medians do not have more */
  factor = MIN (factor, MOST_TIMES);
  while (factor / unit >= 999.5)
    unit *= 10;
  count = lf_format_count ((guint64) (round (factor / unit) * unit));
  /* Translators: how many times faster */
  return g_strdup_printf (_("%s×"), count);
}

/**
 * lf_comparison_describe:
 * @self: a comparison
 *
 * Says what came out: a factor only where the difference is more than noise.
 *
 * Returns: (transfer full): such as “270× faster” or “within noise”; empty if there is nothing to
 *   compare
 */
char *
lf_comparison_describe (const LfComparison *self)
{
  g_autofree char *factor = NULL;

  if (self->before == NULL || self->after == NULL)
    return g_strdup ("");
  if (!self->is_comparable)
    return g_strdup (_("another session"));
  if (self->is_noise)
    /* Translators: the difference of two measurements is too small to say anything */
    return g_strdup (_("within noise"));
  if (isnan (self->times_faster))
    return g_strdup (self->is_bound ? _("too long to compare") : _("too short to compare"));

  factor = lf_report_format_factor (MAX (self->times_faster, 1 / self->times_faster));
  if (self->is_bound)
    return g_strdup_printf (self->times_faster > 1 ? _("more than %s faster")
                                                   : _("more than %s slower"), factor);
  return g_strdup_printf (self->times_faster > 1 ? _("%s faster") : _("%s slower"), factor);
}

static const LfSpaceObject *
find_object (LfRunState *state,
             const char *name)
{
  for (guint i = 0; state != NULL && i < state->objects->len; i++)
    {
      const LfSpaceObject *object = &g_array_index (state->objects, LfSpaceObject, i);

      if (g_strcmp0 (object->name, name) == 0)
        return object;
    }
  return NULL;
}

static guint64
get_larger (const LfSizePair *pair)
{
  return MAX (pair->before != NULL ? pair->before->bytes : 0,
              pair->after != NULL ? pair->after->bytes : 0);
}

static int
compare_sizes (gconstpointer a,
               gconstpointer b)
{
  guint64 left = get_larger (a);
  guint64 right = get_larger (b);

  if (left != right)
    return left > right ? -1 : 1;
  return g_strcmp0 (((const LfSizePair *) a)->name, ((const LfSizePair *) b)->name);
}

/**
 * lf_report_compare_sizes:
 * @before: a state; it must live as long as the result
 * @after: (nullable): a later one; likewise
 *
 * Returns: (transfer full) (element-type LfSizePair): the sizes of all tables and indexes, largest
 *   first
 */
GArray *
lf_report_compare_sizes (LfRunState *before,
                         LfRunState *after)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (LfSizePair));

  for (guint i = 0; i < before->objects->len; i++)
    {
      const LfSpaceObject *object = &g_array_index (before->objects, LfSpaceObject, i);
      LfSizePair pair = { object->name, object, find_object (after, object->name) };

      g_array_append_val (pairs, pair);
    }

  for (guint i = 0; after != NULL && i < after->objects->len; i++)
    {
      const LfSpaceObject *object = &g_array_index (after->objects, LfSpaceObject, i);
      LfSizePair pair = { object->name, NULL, object };

      if (find_object (before, object->name) == NULL)
        g_array_append_val (pairs, pair);
    }

  g_array_sort (pairs, compare_sizes);
  return pairs;
}

static LfFinding *
find_finding (LfRunState *state,
              LfFinding  *like)
{
  for (guint i = 0; state != NULL && i < state->findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (state->findings, i);

      if (g_strcmp0 (lf_finding_get_id (finding), lf_finding_get_id (like)) == 0)
        return finding;
    }
  return NULL;
}

/**
 * lf_report_compare_findings:
 * @before: a state; it must live as long as the result
 * @after: (nullable): a later one; likewise
 *
 * Returns: (transfer full) (element-type LfFindingPair): what was found before and after, in the
 *   order of the checks; what is new comes last
 */
GArray *
lf_report_compare_findings (LfRunState *before,
                            LfRunState *after)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (LfFindingPair));

  for (guint i = 0; i < before->findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (before->findings, i);
      LfFindingPair pair = { finding, find_finding (after, finding) };

      g_array_append_val (pairs, pair);
    }

  for (guint i = 0; after != NULL && i < after->findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (after->findings, i);
      LfFindingPair pair = { NULL, finding };

      if (find_finding (before, finding) == NULL)
        g_array_append_val (pairs, pair);
    }
  return pairs;
}

static const LfPlanNode *
get_node (const LfPlan *plan,
          guint         i)
{
  return g_ptr_array_index (plan->nodes, i);
}

static gboolean
is_same_step (const LfPlan *before,
              guint         i,
              const LfPlan *after,
              guint         j)
{
  return g_strcmp0 (get_node (before, i)->detail, get_node (after, j)->detail) == 0;
}

/* How many steps of the plans from i and j on are the same, in the same order, for each i and j */
static guint *
count_same (const LfPlan *before,
            const LfPlan *after)
{
  guint width = after->nodes->len + 1;
  guint *same = g_new0 (guint, (before->nodes->len + 1) * width);

  for (guint i = before->nodes->len; i-- > 0;)
    for (guint j = after->nodes->len; j-- > 0;)
      same[i * width + j] = is_same_step (before, i, after, j)
                              ? same[(i + 1) * width + j + 1] + 1
                              : MAX (same[(i + 1) * width + j], same[i * width + j + 1]);
  return same;
}

static void
add_pair (GArray           *pairs,
          const LfPlanNode *before,
          const LfPlanNode *after,
          gboolean          is_changed)
{
  LfPlanPair pair = { before, after, is_changed };

  g_array_append_val (pairs, pair);
}

/* Puts steps that were only before and steps that are only after beside each other */
static void
add_changed (GArray       *pairs,
             const LfPlan *before,
             guint         i,
             guint         i_end,
             const LfPlan *after,
             guint         j,
             guint         j_end)
{
  for (; i < i_end || j < j_end; i += i < i_end, j += j < j_end)
    add_pair (pairs, i < i_end ? get_node (before, i) : NULL,
              j < j_end ? get_node (after, j) : NULL, TRUE);
}

static void
align (GArray       *pairs,
       const LfPlan *before,
       const LfPlan *after)
{
  g_autofree guint *same = count_same (before, after);
  guint width = after->nodes->len + 1;
  guint i_done = 0;
  guint j_done = 0;
  guint i = 0;
  guint j = 0;

  while (i < before->nodes->len && j < after->nodes->len)
    {
      if (is_same_step (before, i, after, j))
        {
          add_changed (pairs, before, i_done, i, after, j_done, j);
          add_pair (pairs, get_node (before, i), get_node (after, j), FALSE);
          i_done = ++i;
          j_done = ++j;
        }
      else if (same[(i + 1) * width + j] >= same[i * width + j + 1])
        i++;
      else
        j++;
    }
  add_changed (pairs, before, i_done, before->nodes->len, after, j_done, after->nodes->len);
}

/**
 * lf_report_align_plans:
 * @before: (nullable): a plan; it must live as long as the result
 * @after: (nullable): a plan of the same query; likewise
 *
 * Puts two plans beside each other so that steps which are the same in both stand in one line.
 *
 * Returns: (transfer full) (element-type LfPlanPair): the lines; none is changed if one of the
 *   plans is not there
 */
GArray *
lf_report_align_plans (const LfPlan *before,
                       const LfPlan *after)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (LfPlanPair));
  const LfPlan *only = before != NULL ? before : after;

  if (before != NULL && after != NULL &&
      (guint64) before->nodes->len * after->nodes->len <= MOST_CELLS)
    align (pairs, before, after);
  else if (before != NULL && after != NULL)
    add_changed (pairs, before, 0, before->nodes->len, after, 0, after->nodes->len);
  else if (only != NULL)
    for (guint i = 0; i < only->nodes->len; i++)
      add_pair (pairs, only == before ? get_node (only, i) : NULL,
                only == before ? NULL : get_node (only, i), FALSE);
  return pairs;
}
