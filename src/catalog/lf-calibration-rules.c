/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-calibration-rules.h"

#include <math.h>

/* Whether frames match. What is not known is neither the same nor another. */
typedef enum
{
  MATCH_NO,
  MATCH_POSSIBLE,
  MATCH_YES,
} Match;

/* What must not differ, by type: a sensor's temperature says nothing about flats and biases, whose
 * exposures are short */
static const LfSetupField fields[LF_N_CALIBRATION_TYPES] = {
  [LF_CALIBRATION_DARK] = LF_SETUP_GAIN | LF_SETUP_OFFSET | LF_SETUP_BINNING |
                          LF_SETUP_TEMPERATURE,
  [LF_CALIBRATION_FLAT] = LF_SETUP_GAIN | LF_SETUP_OFFSET | LF_SETUP_BINNING,
  [LF_CALIBRATION_BIAS] = LF_SETUP_GAIN | LF_SETUP_OFFSET | LF_SETUP_BINNING,
};

static const LfFrameType frame_types[LF_N_CALIBRATION_TYPES] = {
  [LF_CALIBRATION_DARK] = LF_FRAME_DARK,
  [LF_CALIBRATION_FLAT] = LF_FRAME_FLAT,
  [LF_CALIBRATION_BIAS] = LF_FRAME_BIAS,
};

/**
 * lf_frame_set_clear: (skip)
 * @self: a set
 *
 * Frees what it has.
 */
void
lf_frame_set_clear (LfFrameSet *self)
{
  lf_frame_setup_clear (&self->setup);
  g_clear_pointer (&self->night_id, g_free);
  g_clear_pointer (&self->ids, g_free);
}

static void
offer_free (LfCalibrationOffer *offer)
{
  lf_frame_setup_clear (&offer->setup);
  g_free (offer->night_id);
  g_array_unref (offer->ids);
  g_free (offer);
}

static void
light_group_free (LfLightGroup *group)
{
  for (guint i = 0; i < LF_N_CALIBRATION_TYPES; i++)
    g_clear_pointer (&group->cells[i].offer, offer_free);
  lf_frame_setup_clear (&group->setup);
  g_array_unref (group->nights);
  g_free (group);
}

static LfLightGroup *
light_group_new (const LfFrameSetup *setup)
{
  LfLightGroup *group = g_new0 (LfLightGroup, 1);

  lf_frame_setup_copy (setup, &group->setup);
  group->nights = g_array_new (FALSE, FALSE, sizeof (LfNight));
  return group;
}

static LfNight
get_last_night (LfLightGroup *group)
{
  return group->nights->len > 0 ? g_array_index (group->nights, LfNight, group->nights->len - 1)
                                : LF_NIGHT_UNKNOWN;
}

/* Lights whose night is not known are a group of their own: nothing tells which others they are
 * near to. They come first, because no text and no date sort before a date. */
static gboolean
belongs_to (LfLightGroup     *group,
            const LfFrameSet *set)
{
  LfNight last = get_last_night (group);

  if (!lf_frame_setup_is_same (&group->setup, &set->setup) ||
      (last == LF_NIGHT_UNKNOWN) != (set->night == LF_NIGHT_UNKNOWN))
    return FALSE;

  return last == LF_NIGHT_UNKNOWN ||
         lf_night_get_distance (last, set->night) <= LF_NIGHT_CLUSTER_DAYS;
}

static LfLightGroup *
find_group (GPtrArray        *groups,
            const LfFrameSet *set)
{
  /* Sets come in the order of setups and nights, so that only the last groups are in question. That
   * of unknown nights may lie before, as a text that is no date can sort anywhere. */
  for (guint i = groups->len; i > 0; i--)
    {
      LfLightGroup *group = g_ptr_array_index (groups, i - 1);

      if (belongs_to (group, set))
        return group;
      if (!lf_frame_setup_is_same (&group->setup, &set->setup))
        break;
    }
  return NULL;
}

