/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-error-page.h"
#include "app/lf-health.h"
#include "app/lf-live.h"
#include "app/lf-loading-page.h"
#include "app/lf-main-window.h"
#include "app/lf-question.h"
#include "app/lf-session-actions.h"
#include "catalog/lf-catalog.h"

G_BEGIN_DECLS

/* What the window and its actions share */
struct _LfMainWindow
{
  GtkApplicationWindow  parent_instance;

  GtkMenuButton        *open_button;
  GtkMenuButton        *menu_button;
  GMenuModel           *main_menu;
  GtkLabel             *title;
  GtkLabel             *subtitle;
  GtkStack             *stack;
  LfLoadingPage        *loading_page;
  LfErrorPage          *error_page;
  GtkButton            *maintenance_button;
  GtkLabel             *maintenance_count;
  LfHealthBanner       *health_banner;
  LfSessionBrowser     *browser;

  GSettings            *settings;
  LfCatalog            *catalog;        /* what the list shows; NULL for none */
  GCancellable         *cancellable;    /* of what is being opened */
  LfLive               *live;           /* what keeps that up to date */
  char                 *opening_path;
  char                 *demo_path;      /* of the demonstration catalog, once it was asked for */
  LfSessionActions     *actions;
  LfHealth             *health;
  guint                 loading_source;
  LfQuestion           *question;       /* whether a repair is to be cancelled, if it is asked */
  gboolean              is_sure;        /* it need not be asked */
  guint                 present_source; /* not on the screen yet, for it waits for a list */
  gboolean              painted;
};

void lf_main_window_go_back         (LfMainWindow   *self);
void lf_main_window_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
