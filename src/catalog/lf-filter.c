/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-filter.h"

typedef struct
{
  const char  *name;
  LfFilterKind kind;
} KnownFilter;

/* What filters are commonly called, in lower case and without spaces, dashes and underscores */
static const KnownFilter known[] = {
  { "l", LF_FILTER_L },       { "lum", LF_FILTER_L },     { "luminance", LF_FILTER_L },
  { "clear", LF_FILTER_L },   { "r", LF_FILTER_R },       { "red", LF_FILTER_R },
  { "g", LF_FILTER_G },       { "green", LF_FILTER_G },   { "b", LF_FILTER_B },
  { "blue", LF_FILTER_B },    { "ha", LF_FILTER_HA },     { "halpha", LF_FILTER_HA },
  { "h", LF_FILTER_HA },      { "oiii", LF_FILTER_OIII }, { "o3", LF_FILTER_OIII },
  { "o", LF_FILTER_OIII },    { "sii", LF_FILTER_SII },   { "s2", LF_FILTER_SII },
  { "s", LF_FILTER_SII },
};

/**
 * lf_filter_get_kind:
 * @name: (nullable): a filter's name as the catalog has it; %NULL for none
 *
 * Recognises a filter. Any thread.
 *
 * Returns: what it is; %LF_FILTER_OTHER for a name that is not known
 */
LfFilterKind
lf_filter_get_kind (const char *name)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  if (name == NULL)
    return LF_FILTER_NONE;

  for (const char *c = name; *c != '\0'; c++)
    if (*c != ' ' && *c != '-' && *c != '_')
      g_string_append_c (plain, g_ascii_tolower (*c));

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].name, plain->str))
      return known[i].kind;
  return LF_FILTER_OTHER;
}

/**
 * lf_filter_compare:
 * @a: (nullable): a filter's name; %NULL for none
 * @b: (nullable): another
 *
 * Orders filters as astrophotographers list them: L R G B, Ha OIII SII, others by name, none last.
 * Any thread.
 *
 * Returns: less than, equal to or greater than 0
 */
int
lf_filter_compare (const char *a,
                   const char *b)
{
  LfFilterKind left = lf_filter_get_kind (a);
  LfFilterKind right = lf_filter_get_kind (b);

  return left != right ? (int) left - (int) right : g_strcmp0 (a, b);
}