/**
 * lf_light_groups_new: (skip)
 * @sets: (element-type LfFrameSet): frames, ordered by setup and night
 *
 * Groups lights by how they were taken and by clusters of nights. Any thread.
 *
 * Returns: (transfer full) (element-type LfLightGroup): the groups
 */
GPtrArray *
lf_light_groups_new (GArray *sets)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) light_group_free);

  for (guint i = 0; i < sets->len; i++)
    {
      const LfFrameSet *set = &g_array_index (sets, LfFrameSet, i);
      LfLightGroup *group;

      if (set->type != LF_FRAME_LIGHT)
        continue;

      group = find_group (groups, set);
      if (group == NULL)
        {
          group = light_group_new (&set->setup);
          g_ptr_array_add (groups, group);
        }

      group->frames += set->frames;
      if (set->night != LF_NIGHT_UNKNOWN && set->night != get_last_night (group))
        g_array_append_val (group->nights, set->night);
    }
  return groups;
}

static Match
match_names (const char   *a,
             const char   *b,
             LfSetupField  field,
             LfSetupField *unknown)
{
  if (a != NULL && b != NULL)
    return lf_setup_is_same_name (a, b) ? MATCH_YES : MATCH_NO;

  *unknown |= field;
  return MATCH_POSSIBLE;
}

static Match
match_exposures (double        a,
                 double        b,
                 LfSetupField *unknown)
{
  if (isfinite (a) && isfinite (b))
    return lf_setup_is_same_exposure (a, b) ? MATCH_YES : MATCH_NO;

  *unknown |= LF_SETUP_EXPOSURE;
  return MATCH_POSSIBLE;
}

/* @unknown is what keeps from telling, if it can not be told */
static Match
match (LfCalibrationType   type,
       const LfFrameSetup *light,
       const LfFrameSetup *other,
       LfSetupField       *unknown)
{
  Match worst;

  *unknown = 0;
  worst = match_names (light->camera, other->camera, LF_SETUP_CAMERA, unknown);
  if (type == LF_CALIBRATION_DARK)
    {
      Match exposure = match_exposures (light->exposure, other->exposure, unknown);

      worst = MIN (worst, exposure);
    }
  else if (type == LF_CALIBRATION_FLAT)
    {
      Match telescope =
        match_names (light->telescope, other->telescope, LF_SETUP_TELESCOPE, unknown);
      Match filter = match_names (light->filter, other->filter, LF_SETUP_FILTER, unknown);

      worst = MIN (worst, MIN (telescope, filter));
    }
  return worst;
}

static guint
count_fields (LfSetupField set)
{
  guint n = 0;

  for (; set != 0; set &= set - 1)
    n++;
  return n;
}

/* How far a set is from the lights of a group, at the farthest; -1 if that is not known */
static int
measure_days (const LfLightGroup *group,
              LfNight             night)
{
  int days = -1;

  if (night == LF_NIGHT_UNKNOWN)
    return -1;

  for (guint i = 0; i < group->nights->len; i++)
    days = MAX (days, lf_night_get_distance (g_array_index (group->nights, LfNight, i), night));
  return days;
}

/* Each night of the lights uses the frames nearest to it; what counts is the night worst served */
static int
measure_days_of_all (const LfLightGroup *group,
                     GArray             *nights)
{
  int worst = -1;

  for (guint i = 0; i < group->nights->len && nights->len > 0; i++)
    {
      LfNight night = g_array_index (group->nights, LfNight, i);
      int nearest = G_MAXINT;

      for (guint j = 0; j < nights->len; j++)
        nearest = MIN (nearest, lf_night_get_distance (night,
                                                       g_array_index (nights, LfNight, j)));
      worst = MAX (worst, nearest);
    }
  return worst;
}

/**
 * lf_coverage_of_flats:
 * @days: how far flats are from lights; -1 if that is not known
 *
 * Any thread.
 *
 * Returns: how well they cover them
 */
