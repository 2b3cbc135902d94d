/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/lf-compare-rows.h"
#include "app/lf-data-row.h"
#include "catalog/lf-format.h"
#include "catalog/lf-plural.h"
#include "charts/lf-range-row.h"
#include "maintenance/lf-report-words.h"

/* Charts of sizes end here; what is smaller is summed up */
#define MOST_SIZES 8

/**
 * Sizes:
 * @is_known_before: whether the sizes of tables and indexes before are known
 * @is_known_after: likewise after; else nothing is said to be gone
 */
typedef struct
{
  gboolean is_known_before;
  gboolean is_known_after;
} Sizes;

static Sizes
get_sizes (LfCompare *compare)
{
  LfRunState *after = lf_compare_get_after (compare);

  return (Sizes) { lf_compare_get_before (compare)->objects->len > 0,
                   after != NULL && after->objects->len > 0 };
}

static void
set_growth (LfRangeRow *row,
            guint64     before,
            guint64     after)
{
  g_autofree char *growth = lf_report_describe_growth (before, after);

  lf_range_row_set_verdict (row, growth,
                            after < before ? LF_CHART_TONE_GOOD : LF_CHART_TONE_NEUTRAL);
}

static void
add_size_row (GPtrArray     *rows,
              const char    *label,
              const char    *sublabel,
              const guint64 *before,
              const guint64 *after,
              Sizes          sizes)
{
  LfRangeRow *row = lf_range_row_new (label, sublabel);

  if (before != NULL)
    lf_range_row_set_value (row, 0, (double) *before, NAN, NAN);
  if (after != NULL)
    lf_range_row_set_value (row, 1, (double) *after, NAN, NAN);
  if (before != NULL && after != NULL)
    set_growth (row, *before, *after);
  else if (before == NULL && sizes.is_known_before)
    /* Translators: a table or an index that was not there before */
    lf_range_row_set_verdict (row, C_("size", "new"), LF_CHART_TONE_NEUTRAL);
  else if (after == NULL && sizes.is_known_after)
    /* Translators: a table or an index that is not there any more */
    lf_range_row_set_verdict (row, C_("size", "gone"), LF_CHART_TONE_NEUTRAL);
  g_ptr_array_add (rows, row);
}

/* The file as a whole, and what of it holds nothing */
static void
add_file_rows (GPtrArray *rows,
               LfCompare *compare)
{
  LfRunState *before = lf_compare_get_before (compare);
  LfRunState *after = lf_compare_get_after (compare);
  gboolean has_after = after != NULL && after->bytes > 0;
  Sizes sizes = { TRUE, TRUE };

  if (before->bytes == 0)
    return;

  add_size_row (rows, _("Whole file"), NULL, &before->bytes, has_after ? &after->bytes : NULL,
                (Sizes) { FALSE, FALSE });
  if (before->free_bytes > 0 || (has_after && after->free_bytes > 0))
    add_size_row (rows, _("Free pages"), _("hold nothing"), &before->free_bytes,
                  has_after ? &after->free_bytes : NULL, sizes);
}

static void
add_object_row (GPtrArray        *rows,
                const LfSizePair *pair,
                Sizes             sizes)
{
  const LfSpaceObject *any = pair->before != NULL ? pair->before : pair->after;
  g_autofree char *name = lf_format_plain (pair->name);
  g_autofree char *table = any->table != NULL ? lf_format_plain (any->table) : NULL;
  g_autofree char *sublabel = NULL;

  if (table != NULL)
    /* Translators: the name of a table */
    sublabel = g_strdup_printf (_("index of %s"), table);
  add_size_row (rows, name, sublabel, pair->before != NULL ? &pair->before->bytes : NULL,
                pair->after != NULL ? &pair->after->bytes : NULL, sizes);
}

static void
add_small_row (GPtrArray *rows,
               GArray    *pairs,
               guint      first,
               Sizes      sizes)
{
  guint64 before = 0;
  guint64 after = 0;
  g_autofree char *label = NULL;

  for (guint i = first; i < pairs->len; i++)
    {
      const LfSizePair *pair = &g_array_index (pairs, LfSizePair, i);

      before += pair->before != NULL ? pair->before->bytes : 0;
      after += pair->after != NULL ? pair->after->bytes : 0;
    }

  label = lf_report_describe_count (pairs->len - first,
                                    LF_PLURAL ("%s smaller one", "%s smaller ones"));
  add_size_row (rows, label, _("tables and indexes"), sizes.is_known_before ? &before : NULL,
                sizes.is_known_after ? &after : NULL, sizes);
}

/**
 * lf_compare_rows_list_sizes:
 * @compare: what is compared
 *
 * Returns: (transfer full) (element-type LfRangeRow): what the file, its free pages, and its largest
 *   tables and indexes take up before and after, in bytes
 */
GPtrArray *
lf_compare_rows_list_sizes (LfCompare *compare)
{
  g_autoptr (GArray) pairs =
    lf_report_compare_sizes (lf_compare_get_before (compare), lf_compare_get_after (compare));
  guint n = pairs->len > MOST_SIZES + 1 ? MOST_SIZES : pairs->len;
  Sizes sizes = get_sizes (compare);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_range_row_free);

  add_file_rows (rows, compare);
  for (guint i = 0; i < n; i++)
    add_object_row (rows, &g_array_index (pairs, LfSizePair, i), sizes);
  if (pairs->len > n)
    add_small_row (rows, pairs, n, sizes);
  return rows;
}

static char *
format_size (const LfSpaceObject *object,
             gboolean             is_known)
{
  if (object != NULL)
    return g_format_size (object->bytes);
  return g_strdup (is_known ? C_("size", "not there") : "");
}

/**
 * lf_compare_rows_list_size_table:
 * @compare: what is compared
 *
 * Lists what all tables and indexes take up. Cells: name, before, after, by how much it grew.
 *
 * Returns: (transfer full) (element-type LfDataRow): the rows
 */
GPtrArray *
lf_compare_rows_list_size_table (LfCompare *compare)
{
  g_autoptr (GArray) pairs =
    lf_report_compare_sizes (lf_compare_get_before (compare), lf_compare_get_after (compare));
  Sizes sizes = get_sizes (compare);
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < pairs->len; i++)
    {
      const LfSizePair *pair = &g_array_index (pairs, LfSizePair, i);
      gboolean is_both = pair->before != NULL && pair->after != NULL;
      LfDataRow *row = lf_data_row_new (LF_SEVERITY_OK);

      lf_data_row_add_text (row, pair->name);
      lf_data_row_take_text (row, format_size (pair->before, sizes.is_known_before));
      lf_data_row_take_text (row, format_size (pair->after, sizes.is_known_after));
      lf_data_row_take_text (row, is_both ? lf_report_describe_growth (pair->before->bytes,
                                                                       pair->after->bytes)
                                          : g_strdup (""));
      g_ptr_array_add (rows, row);
    }
  return rows;
}
