/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-shot-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "catalog/lf-format.h"

static void
shot_free (LfShot *shot)
{
  lf_frame_setup_clear (&shot->setup);
  g_free (shot);
}

/* Only what matters for a type */
static void
reduce_setup (LfCalibrationType  type,
              LfFrameSetup      *setup)
{
  if (type != LF_CALIBRATION_FLAT)
    {
      g_clear_pointer (&setup->telescope, g_free);
      g_clear_pointer (&setup->filter, g_free);
    }
  if (type != LF_CALIBRATION_DARK)
    setup->exposure = setup->temperature = NAN;
}

static LfShot *
shot_new (const LfLightGroup *group,
          LfCalibrationType   type,
          LfNight             tonight)
{
  const LfCalibrationCell *cell = &group->cells[type];
  LfShot *shot = g_new0 (LfShot, 1);

  shot->type = type;
  lf_frame_setup_copy (&group->setup, &shot->setup);
  reduce_setup (type, &shot->setup);
  shot->coverage = cell->coverage;
  shot->lights = group->frames;
  shot->days = -1;
  for (guint i = 0; i < group->nights->len && tonight != LF_NIGHT_UNKNOWN; i++)
    shot->days = MAX (shot->days,
                      lf_night_get_distance (g_array_index (group->nights, LfNight, i), tonight));
  if (cell->offer != NULL && cell->offer->coverage <= LF_COVERAGE_ACCEPTABLE)
    shot->offer = cell->offer;
  return shot;
}

/* Flats of tonight may be in time for some lights and too late for others of the same setup */
static gboolean
is_same (const LfShot *a,
         const LfShot *b)
{
  return a->type == b->type && lf_frame_setup_is_same (&a->setup, &b->setup) &&
         (a->offer != NULL) == (b->offer != NULL) &&
         (a->offer == NULL || (a->offer->night == b->offer->night &&
                               a->offer->frames == b->offer->frames)) &&
         (a->type != LF_CALIBRATION_FLAT ||
          lf_coverage_of_flats (a->days) == lf_coverage_of_flats (b->days));
}

static void
add (GPtrArray *shots,
     LfShot    *shot)
{
  for (guint i = 0; i < shots->len; i++)
    {
      LfShot *other = g_ptr_array_index (shots, i);

      if (is_same (other, shot))
        {
          other->lights += shot->lights;
          other->days = MAX (other->days, shot->days);
          other->coverage = MAX (other->coverage, shot->coverage);
          shot_free (shot);
          return;
        }
    }
  g_ptr_array_add (shots, shot);
}

/**
 * lf_shot_list_new:
 * @calibration: what calibrates a session; it must outlive the list
 * @tonight: the night that is meant, or %LF_NIGHT_UNKNOWN
 *
 * Lists what the lights of a session lack: what is missing, does not fit or is old. What cannot be
 * told is not asked for. Any thread.
 *
 * Returns: (transfer full) (element-type LfShot): by type, each once for all lights that want it
 */
GPtrArray *
lf_shot_list_new (LfCalibration *calibration,
                  LfNight        tonight)
{
  GPtrArray *shots = g_ptr_array_new_with_free_func ((GDestroyNotify) shot_free);

  for (guint type = 0; type < LF_N_CALIBRATION_TYPES; type++)
    for (guint i = 0; i < calibration->groups->len; i++)
      {
        const LfLightGroup *group = g_ptr_array_index (calibration->groups, i);

        if (group->cells[type].coverage >= LF_COVERAGE_OLD)
          add (shots, shot_new (group, type, tonight));
      }
  return shots;
}

/**
 * lf_calibration_type_get_title:
 * @type: a type
 *
 * Any thread.
 *
 * Returns: (transfer none): what frames of it are called, translated
 */
const char *
lf_calibration_type_get_title (LfCalibrationType type)
{
  switch (type)
    {
    case LF_CALIBRATION_DARK:
      return _("Darks");
    case LF_CALIBRATION_FLAT:
      return _("Flats");
    case LF_CALIBRATION_BIAS:
    default:
      return _("Bias");
    }
}

static void
append_shot (GString      *text,
             const LfShot *shot)
{
  g_autofree char *setup = lf_frame_setup_to_text (&shot->setup);
  g_autofree char *count = lf_format_count (shot->lights);
  g_autofree char *lights = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "for %s light", "for %s lights", shot->lights), count);

  /* Translators: how frames are to be taken: like lights whose camera is not known */
  g_string_append_printf (text, "  %s — %s", *setup != '\0' ? setup : _("unknown setup"), lights);
  if (shot->offer != NULL)
    {
      g_autofree char *frames = lf_format_count (shot->offer->frames);
      g_autofree char *night = lf_night_to_text (shot->offer->night);

      /* Translators: how many frames, and when they were taken */
      g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, ": %s frame of %s",
                                                 ": %s frames of %s", shot->offer->frames),
                              frames, night != NULL ? night : _("an unknown date"));
    }
  else if (shot->type == LF_CALIBRATION_FLAT && shot->days > LF_FLAT_GOOD_DAYS)
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE,
                                               " (tonight’s would be %d day from the lights)",
                                               " (tonight’s would be %d days from the lights)",
                                               (gulong) shot->days),
                            shot->days);
  g_string_append_c (text, '\n');
}

static void
append_part (GString    *text,
             GPtrArray  *shots,
             gboolean    offered,
             const char *title)
{
  int last = -1;

  for (guint i = 0; i < shots->len; i++)
    {
      const LfShot *shot = g_ptr_array_index (shots, i);

      if ((shot->offer != NULL) != offered)
        continue;
      if (last == -1)
        g_string_append_printf (text, "%s%s\n", text->len > 0 ? "\n" : "", title);
      if (last != (int) shot->type)
        g_string_append_printf (text, "\n%s\n", lf_calibration_type_get_title (shot->type));
      last = (int) shot->type;
      append_shot (text, shot);
    }
}

/**
 * lf_shot_list_to_text:
 * @shots: (element-type LfShot): a list
 *
 * Writes a list for people: what is to be taken, then what the catalog has. Any thread.
 *
 * Returns: (transfer full): lines; empty if nothing is wanted
 */
char *
lf_shot_list_to_text (GPtrArray *shots)
{
  GString *text = g_string_new (NULL);

  append_part (text, shots, FALSE, _("To be taken"));
  append_part (text, shots, TRUE, _("In the catalog, but not in the session"));
  return g_string_free (text, FALSE);
}