LfCoverage
lf_coverage_of_flats (int days)
{
  if (days < 0)
    return LF_COVERAGE_UNKNOWN;
  if (days <= LF_FLAT_GOOD_DAYS)
    return LF_COVERAGE_GOOD;
  if (days <= LF_FLAT_ACCEPTABLE_DAYS)
    return LF_COVERAGE_ACCEPTABLE;
  return days <= LF_FLAT_OLD_DAYS ? LF_COVERAGE_OLD : LF_COVERAGE_TOO_OLD;
}

static LfCoverage
judge_fitting (LfCalibrationType type,
               int               days)
{
  return type == LF_CALIBRATION_FLAT ? lf_coverage_of_flats (days) : LF_COVERAGE_GOOD;
}

/* What is found out about a cell, set by set */
typedef struct
{
  LfCalibrationCell *cell;
  GArray            *nights;    /* LfNight of the sets that fit */
  LfSetupField       unknown;   /* of all sets that fit */
  LfSetupField       differing; /* of the set that fits best of those that do not */
  LfSetupField       differing_unknown;
  LfSetupField       preventing; /* the least that keeps from telling whether a set fits */
  int                differing_days;
} Finding;

static void
add_mismatched (Finding      *finding,
                LfSetupField  differing,
                LfSetupField  unknown,
                int           days)
{
  guint n = count_fields (differing);
  guint least = count_fields (finding->differing);

  if (finding->differing == 0 || n < least ||
      (n == least && (guint) days < (guint) finding->differing_days))
    {
      finding->differing = differing;
      finding->differing_unknown = unknown;
      finding->differing_days = days;
    }
}

static void
add_possible (Finding      *finding,
              guint         frames,
              LfSetupField  preventing)
{
  finding->cell->possible += frames;
  if (frames > 0 && (finding->preventing == 0 ||
                     count_fields (preventing) < count_fields (finding->preventing)))
    finding->preventing = preventing;
}

static void
add_set (Finding            *finding,
         const LfLightGroup *group,
         LfCalibrationType   type,
         const LfFrameSet   *set)
{
  LfCalibrationCell *cell = finding->cell;
  LfSetupField differing;
  LfSetupField unknown;

  switch (match (type, &group->setup, &set->setup, &unknown))
    {
    case MATCH_NO:
      return;
    case MATCH_POSSIBLE:
      add_possible (finding, set->usable, unknown);
      return;
    case MATCH_YES:
    default:
      break;
    }

  cell->unusable += set->frames - set->usable;
  if (set->usable == 0)
    return;

  lf_frame_setup_compare (&group->setup, &set->setup, fields[type], &differing, &unknown);
  if (differing != 0)
    {
      cell->mismatched += set->usable;
      add_mismatched (finding, differing, unknown, measure_days (group, set->night));
      return;
    }

  finding->unknown = cell->frames > 0 ? finding->unknown & unknown : unknown;
  cell->frames += set->usable;
  if (set->night != LF_NIGHT_UNKNOWN)
    g_array_append_val (finding->nights, set->night);
}

static void
judge (Finding            *finding,
       const LfLightGroup *group,
       LfCalibrationType   type)
{
  LfCalibrationCell *cell = finding->cell;

  cell->days = -1;
  if (cell->frames > 0)
    {
      cell->days = measure_days_of_all (group, finding->nights);
      cell->unknown = finding->unknown;
      cell->coverage = judge_fitting (type, cell->days);
      if (cell->coverage == LF_COVERAGE_UNKNOWN)
        cell->unknown |= LF_SETUP_NIGHT;
    }
  else if (cell->mismatched > 0)
    {
      cell->days = finding->differing_days;
      cell->differing = finding->differing;
      cell->unknown = finding->differing_unknown;
      cell->coverage = LF_COVERAGE_MISMATCHED;
    }
  else
    {
      cell->unknown = finding->preventing;
      cell->coverage = cell->possible > 0 ? LF_COVERAGE_UNKNOWN : LF_COVERAGE_MISSING;
    }
}

/**
 * lf_light_groups_cover: (skip)
 * @groups: (element-type LfLightGroup): groups of lights
 * @sets: (element-type LfFrameSet): the frames of their session
 *
 * Finds out what calibrates the lights. Any thread.
 *
 * Returns: the worst of all
 */
