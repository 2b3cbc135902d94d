/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LfFilterKind:
 *
 * What a filter is, as far as its name tells, in the order in which astrophotographers list them.
 */
typedef enum
{
  LF_FILTER_L,
  LF_FILTER_R,
  LF_FILTER_G,
  LF_FILTER_B,
  LF_FILTER_HA,
  LF_FILTER_OIII,
  LF_FILTER_SII,
  LF_FILTER_OTHER,
  LF_FILTER_NONE,
} LfFilterKind;

LfFilterKind lf_filter_get_kind (const char *name);
int          lf_filter_compare  (const char *a,
                                 const char *b);

G_END_DECLS
