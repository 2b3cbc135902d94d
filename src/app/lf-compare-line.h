/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-compare.h"

G_BEGIN_DECLS

/**
 * LfCompareLine:
 * @state: how what it is about is
 * @has_state: whether @state is shown
 * @text: what it says
 * @detail: (nullable): more about it
 * @figure: (nullable): a figure
 * @pill: (nullable): what became of it, in a word
 * @tone: what is to be thought of @pill
 *
 * A line of one of the lists of a comparison.
 */
typedef struct
{
  LfSeverity  state;
  gboolean    has_state;
  char       *text;
  char       *detail;
  char       *figure;
  char       *pill;
  LfSeverity  tone;
} LfCompareLine;

GPtrArray *lf_compare_lines_list_findings (LfCompare           *compare);
GPtrArray *lf_compare_lines_list_changes  (LfCompare           *compare);
GPtrArray *lf_compare_lines_list_steps    (LfCompare           *compare);
GPtrArray *lf_compare_lines_list_files    (LfCompare           *compare);
void       lf_compare_line_free           (LfCompareLine       *self);
GtkWidget *lf_compare_line_make           (const LfCompareLine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfCompareLine, lf_compare_line_free)

G_END_DECLS
