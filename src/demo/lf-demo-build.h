/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo/lf-demo-insert.h"
#include "demo/lf-demo-plan.h"
#include "demo/lf-demo-progress.h"
#include "demo/lf-demo-schema.h"

G_BEGIN_DECLS

/* What those who write tables work with; borrowed, all of it */
typedef struct
{
  sqlite3          *db;
  const char       *path;
  LfDemoSchema     *schema;
  const LfDemoPlan *plan;
  LfDemoProgress   *progress;
} LfDemoBuild;

/* What writing a link costs, in units of writing a row of frames */
#define LF_DEMO_LINK_UNITS 0.3

gboolean lf_demo_build_catalog   (const char           *path,
                                  const LfDemoOptions  *options,
                                  LfDemoProgressFunc    progress,
                                  gpointer              progress_data,
                                  GCancellable         *cancellable,
                                  GError              **error);
gboolean lf_demo_write_equipment (LfDemoBuild          *build,
                                  GError              **error);
gboolean lf_demo_write_nights    (LfDemoBuild          *build,
                                  GError              **error);
gboolean lf_demo_write_frames    (LfDemoBuild          *build,
                                  GError              **error);
gboolean lf_demo_write_sessions  (LfDemoBuild          *build,
                                  GError              **error);
gboolean lf_demo_write_links     (LfDemoBuild          *build,
                                  GError              **error);
gboolean lf_demo_write_results   (LfDemoBuild          *build,
                                  GError              **error);

G_END_DECLS
