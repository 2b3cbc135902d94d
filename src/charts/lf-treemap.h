/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "charts/lf-chart.h"

G_BEGIN_DECLS

/**
 * LfTreemapKind:
 * @LF_TREEMAP_TABLE: the rows of a table
 * @LF_TREEMAP_INDEX: an index
 * @LF_TREEMAP_FREE: nothing, which could be reclaimed
 *
 * What takes the space.
 */
typedef enum
{
  LF_TREEMAP_TABLE,
  LF_TREEMAP_INDEX,
  LF_TREEMAP_FREE,
} LfTreemapKind;

#define LF_TYPE_TREEMAP_ITEM (lf_treemap_item_get_type ())

/**
 * LfTreemapItem:
 * @label: (owned): its name; valid UTF-8 on one line
 * @group: (owned): the name of what it belongs to, such as the table of an index
 * @bytes: its size
 * @kind: what it is
 *
 * A rectangle of a treemap.
 */
typedef struct
{
  char          *label;
  char          *group;
  double         bytes;
  LfTreemapKind  kind;
} LfTreemapItem;

GType          lf_treemap_item_get_type (void) G_GNUC_CONST;
LfTreemapItem *lf_treemap_item_new      (const char          *label,
                                         const char          *group,
                                         double               bytes,
                                         LfTreemapKind        kind);
LfTreemapItem *lf_treemap_item_copy     (const LfTreemapItem *self);
void           lf_treemap_item_free     (LfTreemapItem       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfTreemapItem, lf_treemap_item_free)

#define LF_TYPE_TREEMAP (lf_treemap_get_type ())
G_DECLARE_FINAL_TYPE (LfTreemap, lf_treemap, LF, TREEMAP, LfChart)

GtkWidget *lf_treemap_new       (void);
void       lf_treemap_set_items (LfTreemap *self,
                                 GPtrArray *items);

G_END_DECLS
