/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-plan-diff.h"

#include <glib/gi18n-lib.h>

#include "app/lf-plan-step.h"
#include "catalog/lf-plural.h"
#include "maintenance/lf-report-words.h"

/* One of the two plans. Its widgets are children of the whole, in this order: so steps of the two
 * can be put in one line, and still one plan is read out after the other. */
typedef struct
{
  GtkWidget *card;
  GtkWidget *head;
  GPtrArray *steps;        /* of GtkWidget, NULL where only the other plan has a step */
} Side;

struct _LfPlanDiff
{
  GtkWidget parent_instance;

  Side      before;
  Side      after;
  gboolean  has_after;
  gboolean  is_beside;     /* as it was placed last */
};

G_DEFINE_FINAL_TYPE (LfPlanDiff, lf_plan_diff, GTK_TYPE_WIDGET)

/* In pixels */
#define PADDING 18
#define HEAD_GAP 8
#define STEP_GAP 4
#define CARD_GAP 14
#define LEAST_WIDTH 330        /* of a card beside another one */

static int
measure_height (GtkWidget *widget,
                int        width)
{
  int height = 0;

  if (widget != NULL)
    gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

static void
put (GtkWidget *self,
     GtkWidget *child,
     int        x,
     int        y,
     int        width,
     int        height)
{
  gboolean mirrored = gtk_widget_get_direction (self) == GTK_TEXT_DIR_RTL;

  if (child != NULL)
    gtk_widget_size_allocate (
      child,
      &(GtkAllocation) { mirrored ? gtk_widget_get_width (self) - x - width : x, y, width, height },
      -1);
}

/* Both plans step by step. @x are where their cards begin; the second is NULL for none. Allocates
 * if told to. Returns the height. */
static int
place_sides (LfPlanDiff *self,
             Side      **sides,
             const int  *x,
             guint       n_sides,
             int         y,
             int         width,
             gboolean    allocate)
{
  int inner = width - 2 * PADDING;
  int top = y;
  int heads = 0;

  for (guint i = 0; i < n_sides; i++)
    heads = MAX (heads, measure_height (sides[i]->head, inner));
  y += PADDING;
  for (guint i = 0; allocate && i < n_sides; i++)
    put (GTK_WIDGET (self), sides[i]->head, x[i] + PADDING, y, inner, heads);
  y += heads + HEAD_GAP;

  for (guint i = 0; i < sides[0]->steps->len; i++)
    {
      int height = 0;

      for (guint j = 0; j < n_sides; j++)
        height = MAX (height, measure_height (g_ptr_array_index (sides[j]->steps, i), inner));
      for (guint j = 0; allocate && j < n_sides; j++)
        put (GTK_WIDGET (self), g_ptr_array_index (sides[j]->steps, i), x[j] + PADDING, y, inner,
             height);
      y += height > 0 ? height + STEP_GAP : 0;
    }

  y += PADDING - STEP_GAP;
  for (guint i = 0; allocate && i < n_sides; i++)
    put (GTK_WIDGET (self), sides[i]->card, x[i], top, width, y - top);
  return y - top;
}

static gboolean
fits_beside (LfPlanDiff *self,
             int         width)
{
  return self->has_after && width >= 2 * LEAST_WIDTH + CARD_GAP;
}

static int
place (LfPlanDiff *self,
       int         width,
       gboolean    allocate)
{
  Side *sides[] = { &self->before, &self->after };
  int height;

  if (fits_beside (self, width))
    {
      int card_width = (width - CARD_GAP) / 2;
      const int x[] = { 0, width - card_width };

      return place_sides (self, sides, x, G_N_ELEMENTS (sides), 0, card_width, allocate);
    }

  height = place_sides (self, &sides[0], (const int[]) { 0 }, 1, 0, width, allocate);
  if (self->has_after)
    height += CARD_GAP + place_sides (self, &sides[1], (const int[]) { 0 }, 1, height + CARD_GAP,
                                      width, allocate);
  return height;
}

static GtkSizeRequestMode
lf_plan_diff_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
get_least_width (GtkWidget *widget)
{
  int least = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_least;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_least, NULL, NULL, NULL);
      least = MAX (least, child_least);
    }
  return least + 2 * PADDING;
}

static void
lf_plan_diff_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  LfPlanDiff *self = LF_PLAN_DIFF (widget);
  int least = get_least_width (widget);

  *minimum = least;
  *natural = MAX (least, 2 * LEAST_WIDTH + CARD_GAP);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural =
      self->before.head != NULL ? place (self, MAX (for_size >= 0 ? for_size : *natural, least),
                                         FALSE)
                                : 0;
}

