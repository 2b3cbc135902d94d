/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo/lf-demo-build.h"

G_BEGIN_DECLS

/* What migrating a frame costs, in units of writing a row of frames */
#define LF_DEMO_MIGRATE_UNITS 0.8

gboolean lf_demo_migrate (LfDemoBuild  *build,
                          GError      **error);

G_END_DECLS
