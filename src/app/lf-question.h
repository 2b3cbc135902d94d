/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LfQuestion:
 *
 * A window that asks before something is done that should not be done by mistake. `confirmed` is
 * emitted if it is to be done; the window closes either way.
 */
#define LF_TYPE_QUESTION (lf_question_get_type ())
G_DECLARE_FINAL_TYPE (LfQuestion, lf_question, LF, QUESTION, GtkWindow)

LfQuestion *lf_question_new (GtkWindow  *parent,
                             const char *title,
                             const char *text,
                             const char *refuse,
                             const char *confirm);

G_END_DECLS
