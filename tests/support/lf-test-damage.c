/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lf-test-damage.h"

#include <string.h>

#include "lf-test-folder.h"

#define PAGE_SIZE 4096
#define MOST_PLACES 8

/**
 * lf_test_damage_get_name:
 * @damage: a damage
 *
 * Returns: (transfer none): its name
 */
const char *
lf_test_damage_get_name (LfTestDamage damage)
{
  static const char *const names[LF_TEST_N_DAMAGES] = { "flip", "zero",   "noise",
                                                        "swap", "header", "cut" };

  return names[damage];
}

static char *
choose_page (GRand *rand,
             char  *bytes,
             gsize  size)
{
  return bytes + g_rand_int_range (rand, 0, (gint32) (size / PAGE_SIZE)) * (gsize) PAGE_SIZE;
}

static void
fill (GRand *rand,
      char  *bytes,
      gsize  size)
{
  for (gsize i = 0; i < size; i++)
    bytes[i] = (char) g_rand_int (rand);
}

static void
swap (char *one,
      char *other)
{
  char kept[PAGE_SIZE];

  memcpy (kept, one, PAGE_SIZE);
  memmove (one, other, PAGE_SIZE);
  memcpy (other, kept, PAGE_SIZE);
}

static void
damage_one_place (GRand        *rand,
                  LfTestDamage  damage,
                  char         *bytes,
                  gsize         size)
{
  switch (damage)
    {
    case LF_TEST_FLIP:
      bytes[g_rand_int_range (rand, 0, (gint32) size)] ^=
        (char) (1 << g_rand_int_range (rand, 0, 8));
      break;
    case LF_TEST_ZERO:
      memset (choose_page (rand, bytes, size), 0, PAGE_SIZE);
      break;
    case LF_TEST_NOISE:
      fill (rand, choose_page (rand, bytes, size), PAGE_SIZE);
      break;
    case LF_TEST_SWAP:
      swap (choose_page (rand, bytes, size), choose_page (rand, bytes, size));
      break;
    case LF_TEST_HEADER:
      fill (rand, bytes + g_rand_int_range (rand, 0, PAGE_SIZE), 1);
      break;
    case LF_TEST_CUT:
    default:
      break;
    }
}

/**
 * lf_test_damage_file:
 * @path: a file of some pages
 * @damage: what happens to it
 * @seed: where; the same seed does the same
 *
 * Damages a file.
 */
void
lf_test_damage_file (const char   *path,
                     LfTestDamage  damage,
                     guint32       seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gint32 n_places = g_rand_int_range (rand, 1, MOST_PLACES + 1);
  gsize size;

  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (size, >=, 2 * PAGE_SIZE);

  if (damage == LF_TEST_CUT)
    size = (gsize) g_rand_int_range (rand, 0, (gint32) size);
  for (gint32 i = 0; i < n_places && damage != LF_TEST_CUT; i++)
    damage_one_place (rand, damage, bytes, size);
  lf_test_write_file (path, bytes, size);
}
