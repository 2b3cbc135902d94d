/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-plan-step.h"

#include <glib/gi18n-lib.h>

#include "app/lf-state-icon.h"
#include "catalog/lf-format.h"

/* How far a step is moved in below the one it belongs to, in pixels */
#define INDENT 18
#define MAX_DEPTH 6

/* A width in characters that its words have at least */
#define LEAST_CHARS 12

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  g_autofree char *line = lf_format_plain (text);
  g_autoptr (PangoAttrList) no_hyphens = pango_attr_list_new ();
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", line,
                                   "xalign", 0.0f,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "width-chars", LEAST_CHARS,
                                   NULL);

  /* Names of tables and indexes have none */
  pango_attr_list_insert (no_hyphens, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), no_hyphens);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Never by colour alone */
static GtkWidget *
make_sign (LfPlanFate fate)
{
  static const char *const icons[] = { NULL, "list-remove-symbolic", "list-add-symbolic" };
  GtkWidget *sign = gtk_image_new_from_icon_name (icons[fate]);
  const char *name = fate == LF_PLAN_REMOVED ? _("only before") : _("only after");

  gtk_image_set_pixel_size (GTK_IMAGE (sign), 12);
  gtk_widget_set_size_request (sign, 16, -1);
  gtk_widget_set_valign (sign, GTK_ALIGN_START);
  gtk_widget_add_css_class (sign, "sign");
  if (fate != LF_PLAN_SAME)
    {
      gtk_widget_set_tooltip_text (sign, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (sign), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
    }
  return sign;
}

/**
 * lf_plan_step_new:
 * @node: a step of a plan; it is not needed any more afterwards
 * @fate: what became of it
 *
 * Returns: (transfer floating): the step in plain words and in SQLite's own, and a sign where it
 *   does more than it should
 */
GtkWidget *
lf_plan_step_new (const LfPlanNode *node,
                  LfPlanFate        fate)
{
  static const char *const classes[] = { "same", "removed", "added" };
  gboolean has_words = node->words != NULL && *node->words != '\0';
  /* A GtkBox takes forty times as long to find out how high labels that wrap are */
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 8, NULL);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  if (has_words)
    gtk_box_append (GTK_BOX (texts), make_label (node->words, NULL));
  gtk_box_append (GTK_BOX (texts), make_label (node->detail, has_words ? "detail" : "code"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (texts, INDENT * (int) MIN (node->depth, MAX_DEPTH));

  gtk_widget_add_css_class (grid, "plan-step");
  gtk_widget_add_css_class (grid, classes[fate]);
  gtk_grid_attach (GTK_GRID (grid), make_sign (fate), 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), texts, 1, 0, 1, 1);
  if (node->severity >= LF_SEVERITY_WARNING)
    {
      GtkWidget *icon = lf_state_icon_new (node->severity);
      const char *name = _("does more work than it should");

      gtk_widget_set_valign (icon, GTK_ALIGN_START);
      gtk_widget_set_tooltip_text (icon, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      gtk_grid_attach (GTK_GRID (grid), icon, 2, 0, 1, 1);
    }
  return grid;
}
