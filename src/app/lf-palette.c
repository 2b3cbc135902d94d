/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-palette.h"

#include "catalog/lf-filter.h"

/* Names of colours in data/style-*.css */
static const char *other_colors[] = {
  "lf_filter_other_1",
  "lf_filter_other_2",
  "lf_filter_other_3",
  "lf_filter_other_4",
};

/**
 * lf_palette_get_filter_color:
 * @filter: (nullable): a filter's name as the catalog has it
 *
 * Chooses the colour of a filter. One that is not known always gets the same of a few others.
 *
 * Returns: (transfer none): the name of a colour of the style sheet
 */
const char *
lf_palette_get_filter_color (const char *filter)
{
  switch (lf_filter_get_kind (filter))
    {
    case LF_FILTER_L:
      return "lf_filter_l";
    case LF_FILTER_R:
      return "lf_filter_r";
    case LF_FILTER_G:
      return "lf_filter_g";
    case LF_FILTER_B:
      return "lf_filter_b";
    case LF_FILTER_HA:
      return "lf_filter_ha";
    case LF_FILTER_OIII:
      return "lf_filter_oiii";
    case LF_FILTER_SII:
      return "lf_filter_sii";
    case LF_FILTER_NONE:
      return "lf_filter_none";
    case LF_FILTER_OTHER:
    default:
      return other_colors[g_str_hash (filter) % G_N_ELEMENTS (other_colors)];
    }
}

/**
 * lf_palette_get_frame_type_color:
 * @type: a frame type
 *
 * Returns: (transfer none): the name of a colour of the style sheet
 */
const char *
lf_palette_get_frame_type_color (LfFrameType type)
{
  static const char *colors[] = {
    "lf_frame_light", "lf_frame_dark", "lf_frame_flat", "lf_frame_bias", "lf_frame_other",
  };

  return colors[type];
}
