/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-compare-parts.h"

#include <glib/gi18n-lib.h>

#include "app/lf-check-text.h"
#include "app/lf-compare-line.h"
#include "app/lf-compare-list.h"
#include "app/lf-compare-plans.h"
#include "app/lf-compare-rows.h"
#include "app/lf-compare-sizes.h"
#include "app/lf-compare-timings.h"
#include "app/lf-data-table.h"
#include "catalog/lf-plural.h"
#include "maintenance/lf-report-words.h"

typedef enum
{
  PART_TIMINGS,
  PART_PLANS,
  PART_PLAN_LINE,       /* of the plan that is shown first */
  PART_SIZES,
  PART_DATA,
  PART_LIST,
  PART_LIST_LINE,
} PartKind;

typedef struct
{
  PartKind       kind;
  const char    *heading;       /* of a list */
  char          *caption;       /* of a list, or NULL */
  LfCompareLine *line;
} Part;

struct _LfCompareParts
{
  LfCompare      *compare;
  GArray         *parts;        /* of Part */

  /* What was made last, whose parts follow */
  LfCompareList  *list;
  LfComparePlans *plans;
};

static void
part_clear (Part *part)
{
  g_free (part->caption);
  g_clear_pointer (&part->line, lf_compare_line_free);
}

static void
add (LfCompareParts *self,
     PartKind        kind)
{
  Part part = { .kind = kind };

  g_array_append_val (self->parts, part);
}

/* A list and its lines; nothing if it has neither lines nor anything else to tell */
static void
add_list (LfCompareParts *self,
          const char     *heading,
          const char     *caption,
          GPtrArray      *lines)
{
  Part list = { PART_LIST, heading, g_strdup (caption), NULL };

  g_array_append_val (self->parts, list);
  g_ptr_array_set_free_func (lines, NULL);
  for (guint i = 0; i < lines->len; i++)
    {
      Part line = { .kind = PART_LIST_LINE, .line = g_ptr_array_index (lines, i) };

      g_array_append_val (self->parts, line);
    }
  g_ptr_array_unref (lines);
}

static void
add_list_if_any (LfCompareParts *self,
                 const char     *heading,
                 const char     *caption,
                 GPtrArray      *lines)
{
  if (lines->len > 0)
    add_list (self, heading, caption, lines);
  else
    g_ptr_array_unref (lines);
}

static void
add_plans (LfCompareParts *self)
{
  guint n = lf_compare_plans_count_lines (self->compare);

  if (n == 0)
    return;

  add (self, PART_PLANS);
  for (guint i = 0; i < n; i++)
    add (self, PART_PLAN_LINE);
}

static void
add_sizes (LfCompareParts *self)
{
  LfRunState *after = lf_compare_get_after (self->compare);

  if (lf_compare_get_before (self->compare)->bytes > 0 || (after != NULL && after->bytes > 0))
    add (self, PART_SIZES);
}

static char *
describe_problems (LfRunState *state)
{
  return lf_report_describe_count (lf_check_text_count_problems (state->findings),
                                   LF_PLURAL ("%s problem", "%s problems"));
}

static void
add_findings (LfCompareParts *self)
{
  LfRunState *before = lf_compare_get_before (self->compare);
  LfRunState *after = lf_compare_get_after (self->compare);
  GPtrArray *lines = lf_compare_lines_list_findings (self->compare);
  g_autofree char *had = describe_problems (before);
  g_autofree char *has = after != NULL && after->is_checked ? describe_problems (after) : NULL;
  g_autofree char *both = NULL;

  if (has != NULL)
    /* Translators: how many problems were found, such as “11 problems before, 0 problems after” */
    both = g_strdup_printf (_("%s before, %s after"), had, has);

  if (lines->len == 0 && before->is_checked)
    add_list (self, _("Findings"), _("Nothing was found that should be mended."), lines);
  else
    add_list_if_any (self, _("Findings"), both != NULL ? both : had, lines);
}

static void
add_data (LfCompareParts *self)
{
  LfRunState *after = lf_compare_get_after (self->compare);

  if (after != NULL && after->tables->len > 0 &&
      lf_compare_get_before (self->compare)->tables->len > 0)
    add (self, PART_DATA);
}

