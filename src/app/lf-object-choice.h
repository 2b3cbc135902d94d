/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The drop-down of the session list that chooses an object */

void        lf_object_choice_set_up (GtkDropDown *self);
void        lf_object_choice_fill   (GtkDropDown *self,
                                     GListModel  *sessions);
void        lf_object_choice_set    (GtkDropDown *self,
                                     const char  *object);
gboolean    lf_object_choice_has    (GListModel  *sessions,
                                     const char  *object);
const char *lf_object_choice_get    (GtkDropDown *self);

G_END_DECLS
