/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "catalog/lf-connection.h"
#include "catalog/lf-session.h"

G_BEGIN_DECLS

const char *lf_text_get_frame_type   (LfFrameType           type);
const char *lf_text_get_frame_letter (LfFrameType           type);
const char *lf_text_get_status       (LfStatus              status,
                                      const char           *word);
const char *lf_text_get_status_class (LfStatus              status);
const char *lf_text_get_filter       (const char           *filter);
char       *lf_text_catalog          (const char           *place,
                                      const guint64        *n_frames,
                                      gboolean              wal,
                                      LfLayout              layout);
char       *lf_text_session_count    (guint                 n_shown,
                                      guint                 n_all);
char       *lf_text_frames           (LfSession            *session);
char       *lf_text_frames_long      (LfSession            *session);
char       *lf_text_filters          (const LfFilterTotal  *filters,
                                      guint                 n_filters,
                                      double                seconds);
char       *lf_text_filters_long     (const LfFilterTotal  *filters,
                                      guint                 n_filters);

G_END_DECLS
