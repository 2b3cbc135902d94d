/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-frame.h"

G_BEGIN_DECLS

/* Frames in a page: a few screens of them */
#define LF_FRAME_PAGE_LENGTH 128

/**
 * LfFramePage:
 * @number: its number
 * @requested: whether its rows are being read
 * @rows: (nullable) (element-type LfFrameRow): its rows; %NULL until they are read
 * @frames: weak: those that somebody has
 *
 * Some frames of a list, one behind the other.
 */
typedef struct
{
  guint      number;
  gboolean   requested;
  GPtrArray *rows;
  LfFrame   *frames[LF_FRAME_PAGE_LENGTH];
} LfFramePage;

/**
 * LfFramePages:
 *
 * The pages of a list of frames that are kept: those that were looked at last, and those of which
 * somebody has a frame. It belongs to one thread.
 */
typedef struct _LfFramePages LfFramePages;

LfFramePages *lf_frame_pages_new         (void);
void          lf_frame_pages_free        (LfFramePages *self);
LfFramePage  *lf_frame_pages_lookup      (LfFramePages *self,
                                          guint         number);
LfFramePage  *lf_frame_pages_find        (LfFramePages *self,
                                          guint         number);
void          lf_frame_pages_move        (LfFramePages *self,
                                          guint         first,
                                          guint         last_before,
                                          guint         last);
GPtrArray    *lf_frame_pages_forget_rows (LfFramePages *self);
guint         lf_frame_pages_count       (LfFramePages *self);
void          lf_frame_page_take_rows    (LfFramePage  *self,
                                          GPtrArray    *rows);
void          lf_frame_page_renumber     (LfFramePage  *self,
                                          GArray       *index);

G_END_DECLS
