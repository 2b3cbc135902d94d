/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "charts/lf-chart-canvas.h"
#include "charts/lf-chart-geometry.h"

G_BEGIN_DECLS

#define LF_TYPE_CHART (lf_chart_get_type ())
G_DECLARE_DERIVABLE_TYPE (LfChart, lf_chart, LF, CHART, GtkWidget)

/**
 * LfChartClass:
 * @animated: whether marks grow when the data changes
 * @highlight_above: whether marks would cover what marks the item that is pointed at
 * @get_n_items: how many things there are that one can point at
 * @measure: as for any widget
 * @forget_texts: the style changed: what was made with the old font is to be made anew
 * @lay_out: computes where everything is in this size; the functions below use what it found
 * @draw_frame: draws what does not move: texts, grid, axis
 * @draw_marks: draws the marks; @progress goes from 0 to 1 while they grow
 * @draw_highlight: marks the item that is pointed at; by default with a field that is its area
 * @find_item: the item at a point; -1 for none
 * @get_item_area: where an item is, and the point that is talked about
 * @move: the item that a key goes to; @from may be -1; -1 if there is none. By default the items
 *   are a list
 * @describe_item: (transfer full): an item in words, the first line its name
 * @summarize: (transfer full): the whole chart in words
 *
 * What a kind of chart is made of. Everything is computed as if the chart were read from left to
 * right. Functions are called only with items that exist, and only if there are any.
 */
struct _LfChartClass
{
  GtkWidgetClass parent_class;

  gboolean   animated;
  gboolean   highlight_above;

  guint    (*get_n_items)    (LfChart         *self);
  void     (*forget_texts)   (LfChart         *self);
  void     (*lay_out)        (LfChart         *self,
                              float            width,
                              float            height);
  void     (*draw_frame)     (LfChart         *self,
                              LfChartCanvas   *canvas);
  void     (*draw_marks)     (LfChart         *self,
                              LfChartCanvas   *canvas,
                              float            progress);
  void     (*draw_highlight) (LfChart         *self,
                              LfChartCanvas   *canvas,
                              guint            item);
  int      (*find_item)      (LfChart         *self,
                              float            x,
                              float            y);
  void     (*get_item_area)  (LfChart          *self,
                              guint             item,
                              graphene_rect_t  *area,
                              graphene_point_t *point);
  int      (*move)           (LfChart         *self,
                              int              from,
                              LfChartMove      move);
  char    *(*describe_item)  (LfChart         *self,
                              guint            item);
  char    *(*summarize)      (LfChart         *self);
};

void        lf_chart_set_title       (LfChart     *self,
                                      const char  *title);
const char *lf_chart_get_title       (LfChart     *self);
void        lf_chart_set_empty_text  (LfChart     *self,
                                      const char  *text);
const char *lf_chart_get_empty_text  (LfChart     *self);
void        lf_chart_set_activatable (LfChart     *self,
                                      gboolean     activatable);
gboolean    lf_chart_get_activatable (LfChart     *self);
guint       lf_chart_get_n_items     (LfChart     *self);
char       *lf_chart_describe_item   (LfChart     *self,
                                      guint        item);
char       *lf_chart_summarize       (LfChart     *self);
int         lf_chart_get_item        (LfChart     *self);
void        lf_chart_set_item        (LfChart     *self,
                                      int          item);
void        lf_chart_scroll_to_item  (LfChart     *self,
                                      guint        item);
char       *lf_chart_dup_readout     (LfChart     *self);
void        lf_chart_draw            (LfChart     *self,
                                      GtkSnapshot *snapshot,
                                      float        width,
                                      float        height,
                                      float        scale);

/* For kinds of charts */
void        lf_chart_changed         (LfChart     *self);
void        lf_chart_marks_changed   (LfChart     *self);

G_END_DECLS
