/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "charts/lf-chart-canvas.h"

G_BEGIN_DECLS

void lf_chart_readout_draw (LfChartCanvas         *canvas,
                            const char            *text,
                            const graphene_rect_t *item);

G_END_DECLS