LfCoverage
lf_light_groups_cover (GPtrArray *groups,
                       GArray    *sets)
{
  g_autoptr (GArray) nights = g_array_new (FALSE, FALSE, sizeof (LfNight));
  LfCoverage worst = LF_COVERAGE_GOOD;

  for (guint i = 0; i < groups->len; i++)
    {
      LfLightGroup *group = g_ptr_array_index (groups, i);

      for (guint type = 0; type < LF_N_CALIBRATION_TYPES; type++)
        {
          Finding finding = { .cell = &group->cells[type], .nights = nights };

          g_array_set_size (nights, 0);
          for (guint j = 0; j < sets->len; j++)
            if (g_array_index (sets, LfFrameSet, j).type == frame_types[type])
              add_set (&finding, group, type, &g_array_index (sets, LfFrameSet, j));
          judge (&finding, group, type);
          worst = MAX (worst, group->cells[type].coverage);
        }
    }
  return worst;
}

/* Less is better. What differs weighs more than time: frames of another gain calibrate nothing, but
 * a dark of last year does. */
static int
compare_offers (const LfCalibrationOffer *a,
                const LfCalibrationOffer *b)
{
  guint differing_a = count_fields (a->differing);
  guint differing_b = count_fields (b->differing);
  guint unknown_a = count_fields (a->unknown);
  guint unknown_b = count_fields (b->unknown);

  if (a->coverage != b->coverage)
    return a->coverage < b->coverage ? -1 : 1;
  if (differing_a != differing_b)
    return differing_a < differing_b ? -1 : 1;
  if (unknown_a != unknown_b)
    return unknown_a < unknown_b ? -1 : 1;
  /* A distance that is not known is the farthest */
  if (a->days != b->days)
    return (guint) a->days < (guint) b->days ? -1 : 1;
  return a->frames > b->frames ? -1 : a->frames < b->frames;
}

static GArray *
parse_ids (const char *text)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gint64 id = g_ascii_strtoll (parts[i], NULL, 10);

      g_array_append_val (ids, id);
    }
  return ids;
}

static void
consider_offer (LfLightGroup      *group,
                LfCalibrationType  type,
                const LfFrameSet  *set)
{
  LfCalibrationCell *cell = &group->cells[type];
  LfCalibrationOffer offer = {
    .frames = set->usable,
    .night = set->night,
    .days = measure_days (group, set->night),
  };

  if (set->usable == 0 || match (type, &group->setup, &set->setup, &offer.unknown) != MATCH_YES)
    return;

  lf_frame_setup_compare (&group->setup, &set->setup, fields[type], &offer.differing,
                          &offer.unknown);
  offer.coverage = offer.differing != 0 ? LF_COVERAGE_MISMATCHED
                                        : judge_fitting (type, offer.days);
  if (offer.coverage >= cell->coverage ||
      (cell->offer != NULL && compare_offers (cell->offer, &offer) <= 0))
    return;

  lf_frame_setup_copy (&set->setup, &offer.setup);
  offer.night_id = g_strdup (set->night_id);
  offer.ids = parse_ids (set->ids);
  g_clear_pointer (&cell->offer, offer_free);
  cell->offer = g_memdup2 (&offer, sizeof offer);
}

/**
 * lf_light_groups_add_offers: (skip)
 * @groups: (element-type LfLightGroup): groups that were covered
 * @sets: (element-type LfFrameSet): calibration frames that their session does not have
 *
 * Finds for every gap the best that there is. Any thread.
 */
void
lf_light_groups_add_offers (GPtrArray *groups,
                            GArray    *sets)
{
  for (guint i = 0; i < groups->len; i++)
    for (guint type = 0; type < LF_N_CALIBRATION_TYPES; type++)
      for (guint j = 0; j < sets->len; j++)
        {
          const LfFrameSet *set = &g_array_index (sets, LfFrameSet, j);

          if (set->type == frame_types[type])
            consider_offer (g_ptr_array_index (groups, i), type, set);
        }
}
