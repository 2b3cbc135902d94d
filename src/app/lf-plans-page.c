/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-plans-page.h"

#include <glib/gi18n-lib.h>

#include "app/lf-card-box.h"
#include "app/lf-check-text.h"
#include "app/lf-plan-card.h"
#include "catalog/lf-resources.h"

struct _LfPlansPage
{
  LfMaintenancePage  parent_instance;

  GtkWidget         *scroller;
  LfCardBox         *cards;
  GtkWidget         *no_sessions;
};

G_DEFINE_FINAL_TYPE (LfPlansPage, lf_plans_page, LF_TYPE_MAINTENANCE_PAGE)

/* A card to be: a plan, or the title over those that follow */
typedef struct
{
  const LfPlan *plan;
  const LfPlan *same;
  gboolean      is_largest;
  const char   *title;
  guint         position;
} Card;

typedef struct
{
  GPtrArray *plans;        /* keeps what the cards are made from */
  GArray    *cards;
  guint      n_made;
  GtkWidget *current;      /* the card that is being filled */
  guint      n_steps;      /* that it has */
} Cards;

static void
cards_free (Cards *cards)
{
  g_ptr_array_unref (cards->plans);
  g_array_unref (cards->cards);
  g_free (cards);
}

static GtkWidget *
make_title (const char *title)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "section");
  return label;
}

/* A card, then its steps one by one */
static GtkWidget *
make_part (guint    position,
           gpointer data)
{
  Cards *cards = data;
  const Card *card = &g_array_index (cards->cards, Card, cards->n_made);

  if (card->title != NULL)
    {
      cards->n_made++;
      return make_title (card->title);
    }

  if (cards->current == NULL)
    {
      cards->current = lf_plan_card_new (cards->plans, card->plan, card->same, card->is_largest);
      return cards->current;
    }

  if (cards->n_steps < card->plan->nodes->len)
    lf_plan_card_add_step (LF_PLAN_CARD (cards->current), cards->n_steps++);
  if (cards->n_steps == card->plan->nodes->len)
    {
      cards->current = NULL;
      cards->n_steps = 0;
      cards->n_made++;
    }
  return NULL;
}

/* How often to call make_part() */
static guint
count_parts (Cards *cards)
{
  guint n = 0;

  for (guint i = 0; i < cards->cards->len; i++)
    {
      const Card *card = &g_array_index (cards->cards, Card, i);

      n += card->title != NULL ? 1 : 1 + MAX (card->plan->nodes->len, 1);
    }
  return n;
}

/* Adds the cards of the queries that are asked today, or of those of the old script. The plans of a
 * query follow each other, that of the largest session first. */
static void
add_cards (Cards    *cards,
           gboolean  old)
{
  const LfPlan *previous = NULL;

  for (guint i = 0; i < cards->plans->len; i++)
    {
      const LfPlan *plan = g_ptr_array_index (cards->plans, i);
      gboolean is_first = previous == NULL || !g_str_equal (previous->query, plan->query);
      gboolean is_bad = lf_plan_get_severity ((LfPlan *) plan) >= LF_SEVERITY_WARNING;
      Card card = { .plan = plan, .is_largest = is_first, .position = is_bad ? i
                                                                         : cards->plans->len + i };

      previous = plan;
      if (lf_check_text_is_old (plan->query) != old)
        continue;

      if (is_first || !lf_plan_card_is_same (g_ptr_array_index (cards->plans, i - 1), plan))
        g_array_append_val (cards->cards, card);
      else
        g_array_index (cards->cards, Card, cards->cards->len - 1).same = plan;
    }
}

/* What does more than it should comes first, else all stays as it is */
static int
compare_cards (gconstpointer a,
               gconstpointer b)
{
  const Card *one = a;
  const Card *two = b;

  return (int) one->position - (int) two->position;
}

static Cards *
list_cards (GPtrArray *plans)
{
  Cards *cards = g_new0 (Cards, 1);
  Card title = { .title = _("Queries of the old script, for comparison") };
  guint n;

  cards->plans = g_ptr_array_ref (plans);
  cards->cards = g_array_new (FALSE, FALSE, sizeof (Card));
  add_cards (cards, FALSE);
  n = cards->cards->len;
  g_array_sort (cards->cards, compare_cards);
  g_array_append_val (cards->cards, title);
  add_cards (cards, TRUE);
  if (cards->cards->len == n + 1)
    g_array_set_size (cards->cards, n);
  return cards;
}

/* All that the cards would say */
static char *
describe (GPtrArray *plans)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < plans->len; i++)
    {
      const LfPlan *plan = g_ptr_array_index (plans, i);

      g_string_append_printf (text, "%s\t%s\t%u\n", plan->query,
                              plan->session != NULL ? plan->session : "", plan->n_links);
      for (guint j = 0; j < plan->nodes->len; j++)
        {
          const LfPlanNode *node = g_ptr_array_index (plan->nodes, j);

          g_string_append_printf (text, "%u %s\t%s\n", node->depth, node->detail, node->words);
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
lf_plans_page_update (LfMaintenancePage *page,
                      LfMaintenance     *maintenance)
{
  LfPlansPage *self = LF_PLANS_PAGE (page);
  LfCheckReport *report = lf_maintenance_get_report (maintenance);
  GPtrArray *plans = report != NULL ? report->plans : NULL;
  g_autofree char *signature = NULL;
  Cards *cards;

  gtk_widget_set_visible (GTK_WIDGET (self->cards), plans != NULL && plans->len > 0);
  gtk_widget_set_visible (self->no_sessions, plans != NULL && plans->len == 0);
  if (plans == NULL)
    return;

  signature = describe (plans);
  cards = list_cards (plans);
  lf_card_box_fill (self->cards, signature, count_parts (cards), make_part, cards,
                    (GDestroyNotify) cards_free);
}

static void
lf_plans_page_dispose (GObject *object)
{
  LfPlansPage *self = LF_PLANS_PAGE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_plans_page_parent_class)->dispose (object);
}

static void
lf_plans_page_class_init (LfPlansPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_plans_page_dispose;
  LF_MAINTENANCE_PAGE_CLASS (klass)->update = lf_plans_page_update;

  g_type_ensure (LF_TYPE_CARD_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-plans-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LfPlansPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, LfPlansPage, cards);
  gtk_widget_class_bind_template_child (widget_class, LfPlansPage, no_sessions);
}

static void
lf_plans_page_init (LfPlansPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
