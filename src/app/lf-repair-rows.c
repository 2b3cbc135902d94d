/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-repair-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "catalog/lf-format.h"

#define MINUTE 60
#define ID_KEY "lf-finding-id"
#define CHECK_KEY "lf-check"

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
                                   "width-chars", 20,
                                   NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_row (GtkWidget *child)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

/**
 * lf_repair_rows_describe_time:
 * @seconds: an estimate
 *
 * Returns: (transfer full): the same in words
 */
char *
lf_repair_rows_describe_time (double seconds)
{
  guint n = (guint) ceil (seconds);

  if (seconds < 1)
    return g_strdup (_("less than 1 s"));
  if (n < 2 * MINUTE)
    /* Translators: an estimate of how long something takes */
    return g_strdup_printf (_("about %u s"), n);
  return g_strdup_printf (_("about %u min"), (n + MINUTE / 2) / MINUTE);
}

/* Such as “46.8 MB · about 2 s” */
static char *
describe_cost (const LfRepairStep *step)
{
  g_autofree char *size = g_format_size (step->bytes);
  g_autofree char *time = lf_repair_rows_describe_time (step->seconds);

  return step->bytes > 0 ? g_strdup_printf ("%s · %s", size, time) : g_steal_pointer (&time);
}

/**
 * lf_repair_rows_make_step:
 * @number: which it is, from 1
 * @step: a step that will be done
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
lf_repair_rows_make_step (guint               number,
                          const LfRepairStep *step)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *which = g_strdup_printf ("%u", number);
  g_autofree char *cost = describe_cost (step);
  GtkWidget *number_label = make_label (which, "dim");
  GtkWidget *cost_label = make_label (cost, "caption");

  gtk_label_set_width_chars (GTK_LABEL (number_label), 2);
  gtk_label_set_xalign (GTK_LABEL (number_label), 1);
  gtk_widget_set_valign (number_label, GTK_ALIGN_START);
  gtk_widget_add_css_class (number_label, "numeric");
  gtk_label_set_wrap (GTK_LABEL (cost_label), FALSE);
  gtk_label_set_width_chars (GTK_LABEL (cost_label), -1);
  gtk_widget_set_valign (cost_label, GTK_ALIGN_START);
  gtk_widget_add_css_class (cost_label, "numeric");
  gtk_widget_set_hexpand (texts, TRUE);

  gtk_box_append (GTK_BOX (texts), make_label (step->title, "heading"));
  for (guint i = 0; i < step->details->len; i++)
    gtk_box_append (GTK_BOX (texts), make_label (g_ptr_array_index (step->details, i), "caption"));
  gtk_box_append (GTK_BOX (box), number_label);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), cost_label);
  return make_row (box);
}

/**
 * lf_repair_rows_is_removal:
 * @id: the id of a finding
 *
 * Returns: whether to mend it means to remove rows, which is done only if it is asked for
 */
gboolean
lf_repair_rows_is_removal (const char *id)
{
  return strstr (id, ".orphan.") != NULL;
}

/**
 * lf_repair_rows_can_choose:
 * @finding: a finding
 *
 * Returns: whether it can be chosen to be mended or not. What follows from another one goes away
 *   with that.
 */
gboolean
lf_repair_rows_can_choose (LfFinding *finding)
{
  LfCheck check = lf_finding_get_check (finding);

  return lf_finding_get_repair (finding) != NULL &&
         (check == LF_CHECK_STRUCTURE || check == LF_CHECK_INDEXES ||
          check == LF_CHECK_STATISTICS || check == LF_CHECK_SPACE);
}

/**
 * lf_repair_rows_make_finding:
 * @finding: a finding that can be mended
 * @is_wanted: whether it is to be
 *
 * Returns: (transfer floating): a row with a check box, which emits `toggled`; see
 *   lf_repair_rows_is_wanted()
 */
GtkWidget *
lf_repair_rows_make_finding (LfFinding *finding,
                             gboolean   is_wanted)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *row;

  gtk_box_append (GTK_BOX (texts), make_label (lf_finding_get_message (finding), NULL));
  gtk_box_append (GTK_BOX (texts), make_label (lf_finding_get_repair (finding), "caption"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_wanted);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), texts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lf_finding_get_message (finding), -1);

  row = make_row (check);
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data (G_OBJECT (row), CHECK_KEY, check);
  g_object_set_data_full (G_OBJECT (row), ID_KEY, g_strdup (lf_finding_get_id (finding)), g_free);
  return row;
}

/**
 * lf_repair_rows_get_id:
 * @row: a row of a finding
 *
 * Returns: (transfer none): the id of the finding
 */
const char *
lf_repair_rows_get_id (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), ID_KEY);
}

/**
 * lf_repair_rows_is_wanted:
 * @row: a row of a finding
 *
 * Returns: whether it is to be mended
 */
gboolean
lf_repair_rows_is_wanted (GtkWidget *row)
{
  return gtk_check_button_get_active (g_object_get_data (G_OBJECT (row), CHECK_KEY));
}
