/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-opening.h"

G_BEGIN_DECLS

/**
 * LfMainWindow:
 *
 * The window with the session list of one catalog.
 */
#define LF_TYPE_MAIN_WINDOW (lf_main_window_get_type ())
G_DECLARE_FINAL_TYPE (LfMainWindow, lf_main_window, LF, MAIN_WINDOW, GtkApplicationWindow)

LfMainWindow *lf_main_window_new       (GtkApplication *application);
void          lf_main_window_open      (LfMainWindow   *self,
                                        const char     *path);
void          lf_main_window_take      (LfMainWindow   *self,
                                        LfOpening      *opening);
void          lf_main_window_open_demo (LfMainWindow   *self);
void          lf_main_window_present   (LfMainWindow   *self);
void          lf_main_window_quit      (LfMainWindow   *self);
void          lf_main_window_stop      (LfMainWindow   *self);

G_END_DECLS
