/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-calibration-page.h"
#include "app/lf-detail-reading.h"
#include "app/lf-message-bar.h"
#include "app/lf-notes-page.h"
#include "app/lf-overview.h"
#include "app/lf-page-tabs.h"
#include "app/lf-session-window.h"
#include "app/lf-session-writer.h"
#include "app/lf-status-page.h"

G_BEGIN_DECLS

/* What the dialog and its actions share */
struct _LfSessionWindow
{
  GtkWindow     parent_instance;

  GtkLabel     *title;
  GtkLabel     *subtitle;
  GtkStack     *stack;
  GtkSpinner   *spinner;
  LfStatusPage *error_page;
  LfPageTabs   *tabs;
  GtkStack     *pages;
  LfOverview   *overview;
  LfCalibrationPage *calibration;
  LfNotesPage  *notes;
  LfMessageBar *message;
  GtkLabel     *footer;

  GSettings    *settings;
  LfCatalog    *catalog;
  GListModel   *sessions;       /* as the list shows them */
  LfSession    *session;
  LfSession    *next;           /* to be gone to if what is not saved may be lost */
  LfSessionWriter *writer;
  GtkWindow    *question;       /* weak */
  LfDetailReading *reading;
  char         *overview_footer;
  guint         spinner_source;
  gboolean      removed;        /* from the catalog, while something was not saved */
};

void lf_session_window_read            (LfSessionWindow *self);
void lf_session_window_install_actions (GtkWidgetClass  *widget_class);

G_END_DECLS
