/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-treemap.h"

#include <math.h>

#include "charts/lf-chart-format.h"

G_DEFINE_BOXED_TYPE (LfTreemapItem, lf_treemap_item, lf_treemap_item_copy, lf_treemap_item_free)

/**
 * lf_treemap_item_new:
 * @label: its name
 * @group: (nullable): the name of what it belongs to, such as the table of an index; %NULL if it
 *   stands for itself
 * @bytes: its size; less than 0 and NaN count as 0
 * @kind: what it is
 *
 * Returns: (transfer full): an item
 */
LfTreemapItem *
lf_treemap_item_new (const char    *label,
                     const char    *group,
                     double         bytes,
                     LfTreemapKind  kind)
{
  LfTreemapItem *self = g_new0 (LfTreemapItem, 1);

  self->label = lf_chart_one_line (label);
  self->group = lf_chart_one_line (group != NULL ? group : label);
  self->bytes = isfinite (bytes) && bytes > 0 ? bytes : 0;
  self->kind = kind;
  return self;
}

/**
 * lf_treemap_item_copy:
 * @self: an item
 *
 * Returns: (transfer full): one like it
 */
LfTreemapItem *
lf_treemap_item_copy (const LfTreemapItem *self)
{
  LfTreemapItem *copy = g_memdup2 (self, sizeof *self);

  copy->label = g_strdup (self->label);
  copy->group = g_strdup (self->group);
  return copy;
}

/**
 * lf_treemap_item_free:
 * @self: (transfer full): an item
 */
void
lf_treemap_item_free (LfTreemapItem *self)
{
  g_free (self->label);
  g_free (self->group);
  g_free (self);
}
