/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"
#include "catalog/lf-frame-setup.h"
#include "catalog/lf-night.h"

G_BEGIN_DECLS

/* How many days flats may be away from the lights */
#define LF_FLAT_GOOD_DAYS 30
#define LF_FLAT_ACCEPTABLE_DAYS 60
#define LF_FLAT_OLD_DAYS 90

/* Nights of a group of lights are one cluster as long as no more days lie between two of them */
#define LF_NIGHT_CLUSTER_DAYS 7

/**
 * LfCalibrationType:
 * @LF_CALIBRATION_DARK: matches by camera and exposure
 * @LF_CALIBRATION_FLAT: matches by camera, telescope and filter
 * @LF_CALIBRATION_BIAS: matches by camera
 */
typedef enum
{
  LF_CALIBRATION_DARK,
  LF_CALIBRATION_FLAT,
  LF_CALIBRATION_BIAS,
} LfCalibrationType;

#define LF_N_CALIBRATION_TYPES 3

/**
 * LfCoverage:
 * @LF_COVERAGE_GOOD: there are frames that fit; flats within %LF_FLAT_GOOD_DAYS
 * @LF_COVERAGE_ACCEPTABLE: flats within %LF_FLAT_ACCEPTABLE_DAYS
 * @LF_COVERAGE_UNKNOWN: it cannot be told: what must match, or the date of flats, is not known
 * @LF_COVERAGE_OLD: flats within %LF_FLAT_OLD_DAYS
 * @LF_COVERAGE_TOO_OLD: flats from longer ago, or from longer afterwards
 * @LF_COVERAGE_MISMATCHED: there are frames, but of another gain, offset, binning or temperature
 * @LF_COVERAGE_MISSING: there are none
 *
 * How well lights have what calibrates them, from the best to the worst.
 */
typedef enum
{
  LF_COVERAGE_GOOD,
  LF_COVERAGE_ACCEPTABLE,
  LF_COVERAGE_UNKNOWN,
  LF_COVERAGE_OLD,
  LF_COVERAGE_TOO_OLD,
  LF_COVERAGE_MISMATCHED,
  LF_COVERAGE_MISSING,
} LfCoverage;

/**
 * LfCalibrationOffer:
 * @coverage: what the lights would have with them
 * @setup: how they were taken
 * @frames: how many they are, without those that are bad or whose files are missing
 * @night: when they were taken; %LF_NIGHT_UNKNOWN if that is not known
 * @night_id: (nullable): the imaging session they are from
 * @days: how far they are from the lights, at the farthest; -1 if that is not known
 * @differing: what differs
 * @unknown: what cannot be compared
 * @ids: (element-type gint64): the frames, for lf_session_add_frames(); less than @frames if some
 *   have no id, as in a catalog that lost its primary key
 *
 * Frames of one night that the catalog has and the session has not.
 */
typedef struct
{
  LfCoverage    coverage;
  LfFrameSetup  setup;
  guint         frames;
  LfNight       night;
  char         *night_id;
  int           days;
  LfSetupField  differing;
  LfSetupField  unknown;
  GArray       *ids;
} LfCalibrationOffer;

/**
 * LfCalibrationCell:
 * @coverage: how well the lights have it
 * @frames: frames of the session that fit
 * @mismatched: frames that match but do not fit
 * @unusable: frames that would match but are bad or whose files are missing
 * @possible: frames that may match: something of theirs is not known, or something of the lights
 * @days: how far the frames are from the lights, from the night that is served worst; -1 if that is
 *   not known, or there are none
 * @differing: what differs, if @coverage is %LF_COVERAGE_MISMATCHED
 * @unknown: what cannot be compared with any of the frames that fit, or do not
 * @offer: (nullable): the best that the catalog has, if that is better than what there is; filled
 *   by lf_calibration_add_offers()
 *
 * What a group of lights has of one type. Frames match by what #LfCalibrationType says; those that
 * match fit if their gain, offset, binning and, for darks, temperature do not differ.
 */
typedef struct
{
  LfCoverage          coverage;
  guint               frames;
  guint               mismatched;
  guint               unusable;
  guint               possible;
  int                 days;
  LfSetupField        differing;
  LfSetupField        unknown;
  LfCalibrationOffer *offer;
} LfCalibrationCell;

/**
 * LfLightGroup:
 * @setup: how they were taken
 * @frames: how many lights
 * @nights: (element-type LfNight): their nights in order, each once; those that are known
 * @cells: what there is for them, by #LfCalibrationType
 *
 * Lights that were taken alike, in nights that are at most %LF_NIGHT_CLUSTER_DAYS apart from one to
 * the next.
 */
typedef struct
{
  LfFrameSetup       setup;
  guint              frames;
  GArray            *nights;
  LfCalibrationCell  cells[LF_N_CALIBRATION_TYPES];
} LfLightGroup;

/**
 * LfCalibration:
 * @groups: (element-type LfLightGroup): ordered by camera, telescope, filter, exposure and so on
 * @coverage: the worst of all cells; %LF_COVERAGE_GOOD if there are no lights
 * @has_offers: whether lf_calibration_add_offers() was called
 *
 * Which calibration frames a session's lights have. Changed by lf_calibration_add_offers() only.
 */
typedef struct
{
  GPtrArray  *groups;
  LfCoverage  coverage;
  gboolean    has_offers;
} LfCalibration;

/**
 * LfCalibrationSummary:
 * @coverage: the worst of all lights
 * @types: the worst of each #LfCalibrationType
 * @flat_days: how far flats that are old are from the lights, at the farthest; -1 if none are
 *
 * What the lights of a session have, in short.
 */
typedef struct
{
  LfCoverage coverage;
  LfCoverage types[LF_N_CALIBRATION_TYPES];
  int        flat_days;
} LfCalibrationSummary;

LfCalibration *lf_calibration_load         (LfConnection   *connection,
                                            const char     *session,
                                            GError        **error);
gboolean       lf_calibration_add_offers   (LfCalibration  *self,
                                            LfConnection   *connection,
                                            const char     *session,
                                            GError        **error);
void           lf_calibration_free         (LfCalibration  *self);
GHashTable    *lf_calibration_load_summary (LfConnection   *connection,
                                            GError        **error);
gboolean       lf_calibration_summary_equal (const LfCalibrationSummary *self,
                                             const LfCalibrationSummary *other);
const char    *lf_coverage_get_word        (LfCoverage      coverage);
const char    *lf_coverage_get_title       (LfCoverage      coverage);
LfCoverage     lf_coverage_of_flats        (int             days);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfCalibration, lf_calibration_free)

G_END_DECLS
