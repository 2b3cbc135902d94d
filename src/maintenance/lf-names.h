/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *lf_names_show       (const char *name);
char *lf_names_join       (GPtrArray  *names);
char *lf_names_summarize  (GPtrArray  *names);
char *lf_names_underscore (const char *columns);
char *lf_names_make_id    (const char *first,
                           ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
