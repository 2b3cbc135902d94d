/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-frame-setup.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "catalog/lf-format.h"

/* Sensors that differ by more than this are not at the same temperature: 1 °C, and a little for
 * what cannot be written exactly in binary */
#define MAX_TEMPERATURE_DIFFERENCE 1.000001

/**
 * lf_frame_setup_copy:
 * @from: a setup
 * @to: (out caller-allocates): where to put its copy; clear it with lf_frame_setup_clear()
 */
void
lf_frame_setup_copy (const LfFrameSetup *from,
                     LfFrameSetup       *to)
{
  *to = *from;
  to->camera = g_strdup (from->camera);
  to->telescope = g_strdup (from->telescope);
  to->filter = g_strdup (from->filter);
}

/**
 * lf_frame_setup_clear:
 * @self: a setup
 *
 * Frees what it has.
 */
void
lf_frame_setup_clear (LfFrameSetup *self)
{
  g_clear_pointer (&self->camera, g_free);
  g_clear_pointer (&self->telescope, g_free);
  g_clear_pointer (&self->filter, g_free);
}

static gboolean
is_same_number (double a,
                double b)
{
  return a == b || (isnan (a) && isnan (b));
}

/**
 * lf_frame_setup_is_same:
 * @a: a setup
 * @b: another
 *
 * Whether frames of both are listed as one: all is the same, the temperature to 1 °C, and what is
 * not known of one is not known of the other either. Any thread.
 *
 * Returns: whether it is so
 */
gboolean
lf_frame_setup_is_same (const LfFrameSetup *a,
                        const LfFrameSetup *b)
{
  return g_strcmp0 (a->camera, b->camera) == 0 && g_strcmp0 (a->telescope, b->telescope) == 0 &&
         g_strcmp0 (a->filter, b->filter) == 0 && is_same_number (a->exposure, b->exposure) &&
         is_same_number (a->gain, b->gain) && is_same_number (a->offset, b->offset) &&
         a->binning_x == b->binning_x && a->binning_y == b->binning_y &&
         is_same_number (round (a->temperature), round (b->temperature));
}

/**
 * lf_setup_is_same_name:
 * @a: (nullable): the name of a camera, telescope or filter; %NULL if it is not known
 * @b: (nullable): another
 *
 * Any thread.
 *
 * Returns: whether both are known and the same, whatever the case of their letters
 */
gboolean
lf_setup_is_same_name (const char *a,
                       const char *b)
{
  return a != NULL && b != NULL && g_ascii_strcasecmp (a, b) == 0;
}

/**
 * lf_setup_is_same_exposure:
 * @a: seconds; NaN if it is not known
 * @b: seconds
 *
 * Any thread.
 *
 * Returns: whether both are known and the same to a millisecond
 */
gboolean
lf_setup_is_same_exposure (double a,
                           double b)
{
  return isfinite (a) && isfinite (b) && round (a * 1000) == round (b * 1000);
}

static void
compare_field (LfSetupField  field,
               gboolean      is_known,
               gboolean      is_same,
               LfSetupField *differing,
               LfSetupField *unknown)
{
  if (!is_known)
    *unknown |= field;
  else if (!is_same)
    *differing |= field;
}

/**
 * lf_frame_setup_compare:
 * @light: the setup of lights
 * @calibration: the setup of calibration frames
 * @fields: what to compare
 * @differing: (out): those of @fields that differ
 * @unknown: (out): those of @fields that are not known of one of the two, or of both
 *
 * Compares what must agree for calibration frames to fit: the same gain, offset and binning, and a
 * temperature at most 1 °C away. Any thread.
 */
void
lf_frame_setup_compare (const LfFrameSetup *light,
                        const LfFrameSetup *calibration,
                        LfSetupField        fields,
                        LfSetupField       *differing,
                        LfSetupField       *unknown)
{
  *differing = 0;
  *unknown = 0;

  compare_field (LF_SETUP_GAIN, isfinite (light->gain) && isfinite (calibration->gain),
                 light->gain == calibration->gain, differing, unknown);
  compare_field (LF_SETUP_OFFSET, isfinite (light->offset) && isfinite (calibration->offset),
                 light->offset == calibration->offset, differing, unknown);
  compare_field (LF_SETUP_BINNING,
                 light->binning_x > 0 && light->binning_y > 0 && calibration->binning_x > 0 &&
                   calibration->binning_y > 0,
                 light->binning_x == calibration->binning_x &&
                   light->binning_y == calibration->binning_y,
                 differing, unknown);
  compare_field (LF_SETUP_TEMPERATURE,
                 isfinite (light->temperature) && isfinite (calibration->temperature),
                 fabs (light->temperature - calibration->temperature) <=
                   MAX_TEMPERATURE_DIFFERENCE,
                 differing, unknown);

  *differing &= fields;
  *unknown &= fields;
}

static void
append_part (GString *text,
             char    *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
  g_free (part);
}

static void
append_name (GString    *text,
             const char *name)
{
  append_part (text, name != NULL ? lf_format_one_line (name) : NULL);
}

/**
 * lf_frame_setup_to_text:
 * @self: a setup
 *
 * Describes a setup for people, in one line; what is not known is left out. Any thread.
 *
 * Returns: (transfer full): such as “ASI2600MM · Ha · 300 s · gain 100 · 1 × 1 · −10 °C”
 */
char *
lf_frame_setup_to_text (const LfFrameSetup *self)
{
  GString *text = g_string_new (NULL);

  append_name (text, self->camera);
  append_name (text, self->telescope);
  append_name (text, self->filter);
  if (isfinite (self->exposure))
    append_part (text, lf_format_exposure (self->exposure));
  if (isfinite (self->gain))
    append_part (text, g_strdup_printf (_("gain %g"), self->gain));
  if (isfinite (self->offset))
    append_part (text, g_strdup_printf (_("offset %g"), self->offset));
  if (self->binning_x > 0 && self->binning_y > 0)
    /* Translators: how many pixels became one, across and down */
    append_part (text, g_strdup_printf (_("%u × %u"), self->binning_x, self->binning_y));
  if (isfinite (self->temperature))
    {
      double degrees = round (self->temperature);

      /* Translators: a temperature: the sign, and whole degrees */
      append_part (text, g_strdup_printf (_("%s%.0f °C"), degrees < 0 ? "−" : "",
                                          fabs (degrees)));
    }
  return g_string_free (text, FALSE);
}

static void
append_field (GString      *text,
              LfSetupField  set,
              LfSetupField  field,
              const char   *name)
{
  if ((set & field) != 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? _(", ") : "", name);
}

/**
 * lf_setup_field_to_text:
 * @set: a set of fields
 *
 * Lists the fields of a set for people. Any thread.
 *
 * Returns: (transfer full): such as “gain, temperature”; empty for none
 */
char *
lf_setup_field_to_text (LfSetupField set)
{
  GString *text = g_string_new (NULL);

  append_field (text, set, LF_SETUP_GAIN, _("gain"));
  append_field (text, set, LF_SETUP_OFFSET, _("offset"));
  append_field (text, set, LF_SETUP_BINNING, _("binning"));
  append_field (text, set, LF_SETUP_TEMPERATURE, _("temperature"));
  append_field (text, set, LF_SETUP_CAMERA, _("camera"));
  append_field (text, set, LF_SETUP_TELESCOPE, _("telescope"));
  append_field (text, set, LF_SETUP_FILTER, _("filter"));
  append_field (text, set, LF_SETUP_EXPOSURE, _("exposure"));
  append_field (text, set, LF_SETUP_NIGHT, _("night"));
  return g_string_free (text, FALSE);
}
