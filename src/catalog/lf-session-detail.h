/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"
#include "catalog/lf-session.h"

G_BEGIN_DECLS

/* What frames without an object, or without a filter, are listed under */
#define LF_UNKNOWN_OBJECT "UNKNOWN"
#define LF_NO_FILTER "No Filter"

/**
 * LfExposureTotal:
 * @exposure: seconds of one frame; NaN for frames without an exposure
 * @frames: how many there are
 */
typedef struct
{
  double exposure;
  guint  frames;
} LfExposureTotal;

/**
 * LfFilterDetail:
 * @filter: (nullable): the name; %NULL for frames without a filter
 * @frames: light frames, those without an exposure among them
 * @seconds: their summed exposure
 * @without_exposure: how many of @frames have no exposure
 * @exposures: (element-type LfExposureTotal): by exposure, ascending; those without one last
 */
typedef struct
{
  char   *filter;
  guint   frames;
  double  seconds;
  guint   without_exposure;
  GArray *exposures;
} LfFilterDetail;

/**
 * LfObjectDetail:
 * @object: (nullable): the name; %NULL for frames without an object
 * @frames: light frames
 * @seconds: their summed exposure
 * @filters: (element-type LfFilterDetail): by filter name, those without one last
 */
typedef struct
{
  char      *object;
  guint      frames;
  double     seconds;
  GPtrArray *filters;
} LfObjectDetail;

/**
 * LfSessionDetail:
 * @counts: frames of the catalog by type
 * @nights: imaging sessions those come from, by type
 * @n_frames: the sum of @counts
 * @n_missing: linked frames that the catalog does not have
 * @n_repeated: links to a frame that was linked already
 * @without_exposure: light frames without an exposure
 * @seconds: integration
 * @objects: (element-type LfObjectDetail): by number of frames, descending
 * @filters: (element-type LfFilterTotal): over all objects, by filter name
 * @n_queries: queries that were run for this
 * @elapsed_us: from the first query to finished objects, in microseconds
 *
 * Everything the Overview of a session shows. Reference-counted, not changed once it is loaded.
 * Times are UTC in text, as the catalog has them.
 */
typedef struct
{
  char      *id;
  char      *name;
  char      *status;
  char      *target;
  char      *target_type;
  char      *image_type;
  char      *folder;
  char      *astrobin_url;
  GStrv      social_urls;
  char      *notes;
  char      *created;
  char      *started;
  char      *completed;
  guint      counts[LF_N_FRAME_TYPES];
  guint      nights[LF_N_FRAME_TYPES];
  guint      n_frames;
  guint      n_missing;
  guint      n_repeated;
  guint      without_exposure;
  double     seconds;
  GPtrArray *objects;
  GArray    *filters;
  guint      n_queries;
  gint64     elapsed_us;
} LfSessionDetail;

LfSessionDetail *lf_session_detail_load  (LfConnection     *connection,
                                          const char       *id,
                                          GError          **error);
LfSessionDetail *lf_session_detail_ref   (LfSessionDetail  *self);
void             lf_session_detail_unref (LfSessionDetail  *self);
gboolean         lf_session_detail_is_same (const LfSessionDetail *self,
                                            const LfSessionDetail *other);
gboolean         lf_session_exists       (LfConnection     *connection,
                                          const char       *id,
                                          gboolean         *exists,
                                          GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfSessionDetail, lf_session_detail_unref)

G_END_DECLS
