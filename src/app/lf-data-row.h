/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "maintenance/lf-finding.h"

G_BEGIN_DECLS

/**
 * LfDataRow:
 *
 * A row of an #LfDataTable: a text or a figure for each of its columns.
 */
#define LF_TYPE_DATA_ROW (lf_data_row_get_type ())
G_DECLARE_FINAL_TYPE (LfDataRow, lf_data_row, LF, DATA_ROW, GObject)

LfDataRow  *lf_data_row_new         (LfSeverity  state);
LfSeverity  lf_data_row_get_state   (LfDataRow  *self);
void        lf_data_row_add_text    (LfDataRow  *self,
                                     const char *text);
void        lf_data_row_take_text   (LfDataRow  *self,
                                     char       *text);
void        lf_data_row_add_action  (LfDataRow  *self,
                                     const char *label,
                                     const char *target);
void        lf_data_row_add_value   (LfDataRow  *self,
                                     double      value);
const char *lf_data_row_get_target  (LfDataRow  *self,
                                     guint       column);
const char *lf_data_row_get_text    (LfDataRow  *self,
                                     guint       column);
double      lf_data_row_get_value   (LfDataRow  *self,
                                     guint       column);
gboolean    lf_data_row_equal       (LfDataRow  *self,
                                     LfDataRow  *other);

G_END_DECLS
