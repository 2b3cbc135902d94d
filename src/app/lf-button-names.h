/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gulong lf_button_names_begin (void);
void   lf_button_names_end   (gulong id);

G_END_DECLS
