/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo/lf-demo-plan.h"

G_BEGIN_DECLS

/**
 * LfDemoMasters:
 *
 * The darks, flats and biases of a plan, by the lights that they fit. It belongs to one thread.
 */
typedef struct _LfDemoMasters LfDemoMasters;

LfDemoMasters *lf_demo_masters_new  (const LfDemoPlan *plan);
void           lf_demo_masters_free (LfDemoMasters    *masters);
void           lf_demo_masters_add  (LfDemoMasters    *masters,
                                     LfDemoSession    *session,
                                     const LfDemoPlan *plan,
                                     guint             budget);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfDemoMasters, lf_demo_masters_free)

G_END_DECLS
