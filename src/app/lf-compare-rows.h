/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-compare.h"

G_BEGIN_DECLS

/**
 * LfCompareQueries:
 * @LF_COMPARE_TYPICAL: those of a typical session, and of all sessions
 * @LF_COMPARE_LARGEST: those of the largest session, and of all sessions
 * @LF_COMPARE_OLD: those of the old script
 * @LF_COMPARE_ALL: all of these
 *
 * Which queries are shown.
 */
typedef enum
{
  LF_COMPARE_TYPICAL,
  LF_COMPARE_LARGEST,
  LF_COMPARE_OLD,
  LF_COMPARE_ALL,
} LfCompareQueries;

/* What is compared, as the rows of charts and tables; each function tells what its rows are */

GPtrArray *lf_compare_rows_list_timings      (LfCompare        *compare,
                                              LfCompareQueries  queries,
                                              gboolean          work);
GPtrArray *lf_compare_rows_list_timing_table (LfCompare        *compare);
GPtrArray *lf_compare_rows_list_sizes        (LfCompare        *compare);
GPtrArray *lf_compare_rows_list_size_table   (LfCompare        *compare);
GPtrArray *lf_compare_rows_list_data         (LfCompare        *compare);

G_END_DECLS
