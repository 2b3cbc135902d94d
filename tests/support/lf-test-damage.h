/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LfTestDamage:
 * @LF_TEST_FLIP: single bits are others
 * @LF_TEST_ZERO: pages have nothing but zeroes
 * @LF_TEST_NOISE: pages have anything
 * @LF_TEST_SWAP: pages are in each other's place
 * @LF_TEST_HEADER: bytes of the first page are others
 * @LF_TEST_CUT: the end is missing
 *
 * What can happen to a file on a bad disk, or on its way.
 */
typedef enum
{
  LF_TEST_FLIP,
  LF_TEST_ZERO,
  LF_TEST_NOISE,
  LF_TEST_SWAP,
  LF_TEST_HEADER,
  LF_TEST_CUT,
} LfTestDamage;

#define LF_TEST_N_DAMAGES 6

const char *lf_test_damage_get_name (LfTestDamage  damage);
void        lf_test_damage_file     (const char   *path,
                                     LfTestDamage  damage,
                                     guint32       seed);

G_END_DECLS
