/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-finding-list.h"

#include <glib/gi18n-lib.h>

#include "app/lf-state-icon.h"

struct _LfFindingList
{
  GtkWidget   parent_instance;

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (LfFindingList, lf_finding_list, GTK_TYPE_WIDGET)

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", text,
                                   "xalign", 0.0f,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_row (LfSeverity  severity,
          const char *message,
          const char *note)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = lf_state_icon_new (severity);

  gtk_box_append (GTK_BOX (texts), make_label (message, NULL));
  if (note != NULL)
    gtk_box_append (GTK_BOX (texts), make_label (note, "caption"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);

  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static void
lf_finding_list_dispose (GObject *object)
{
  LfFindingList *self = LF_FINDING_LIST (object);
  GtkWidget *list = GTK_WIDGET (g_steal_pointer (&self->list));

  g_clear_pointer (&list, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_finding_list_parent_class)->dispose (object);
}

static void
lf_finding_list_class_init (LfFindingListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_finding_list_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "findinglist");
}

static void
lf_finding_list_init (LfFindingList *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_show_separators (self->list, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What was found"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * lf_finding_list_clear:
 * @self: a list
 *
 * Takes all away.
 */
void
lf_finding_list_clear (LfFindingList *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * lf_finding_list_add:
 * @self: a list
 * @severity: how bad it is
 * @message: what was found, in one sentence
 * @note: (nullable): what there is to say about it
 *
 * Adds a sentence.
 */
void
lf_finding_list_add (LfFindingList *self,
                     LfSeverity     severity,
                     const char    *message,
                     const char    *note)
{
  gtk_list_box_append (self->list, make_row (severity, message, note));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/**
 * lf_finding_list_add_findings:
 * @self: a list
 * @findings: (element-type LfFinding): what was found
 * @check: which check's findings to add
 *
 * Adds what a check found, and how it is repaired.
 */
void
lf_finding_list_add_findings (LfFindingList *self,
                              GPtrArray     *findings,
                              LfCheck        check)
{
  for (guint i = 0; i < findings->len; i++)
    {
      LfFinding *finding = g_ptr_array_index (findings, i);

      if (lf_finding_get_check (finding) == check)
        lf_finding_list_add (self, lf_finding_get_severity (finding),
                             lf_finding_get_message (finding), lf_finding_get_repair (finding));
    }
}