static void
lf_plan_diff_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  LfPlanDiff *self = LF_PLAN_DIFF (widget);

  if (self->before.head == NULL)
    return;

  self->is_beside = fits_beside (self, width);
  place (self, width, TRUE);
}

static void
clear (LfPlanDiff *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->before.steps, 0);
  g_ptr_array_set_size (self->after.steps, 0);
  self->before.card = self->before.head = NULL;
  self->after.card = self->after.head = NULL;
  while ((child = gtk_widget_get_last_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
lf_plan_diff_dispose (GObject *object)
{
  clear (LF_PLAN_DIFF (object));

  G_OBJECT_CLASS (lf_plan_diff_parent_class)->dispose (object);
}

static void
lf_plan_diff_finalize (GObject *object)
{
  LfPlanDiff *self = LF_PLAN_DIFF (object);

  g_ptr_array_unref (self->before.steps);
  g_ptr_array_unref (self->after.steps);

  G_OBJECT_CLASS (lf_plan_diff_parent_class)->finalize (object);
}

static void
lf_plan_diff_class_init (LfPlanDiffClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lf_plan_diff_dispose;
  object_class->finalize = lf_plan_diff_finalize;
  widget_class->get_request_mode = lf_plan_diff_get_request_mode;
  widget_class->measure = lf_plan_diff_measure;
  widget_class->size_allocate = lf_plan_diff_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "plandiff");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lf_plan_diff_init (LfPlanDiff *self)
{
  self->before.steps = g_ptr_array_new ();
  self->after.steps = g_ptr_array_new ();
}

static GtkWidget *
make_head (const char   *title,
           const LfPlan *plan)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *heading = gtk_label_new (title);
  g_autofree char *session = NULL;
  GtkWidget *caption;

  if (plan != NULL && plan->session != NULL)
    session = lf_report_describe_count (plan->n_links, LF_PLURAL ("session of %s frame",
                                                                  "session of %s frames"));
  caption = g_object_new (GTK_TYPE_LABEL,
                          "label", session,
                          "xalign", 0.0f,
                          "ellipsize", PANGO_ELLIPSIZE_END,
                          "valign", GTK_ALIGN_BASELINE,
                          NULL);
  gtk_widget_set_valign (heading, GTK_ALIGN_BASELINE);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (caption, "caption");
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), caption);
  return box;
}

static void
begin_side (LfPlanDiff   *self,
            Side         *side,
            const LfPlan *plan,
            const char   *title)
{
  side->card = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             NULL);
  side->head = make_head (title, plan);
  gtk_widget_add_css_class (side->card, "card");
  gtk_widget_set_parent (side->card, GTK_WIDGET (self));
  gtk_widget_set_parent (side->head, GTK_WIDGET (self));
}

/**
 * lf_plan_diff_begin:
 * @self: a widget
 * @comparison: a query's plan before and after; it is not needed any more afterwards
 *
 * Shows cards for a query's plan before and after, or the one that there is, without their steps.
 */
void
lf_plan_diff_begin (LfPlanDiff             *self,
                    const LfPlanComparison *comparison)
{
  clear (self);
  self->has_after = comparison->after != NULL;
  begin_side (self, &self->before, comparison->before,
              self->has_after ? _("Plan before") : _("Plan"));
  if (self->has_after)
    begin_side (self, &self->after, comparison->after, _("Plan after"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  comparison->before->title, -1);
}

static void
add_step (LfPlanDiff       *self,
          Side             *side,
          const LfPlanNode *node,
          LfPlanFate        fate,
          GtkWidget        *next)
{
  GtkWidget *step = node != NULL ? lf_plan_step_new (node, fate) : NULL;

  if (step != NULL)
    gtk_widget_insert_before (step, GTK_WIDGET (self), next);
  g_ptr_array_add (side->steps, step);
}

/**
 * lf_plan_diff_add_line:
 * @self: a widget
 * @pair: the next steps of the plans; they are not needed any more afterwards
 *
 * Adds the steps that stand in one line.
 */
void
lf_plan_diff_add_line (LfPlanDiff       *self,
                       const LfPlanPair *pair)
{
  add_step (self, &self->before, pair->before, pair->is_changed ? LF_PLAN_REMOVED : LF_PLAN_SAME,
            self->after.card);
  if (self->has_after)
    add_step (self, &self->after, pair->after, pair->is_changed ? LF_PLAN_ADDED : LF_PLAN_SAME,
              NULL);
}

/**
 * lf_plan_diff_is_beside:
 * @self: a widget
 *
 * Returns: whether the plans stand beside each other
 */
gboolean
lf_plan_diff_is_beside (LfPlanDiff *self)
{
  return self->is_beside;
}
