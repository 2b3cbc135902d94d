/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-palette.h"

/* Names of colours in data/style-*.css */

typedef struct
{
  const char *filter;
  const char *color;
} FilterColor;

/* How filters are commonly called, in lower case and without spaces, dashes and underscores */
static const FilterColor filter_colors[] = {
  { "l", "lf_filter_l" },        { "lum", "lf_filter_l" },      { "luminance", "lf_filter_l" },
  { "clear", "lf_filter_l" },    { "r", "lf_filter_r" },        { "red", "lf_filter_r" },
  { "g", "lf_filter_g" },        { "green", "lf_filter_g" },    { "b", "lf_filter_b" },
  { "blue", "lf_filter_b" },     { "ha", "lf_filter_ha" },      { "halpha", "lf_filter_ha" },
  { "h", "lf_filter_ha" },       { "oiii", "lf_filter_oiii" },  { "o3", "lf_filter_oiii" },
  { "o", "lf_filter_oiii" },     { "sii", "lf_filter_sii" },    { "s2", "lf_filter_sii" },
  { "s", "lf_filter_sii" },
};

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
  g_autoptr (GString) name = g_string_new (NULL);

  if (filter == NULL)
    return "lf_filter_none";

  for (const char *c = filter; *c != '\0'; c++)
    if (*c != ' ' && *c != '-' && *c != '_')
      g_string_append_c (name, g_ascii_tolower (*c));

  for (guint i = 0; i < G_N_ELEMENTS (filter_colors); i++)
    if (g_str_equal (filter_colors[i].filter, name->str))
      return filter_colors[i].color;

  return other_colors[g_str_hash (name->str) % G_N_ELEMENTS (other_colors)];
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
