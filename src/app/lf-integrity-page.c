/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-integrity-page.h"

#include <glib/gi18n-lib.h>

#include "app/lf-finding-list.h"
#include "catalog/lf-resources.h"

struct _LfIntegrityPage
{
  LfMaintenancePage  parent_instance;

  GtkWidget         *scroller;
  GtkDropDown       *scope;
  GtkActionable     *check;
  LfFindingList     *list;
  GtkWidget         *lines_box;
  GtkLabel          *lines;
};

G_DEFINE_FINAL_TYPE (LfIntegrityPage, lf_integrity_page, LF_TYPE_MAINTENANCE_PAGE)

static void
show_lines (LfIntegrityPage *self,
            GPtrArray       *lines)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *line = g_utf8_make_valid (g_ptr_array_index (lines, i), -1);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  gtk_label_set_text (self->lines, text->str);
  gtk_widget_set_visible (self->lines_box, lines->len > 0);
}

static void
add_holders (LfIntegrityPage *self,
             const char      *holders)
{
  if (holders != NULL)
    lf_finding_list_add (self->list, LF_SEVERITY_INFO,
                         _("Other programs have the catalog open."), holders);
  else
    lf_finding_list_add (self->list, LF_SEVERITY_OK,
                         _("No other program has the catalog open, as far as can be seen."), NULL);
}

static void
lf_integrity_page_update (LfMaintenancePage *page,
                          LfMaintenance     *maintenance)
{
  LfIntegrityPage *self = LF_INTEGRITY_PAGE (page);
  LfCheckReport *report = lf_maintenance_get_report (maintenance);
  LfIntegrityReport *integrity = report != NULL ? report->integrity : NULL;

  lf_finding_list_clear (self->list);
  gtk_widget_set_visible (self->lines_box, FALSE);
  if (integrity == NULL)
    return;

  if (integrity->lines->len == 0)
    lf_finding_list_add (self->list, LF_SEVERITY_OK,
                         integrity->full ? _("Every page is in order, and every index agrees with "
                                             "its table.")
                                         : _("Every page is in order."),
                         integrity->full ? _("by SQLite’s full check")
                                         : _("by SQLite’s quick check"));
  lf_finding_list_add_findings (self->list, report->findings, LF_CHECK_INTEGRITY);
  if (integrity->mismatch == NULL && integrity->orphans->len == 0)
    lf_finding_list_add (self->list, LF_SEVERITY_OK,
                         _("All that rows refer to by foreign keys is there."), NULL);
  add_holders (self, lf_maintenance_get_holders (maintenance));
  show_lines (self, integrity->lines);
}

static void
scope_cb (LfIntegrityPage *self)
{
  LfCheckScope scope =
    gtk_drop_down_get_selected (self->scope) == 0 ? LF_CHECK_QUICK : LF_CHECK_FULL;

  gtk_actionable_set_action_target (self->check, "u", (guint) scope);
}

static void
lf_integrity_page_dispose (GObject *object)
{
  LfIntegrityPage *self = LF_INTEGRITY_PAGE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_integrity_page_parent_class)->dispose (object);
}

static void
lf_integrity_page_class_init (LfIntegrityPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_integrity_page_dispose;
  LF_MAINTENANCE_PAGE_CLASS (klass)->update = lf_integrity_page_update;

  g_type_ensure (LF_TYPE_FINDING_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_RESOURCE_PATH "/ui/lf-integrity-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LfIntegrityPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, LfIntegrityPage, scope);
  gtk_widget_class_bind_template_child (widget_class, LfIntegrityPage, check);
  gtk_widget_class_bind_template_child (widget_class, LfIntegrityPage, list);
  gtk_widget_class_bind_template_child (widget_class, LfIntegrityPage, lines_box);
  gtk_widget_class_bind_template_child (widget_class, LfIntegrityPage, lines);
  gtk_widget_class_bind_template_callback (widget_class, scope_cb);
}

static void
lf_integrity_page_init (LfIntegrityPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  scope_cb (self);
}
