/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-findings-page.h"

#include "app/lf-finding-list.h"

struct _LfFindingsPage
{
  LfMaintenancePage  parent_instance;

  GtkWidget         *scroller;
  LfFindingList     *list;
  LfCheck            check;
};

G_DEFINE_FINAL_TYPE (LfFindingsPage, lf_findings_page, LF_TYPE_MAINTENANCE_PAGE)

static void
lf_findings_page_update (LfMaintenancePage *page,
                         LfMaintenance     *maintenance)
{
  LfFindingsPage *self = LF_FINDINGS_PAGE (page);
  LfCheckReport *report = lf_maintenance_get_report (maintenance);

  lf_finding_list_fill (self->list, report != NULL ? report->findings : NULL, self->check);
}

static void
lf_findings_page_dispose (GObject *object)
{
  LfFindingsPage *self = LF_FINDINGS_PAGE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (lf_findings_page_parent_class)->dispose (object);
}

static void
lf_findings_page_class_init (LfFindingsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_findings_page_dispose;
  LF_MAINTENANCE_PAGE_CLASS (klass)->update = lf_findings_page_update;
}

static void
lf_findings_page_init (LfFindingsPage *self)
{
  self->list = g_object_new (LF_TYPE_FINDING_LIST, "valign", GTK_ALIGN_START, NULL);
  self->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                                 "hscrollbar-policy", GTK_POLICY_NEVER,
                                 "child", self->list,
                                 NULL);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * lf_findings_page_new:
 * @check: a check
 *
 * Returns: (transfer floating): a page that says what it found
 */
GtkWidget *
lf_findings_page_new (LfCheck check)
{
  LfFindingsPage *self = g_object_new (LF_TYPE_FINDINGS_PAGE, NULL);

  self->check = check;
  return GTK_WIDGET (self);
}