/**
 * lf_compare_parts_new:
 * @compare: what is compared
 *
 * Returns: (transfer full): its parts
 */
LfCompareParts *
lf_compare_parts_new (LfCompare *compare)
{
  LfCompareParts *self = g_new0 (LfCompareParts, 1);

  self->compare = g_object_ref (compare);
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (self->parts, (GDestroyNotify) part_clear);

  add (self, PART_TIMINGS);
  add_plans (self);
  add_sizes (self);
  add_findings (self);
  add_list_if_any (self, _("Changes"), _("What was changed, and what could not be mended"),
                   lf_compare_lines_list_changes (compare));
  add_data (self);
  add_list_if_any (self, _("Steps"), NULL, lf_compare_lines_list_steps (compare));
  add_list_if_any (self, _("Files"), NULL, lf_compare_lines_list_files (compare));
  return self;
}

/**
 * lf_compare_parts_free:
 * @self: (transfer full): parts
 *
 * Frees them; what was made of them stays.
 */
void
lf_compare_parts_free (LfCompareParts *self)
{
  g_array_unref (self->parts);
  g_object_unref (self->compare);
  g_free (self);
}

/**
 * lf_compare_parts_get_n:
 * @self: parts
 *
 * Returns: how many there are
 */
guint
lf_compare_parts_get_n (LfCompareParts *self)
{
  return self->parts->len;
}

static GtkWidget *
make_data (LfCompare *compare)
{
  g_autoptr (GPtrArray) rows = lf_compare_rows_list_data (compare);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *heading = gtk_label_new (_("Data"));
  LfDataTable *table = g_object_new (LF_TYPE_DATA_TABLE, "scrolls", FALSE, NULL);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (box), heading);

  lf_data_table_set_name (table, _("Data"));
  lf_data_table_add_column (table, LF_DATA_STATE, "");
  lf_data_table_add_column (table, LF_DATA_NAME, _("Table"));
  lf_data_table_add_column (table, LF_DATA_NUMBER, _("Rows before"));
  lf_data_table_add_column (table, LF_DATA_NUMBER, _("Rows after"));
  lf_data_table_add_column (table, LF_DATA_NOTE, _("Checksums"));
  lf_data_table_fill (table, rows);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (table));
  return box;
}

/* To lay out a line takes longer than to make it. What is found out here, while there is time, need
 * not be found out when all is laid out. */
static void
measure (gpointer card)
{
  GtkWidget *box = gtk_widget_get_parent (card);

  if (box != NULL && gtk_widget_get_width (box) > 0)
    gtk_widget_measure (card, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (box), NULL, NULL,
                        NULL, NULL);
}

/**
 * lf_compare_parts_make:
 * @position: which part; they are made in order
 * @data: (type LfCompareParts): the parts
 *
 * Makes a part, as #LfCardFunc.
 *
 * Returns: (transfer floating) (nullable): a card; %NULL if it is a line of the last one
 */
GtkWidget *
lf_compare_parts_make (guint    position,
                       gpointer data)
{
  LfCompareParts *self = data;
  const Part *part = &g_array_index (self->parts, Part, position);

  switch (part->kind)
    {
    case PART_TIMINGS:
      return lf_compare_timings_new (self->compare);
    case PART_PLANS:
      self->plans = LF_COMPARE_PLANS (lf_compare_plans_new (self->compare));
      return GTK_WIDGET (self->plans);
    case PART_PLAN_LINE:
      lf_compare_plans_add_line (self->plans);
      measure (self->plans);
      return NULL;
    case PART_SIZES:
      return lf_compare_sizes_new (self->compare);
    case PART_DATA:
      return make_data (self->compare);
    case PART_LIST:
      self->list = LF_COMPARE_LIST (lf_compare_list_new (part->heading, part->caption));
      return GTK_WIDGET (self->list);
    case PART_LIST_LINE:
    default:
      lf_compare_list_add (self->list, part->line);
      measure (self->list);
      return NULL;
    }
}
