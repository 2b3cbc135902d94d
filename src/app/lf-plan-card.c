/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-plan-card.h"

#include <glib/gi18n-lib.h>

#include "app/lf-state-icon.h"
#include "catalog/lf-format.h"
#include "catalog/lf-query.h"
#include "catalog/lf-resources.h"

struct _LfPlanCard
{
  GtkWidget     parent_instance;

  GtkWidget    *box;
  LfStateIcon  *icon;
  GtkLabel     *title;
  GtkLabel     *sessions;
  GtkListBox   *steps;
  GtkLabel     *sql;

  GPtrArray    *plans;        /* keeps @plan */
  const LfPlan *plan;
};

G_DEFINE_FINAL_TYPE (LfPlanCard, lf_plan_card, GTK_TYPE_WIDGET)

/* How far a step is moved in below the one it belongs to, in pixels */
#define INDENT 24
#define ICON_WIDTH 26
#define MAX_DEPTH 8

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          lf_query_get_sql (LF_PLAN_CARD (widget)->plan->query));
}

static void
expanded_cb (LfPlanCard *self)
{
  if (self->plan != NULL)
    gtk_label_set_text (self->sql, lf_query_get_sql (self->plan->query));
}

static void
lf_plan_card_dispose (GObject *object)
{
  LfPlanCard *self = LF_PLAN_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  self->plan = NULL;
  g_clear_pointer (&self->plans, g_ptr_array_unref);

  G_OBJECT_CLASS (lf_plan_card_parent_class)->dispose (object);
}

static void
lf_plan_card_class_init (LfPlanCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_plan_card_dispose;

  g_type_ensure (LF_TYPE_STATE_ICON);
  gtk_widget_class_install_action (widget_class, "plan.copy", NULL, copy_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "plancard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-plan-card.ui");
  gtk_widget_class_bind_template_child (widget_class, LfPlanCard, box);
  gtk_widget_class_bind_template_child (widget_class, LfPlanCard, icon);
  gtk_widget_class_bind_template_child (widget_class, LfPlanCard, title);
  gtk_widget_class_bind_template_child (widget_class, LfPlanCard, sessions);
  gtk_widget_class_bind_template_child (widget_class, LfPlanCard, steps);
  gtk_widget_class_bind_template_child (widget_class, LfPlanCard, sql);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
}

static void
lf_plan_card_init (LfPlanCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *line = lf_format_one_line (valid);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", line,
                                   "xalign", 0.0f,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_step (const LfPlanNode *node)
{
  GtkWidget *row = gtk_list_box_row_new ();
  /* A GtkBox takes forty times as long to find out how high labels that wrap are */
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 10, NULL);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  /* Steps that only hold others together are nothing to be judged */
  GtkWidget *icon = node->kind != LF_PLAN_OTHER ? lf_state_icon_new (node->severity)
                                                : gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gboolean has_words = node->words != NULL && *node->words != '\0';

  if (has_words)
    gtk_box_append (GTK_BOX (texts), make_label (node->words, NULL));
  gtk_box_append (GTK_BOX (texts), make_label (node->detail, has_words ? "detail" : "code"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_size_request (icon, ICON_WIDTH, -1);
  gtk_widget_set_margin_start (grid, INDENT * (int) MIN (node->depth, MAX_DEPTH));

  gtk_grid_attach (GTK_GRID (grid), icon, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), texts, 1, 0, 1, 1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), grid);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

/**
 * lf_plan_card_new:
 * @plans: (element-type LfPlan): plans
 * @plan: one of them
 * @same: (nullable): the plan for a typical session, if it is the same
 * @is_largest: whether @plan is for the largest session
 *
 * Returns: (transfer floating): a card of the plan, without its steps
 */
GtkWidget *
lf_plan_card_new (GPtrArray    *plans,
                  const LfPlan *plan,
                  const LfPlan *same,
                  gboolean      is_largest)
{
  LfPlanCard *self = g_object_new (LF_TYPE_PLAN_CARD, NULL);
  g_autofree char *sessions = lf_plan_card_describe_sessions (plan, same, is_largest);
  g_autofree char *label = g_strdup_printf ("%s %s", plan->title, sessions);

  self->plans = g_ptr_array_ref (plans);
  self->plan = plan;
  lf_state_icon_set (self->icon, lf_plan_get_severity ((LfPlan *) plan));
  gtk_label_set_text (self->title, plan->title);
  gtk_label_set_text (self->sessions, sessions);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->steps), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Steps"), -1);
  return GTK_WIDGET (self);
}

/**
 * lf_plan_card_add_step:
 * @self: a card
 * @position: a step of the plan
 *
 * Adds the next step. Each takes time to be made, so they are not made all at once.
 */
void
lf_plan_card_add_step (LfPlanCard *self,
                       guint       position)
{
  gtk_list_box_append (self->steps, make_step (g_ptr_array_index (self->plan->nodes, position)));
}

/**
 * lf_plan_card_describe_sessions:
 * @plan: a plan
 * @same: (nullable): the plan for a typical session, if it is the same
 * @is_largest: whether @plan is for the largest session
 *
 * Returns: (transfer full): which sessions it is about; empty if it is about all
 */
char *
lf_plan_card_describe_sessions (const LfPlan *plan,
                                const LfPlan *same,
                                gboolean      is_largest)
{
  g_autofree char *count = lf_format_count (plan->n_links);
  g_autofree char *other = NULL;

  if (plan->session == NULL)
    return g_strdup ("");

  if (same != NULL)
    {
      other = lf_format_count (same->n_links);
      /* Translators: the numbers of frames of two sessions */
      return g_strdup_printf (_("largest session (%s frames) and a typical one (%s)"), count,
                              other);
    }

  if (is_largest)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "largest session (%s frame)",
                                         "largest session (%s frames)", plan->n_links),
                            count);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "typical session (%s frame)",
                                       "typical session (%s frames)", plan->n_links),
                          count);
}

/**
 * lf_plan_card_is_same:
 * @plan: a plan
 * @other: another one
 *
 * Returns: whether both are of the same query and have the same steps
 */
gboolean
lf_plan_card_is_same (const LfPlan *plan,
                      const LfPlan *other)
{
  if (!g_str_equal (plan->query, other->query) || plan->nodes->len != other->nodes->len)
    return FALSE;

  for (guint i = 0; i < plan->nodes->len; i++)
    {
      const LfPlanNode *one = g_ptr_array_index (plan->nodes, i);
      const LfPlanNode *two = g_ptr_array_index (other->nodes, i);

      if (one->depth != two->depth || g_strcmp0 (one->detail, two->detail) != 0)
        return FALSE;
    }
  return TRUE;
}
