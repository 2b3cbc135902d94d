/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"

G_BEGIN_DECLS

/**
 * LfFrameColumnGroup:
 * @LF_FRAME_COLUMNS_MAIN: the eleven that are always shown
 * @LF_FRAME_COLUMNS_QUALITY: how good a frame is
 * @LF_FRAME_COLUMNS_CONDITIONS: weather and sky
 * @LF_FRAME_COLUMNS_SENSOR: settings of the camera
 * @LF_FRAME_COLUMNS_POSITION: where the telescope pointed and stood
 * @LF_FRAME_COLUMNS_FILE: about the file and its entry in the catalog
 * @LF_FRAME_COLUMNS_OWN: what only this catalog has
 *
 * What columns are about, in the order in which they are offered.
 */
typedef enum
{
  LF_FRAME_COLUMNS_MAIN,
  LF_FRAME_COLUMNS_QUALITY,
  LF_FRAME_COLUMNS_CONDITIONS,
  LF_FRAME_COLUMNS_SENSOR,
  LF_FRAME_COLUMNS_POSITION,
  LF_FRAME_COLUMNS_FILE,
  LF_FRAME_COLUMNS_OWN,
} LfFrameColumnGroup;

/**
 * LfFrameColumn:
 * @name: its name, that of layout 2 whatever the catalog calls it
 * @title: what it is called for people: translated, or @name
 * @group: what it is about
 * @is_number: whether it makes sense to draw it over time
 *
 * A column of frames.
 */
typedef struct
{
  char               *name;
  char               *title;
  LfFrameColumnGroup  group;
  gboolean            is_number;
} LfFrameColumn;

#define LF_N_MAIN_FRAME_COLUMNS 11

GPtrArray           *lf_frame_columns_load  (LfConnection   *connection,
                                             GError        **error);
const LfFrameColumn *lf_frame_columns_find  (GPtrArray      *columns,
                                             const char     *name);
gboolean             lf_frame_columns_are_same (GPtrArray  *columns,
                                                GPtrArray  *others);
const char *const   *lf_frame_columns_list_main (void);
const char          *lf_frame_column_group_get_title (LfFrameColumnGroup group);

G_END_DECLS
