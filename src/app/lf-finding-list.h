/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "maintenance/lf-finding.h"

G_BEGIN_DECLS

/**
 * LfFindingList:
 *
 * What was found, in sentences. It hides itself when there is nothing to tell.
 */
#define LF_TYPE_FINDING_LIST (lf_finding_list_get_type ())
G_DECLARE_FINAL_TYPE (LfFindingList, lf_finding_list, LF, FINDING_LIST, GtkWidget)

void lf_finding_list_clear        (LfFindingList *self);
void lf_finding_list_add          (LfFindingList *self,
                                   LfSeverity     severity,
                                   const char    *message,
                                   const char    *note);
void lf_finding_list_add_findings (LfFindingList *self,
                                   GPtrArray     *findings,
                                   LfCheck        check);

G_END_DECLS
