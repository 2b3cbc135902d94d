/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-compare-plans.h"

#include <glib/gi18n-lib.h>

#include "app/lf-plan-diff.h"
#include "catalog/lf-resources.h"
#include "maintenance/lf-report-words.h"

struct _LfComparePlans
{
  GtkWidget    parent_instance;

  GtkWidget   *box;
  GtkDropDown *queries;
  GtkLabel    *caption;
  LfPlanDiff  *diff;

  LfCompare   *compare;        /* has the plans that @plans leads to */
  GArray      *plans;          /* of LfPlanComparison */
  guint        n_lines;        /* that are shown of the chosen one */
};

G_DEFINE_FINAL_TYPE (LfComparePlans, lf_compare_plans, GTK_TYPE_WIDGET)

static const char *
get_caption (const LfPlanComparison *comparison)
{
  if (comparison->after == NULL)
    return _("There is only one plan: nothing was changed, or it could not be asked for again.");
  if (comparison->is_changed)
    return _("Steps with − were there only before, steps with + are there only after.");
  return _("SQLite runs this query as it did before.");
}

static const LfPlanComparison *
get_chosen (LfComparePlans *self)
{
  guint position = gtk_drop_down_get_selected (self->queries);

  return self->plans != NULL && position < self->plans->len
           ? &g_array_index (self->plans, LfPlanComparison, position)
           : NULL;
}

static void
begin (LfComparePlans *self)
{
  const LfPlanComparison *chosen = get_chosen (self);

  gtk_label_set_text (self->caption, get_caption (chosen));
  lf_plan_diff_begin (self->diff, chosen);
  self->n_lines = 0;
}

static void
query_cb (LfComparePlans *self)
{
  const LfPlanComparison *chosen = get_chosen (self);

  if (chosen == NULL)
    return;

  begin (self);
  while (self->n_lines < chosen->pairs->len)
    lf_compare_plans_add_line (self);
}

static void
lf_compare_plans_dispose (GObject *object)
{
  LfComparePlans *self = LF_COMPARE_PLANS (object);

  g_clear_pointer (&self->plans, g_array_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->compare);

  G_OBJECT_CLASS (lf_compare_plans_parent_class)->dispose (object);
}

static void
lf_compare_plans_class_init (LfComparePlansClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_compare_plans_dispose;

  g_type_ensure (LF_TYPE_PLAN_DIFF);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "compareplans");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-compare-plans.ui");
  gtk_widget_class_bind_template_child (widget_class, LfComparePlans, box);
  gtk_widget_class_bind_template_child (widget_class, LfComparePlans, queries);
  gtk_widget_class_bind_template_child (widget_class, LfComparePlans, caption);
  gtk_widget_class_bind_template_child (widget_class, LfComparePlans, diff);
  gtk_widget_class_bind_template_callback (widget_class, query_cb);
}

static void
lf_compare_plans_init (LfComparePlans *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The name of an entry, and whether it is worth looking at */
static char *
describe (const LfPlanComparison *comparison)
{
  g_autofree char *sessions = lf_report_describe_plan_sessions (comparison);
  const char *change = NULL;

  if (comparison->after != NULL)
    /* Translators: the plan of a query */
    change = comparison->is_changed ? C_("plan", "changed") : C_("plan", "the same");
  if (*sessions == '\0')
    return g_strjoin (" · ", comparison->before->title, change, NULL);
  return g_strjoin (" · ", comparison->before->title, sessions, change, NULL);
}

/**
 * lf_compare_plans_count_lines:
 * @compare: what is compared
 *
 * Returns: how many lines there are to be shown of the first plan; 0 if there are no plans
 */
guint
lf_compare_plans_count_lines (LfCompare *compare)
{
  g_autoptr (GArray) plans = lf_report_compare_plans (lf_compare_get_before (compare),
                                                      lf_compare_get_after (compare));

  return plans->len > 0 ? g_array_index (plans, LfPlanComparison, 0).pairs->len : 0;
}

/**
 * lf_compare_plans_new:
 * @compare: what is compared; it has plans
 *
 * Returns: (transfer floating): its plans, the first one without its lines
 */
GtkWidget *
lf_compare_plans_new (LfCompare *compare)
{
  LfComparePlans *self = g_object_new (LF_TYPE_COMPARE_PLANS, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GArray) plans = lf_report_compare_plans (lf_compare_get_before (compare),
                                                      lf_compare_get_after (compare));

  self->compare = g_object_ref (compare);
  for (guint i = 0; i < plans->len; i++)
    gtk_string_list_take (names, describe (&g_array_index (plans, LfPlanComparison, i)));
  gtk_drop_down_set_model (self->queries, G_LIST_MODEL (names));
  self->plans = g_steal_pointer (&plans);
  begin (self);
  return GTK_WIDGET (self);
}

/**
 * lf_compare_plans_add_line:
 * @self: plans
 *
 * Shows the next line of the plan that is chosen, if there is another one.
 */
void
lf_compare_plans_add_line (LfComparePlans *self)
{
  const LfPlanComparison *chosen = get_chosen (self);

  if (chosen != NULL && self->n_lines < chosen->pairs->len)
    lf_plan_diff_add_line (self->diff,
                           &g_array_index (chosen->pairs, LfPlanPair, self->n_lines++));
}
