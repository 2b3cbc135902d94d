/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "catalog/lf-session.h"

G_BEGIN_DECLS

const char *lf_palette_get_filter_color     (const char  *filter);
const char *lf_palette_get_frame_type_color (LfFrameType  type);

G_END_DECLS
