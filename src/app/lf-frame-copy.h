/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"

G_BEGIN_DECLS

/**
 * LfFrameCopy:
 * @numbers: (element-type gint64): the frames, in their order
 * @names: their columns, by their names in layout 2
 * @titles: the titles of these
 *
 * Frames to be copied as text.
 */
typedef struct
{
  GArray *numbers;
  GStrv   names;
  GStrv   titles;
} LfFrameCopy;

LfFrameCopy *lf_frame_copy_new  (GArray        *numbers,
                                 GStrv          names,
                                 GStrv          titles);
void         lf_frame_copy_free (LfFrameCopy   *self);
gpointer     lf_frame_copy_run  (LfConnection  *connection,
                                 gpointer       copy,
                                 GError       **error);

G_END_DECLS
