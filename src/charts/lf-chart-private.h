/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "charts/lf-chart.h"

G_BEGIN_DECLS

/* What lf-chart.c, lf-chart-drawing.c and lf-chart-input.c share, and nobody else */
typedef struct
{
  char             *title;
  char             *empty_text;
  gboolean          activatable;

  GskRenderNode    *frame;        /* what was drawn last, NULL if it must be drawn anew */
  GskRenderNode    *marks;
  LfChartText      *empty;        /* of @empty_text, NULL before it is drawn */
  graphene_size_t   laid_out;     /* the size that it is laid out for; no width if for none */

  int               item;         /* the keyboard's; -1 for none */
  gboolean          by_keyboard;  /* it was the keyboard that went there, not a click */
  int               hovered;      /* the pointer's; -1 for none */
  graphene_point_t  pointer;      /* where it is, not mirrored */

  guint             tick_id;      /* while marks grow */
  gint64            started;      /* of the frame clock; 0 before the first frame */
  float             progress;
} LfChartPrivate;

LfChartPrivate *lf_chart_get_private         (LfChart        *self);
gboolean        lf_chart_is_mirrored         (LfChart        *self);
void            lf_chart_activate            (LfChart        *self,
                                              guint           item);

/* Drawing */
gboolean        lf_chart_lay_out_widget      (LfChart        *self);
void            lf_chart_forget_nodes        (LfChart        *self);
void            lf_chart_snapshot            (GtkWidget      *widget,
                                              GtkSnapshot    *snapshot);
void            lf_chart_real_draw_highlight (LfChart        *self,
                                              LfChartCanvas  *canvas,
                                              guint           item);
void            lf_chart_start_growing       (LfChart        *self);
void            lf_chart_stop_growing        (LfChart        *self);

/* Input */
void            lf_chart_input_class_init    (GtkWidgetClass *widget_class);
void            lf_chart_input_init          (LfChart        *self);

G_END_DECLS
