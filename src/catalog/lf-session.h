/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "catalog/lf-calibration.h"

G_BEGIN_DECLS

/**
 * LfFrameType:
 *
 * What a frame was taken for; everything that is none of the four is %LF_FRAME_OTHER.
 */
typedef enum
{
  LF_FRAME_LIGHT,
  LF_FRAME_DARK,
  LF_FRAME_FLAT,
  LF_FRAME_BIAS,
  LF_FRAME_OTHER,
} LfFrameType;

#define LF_N_FRAME_TYPES 5

/**
 * LfStatus:
 *
 * How far a processing session is. %LF_STATUS_UNKNOWN is any text that the cataloger does not use.
 */
typedef enum
{
  LF_STATUS_NOT_STARTED,
  LF_STATUS_IN_PROGRESS,
  LF_STATUS_COMPLETE,
  LF_STATUS_UNKNOWN,
} LfStatus;

/**
 * LfFilterTotal:
 * @filter: (nullable): the name; %NULL for frames without a filter
 * @frames: light frames, those without an exposure among them
 * @seconds: their summed exposure
 * @without_exposure: how many of @frames have no exposure
 */
typedef struct
{
  char  *filter;
  guint  frames;
  double seconds;
  guint  without_exposure;
} LfFilterTotal;

LfFrameType lf_frame_type_from_text (const char *text);
LfStatus    lf_status_from_text     (const char *text);
const char *lf_status_get_title     (LfStatus    status);

#define LF_TYPE_SESSION (lf_session_get_type ())
G_DECLARE_FINAL_TYPE (LfSession, lf_session, LF, SESSION, GObject)

/**
 * LfSessionRow:
 *
 * What makes a session of the list. lf_session_new() takes the texts and @objects over; @status is
 * the catalog's own word.
 */
typedef struct
{
  char  *id;
  char  *name;
  char  *status;
  GStrv  objects;
  char  *target;
  char  *notes;
  char  *created;
  guint  counts[LF_N_FRAME_TYPES];
} LfSessionRow;

LfSession           *lf_session_new             (LfSessionRow  *row);
const char          *lf_session_get_id          (LfSession     *self);
const char          *lf_session_get_name        (LfSession     *self);
const char          *lf_session_get_sort_key    (LfSession     *self);
const char          *lf_session_get_status_text (LfSession     *self);
LfStatus             lf_session_get_status      (LfSession     *self);
const char *const   *lf_session_get_objects     (LfSession     *self);
char                *lf_session_dup_objects_text (LfSession    *self);
const char          *lf_session_get_target      (LfSession     *self);
const char          *lf_session_get_notes       (LfSession     *self);
const char          *lf_session_get_created     (LfSession     *self);
guint                lf_session_get_count       (LfSession     *self,
                                                 LfFrameType    type);
guint                lf_session_get_n_frames    (LfSession     *self);
gboolean             lf_session_has_object      (LfSession     *self,
                                                 const char    *object);
gboolean             lf_session_matches         (LfSession     *self,
                                                 const char    *needle);
gboolean             lf_session_has_integration (LfSession     *self);
double               lf_session_get_seconds     (LfSession     *self);
const LfFilterTotal *lf_session_get_filters     (LfSession     *self,
                                                 guint         *n_filters);
void                 lf_session_set_filters     (LfSession     *self,
                                                 GArray        *filters);
gboolean             lf_session_has_calibration (LfSession     *self);
const LfCalibrationSummary *
                     lf_session_get_calibration (LfSession     *self);
void                 lf_session_set_calibration (LfSession     *self,
                                                 const LfCalibrationSummary *summary);
gboolean             lf_session_update          (LfSession     *self,
                                                 LfSession     *read);
char                *lf_search_fold             (const char    *text);

void                 lf_filter_total_clear      (LfFilterTotal *self);

G_END_DECLS
