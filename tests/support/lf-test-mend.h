/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-mend.h"

G_BEGIN_DECLS

/**
 * LfTestMended:
 * @before: what was found
 * @after: what is found afterwards
 * @run: what was changed
 * @did_anything: whether there was anything to do
 *
 * A catalog that was mended.
 */
typedef struct
{
  LfCheckReport *before;
  LfCheckReport *after;
  LfRun         *run;
  gboolean       did_anything;
} LfTestMended;

LfCheckReport *lf_test_check           (const char         *path);
char          *lf_test_describe        (LfCheckReport      *report);
LfMendPlan    *lf_test_mend_plan       (const char         *path,
                                        const char *const  *only);
LfTestMended  *lf_test_mend            (const char         *path,
                                        const char *const  *only);
char          *lf_test_mended_describe (LfTestMended       *self);
void           lf_test_mended_free     (LfTestMended       *self);

char          *lf_test_query           (const char         *path,
                                        const char         *sql);
char          *lf_test_dump            (const char         *path,
                                        const char         *table,
                                        const char         *without);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfTestMended, lf_test_mended_free)

G_END_DECLS
