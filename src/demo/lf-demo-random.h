/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The state of a generator of numbers: copy it to branch off */
typedef struct
{
  guint64 state;
} LfDemoRandom;

void     lf_demo_random_init   (LfDemoRandom *random,
                                guint64       seed,
                                guint64       stream);
guint64  lf_demo_random_next   (LfDemoRandom *random);
guint    lf_demo_random_below  (LfDemoRandom *random,
                                guint         limit);
gboolean lf_demo_random_one_in (LfDemoRandom *random,
                                guint         n);
double   lf_demo_random_range  (LfDemoRandom *random,
                                double        low,
                                double        high,
                                guint         decimals);

G_END_DECLS
