/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/lf-demo-build.h"

#include "demo/lf-demo-migrate.h"

/* Indexes of the two large tables, of either layout */
#define FRAME_INDEXES 11
#define LINK_INDEXES 3

/* All units that will be counted */
static double
estimate_units (const LfDemoPlan *plan,
                LfDemoState       state)
{
  double frame = 1.0 + FRAME_INDEXES * LF_DEMO_INDEX_UNITS;
  double link = LF_DEMO_LINK_UNITS + LINK_INDEXES * LF_DEMO_INDEX_UNITS;

  if (state == LF_DEMO_MIGRATED)
    frame += LF_DEMO_MIGRATE_UNITS;
  return plan->n_frames * frame + plan->n_links * link;
}

/* Frames before links and sessions before both, as foreign keys want it */
static gboolean
write_rows (LfDemoBuild  *build,
            GError      **error)
{
  return lf_demo_database_execute (build->db, "BEGIN", build->path, error) &&
         lf_demo_schema_create_tables (build->schema, build->db, build->path, error) &&
         lf_demo_write_equipment (build, error) &&
         lf_demo_write_nights (build, error) &&
         lf_demo_write_frames (build, error) &&
         lf_demo_write_sessions (build, error) &&
         lf_demo_write_links (build, error) &&
         lf_demo_write_results (build, error) &&
         lf_demo_schema_create_indexes (build->schema, build->db, build->path, build->progress,
                                        error) &&
         lf_demo_database_execute (build->db, "COMMIT", build->path, error);
}

static gboolean
finish (LfDemoBuild  *build,
        LfDemoState   state,
        GError      **error)
{
  switch (state)
    {
    case LF_DEMO_HEALTHY:
      /* With locking_mode EXCLUSIVE there is never a -shm, and closing removes the -wal */
      return lf_demo_database_execute (build->db, "PRAGMA journal_mode = WAL", build->path, error);
    case LF_DEMO_MIGRATED:
      return lf_demo_migrate (build, error);
    case LF_DEMO_LEGACY:
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

/**
 * lf_demo_build_catalog: (skip)
 * @path: an empty file that only the caller knows of
 * @options: what to make, with all numbers given
 * @progress: (nullable) (scope call): is told how far the making is, on this thread
 * @progress_data: data for @progress
 * @cancellable: (nullable): a way to stop
 * @error: return location for an error
 *
 * Writes a catalog into a file. If that fails, the file has anything in it. Any thread.
 *
 * Returns: %FALSE if that failed or was cancelled
 */
gboolean
lf_demo_build_catalog (const char           *path,
                       const LfDemoOptions  *options,
                       LfDemoProgressFunc    progress,
                       gpointer              progress_data,
                       GCancellable         *cancellable,
                       GError              **error)
{
  g_autoptr (LfDemoPlan) plan = NULL;
  g_autoptr (LfDemoSchema) schema = NULL;
  g_autoptr (LfDemoDatabase) db = NULL;
  LfDemoProgress counter = {
    .func = progress,
    .data = progress_data,
    .cancellable = cancellable,
  };
  LfDemoBuild build = { .path = path, .progress = &counter };

  if (!lf_demo_progress_check (&counter, error))
    return FALSE;

  schema = lf_demo_schema_new (options->state == LF_DEMO_HEALTHY ? "layout-2" : "layout-1", error);
  if (schema == NULL)
    return FALSE;

  db = lf_demo_database_open (path, cancellable, error);
  if (db == NULL)
    return FALSE;

  plan = lf_demo_plan_new (options->n_frames, options->n_sessions);
  counter.total = estimate_units (plan, options->state);
  build.db = db;
  build.schema = schema;
  build.plan = plan;

  return write_rows (&build, error) &&
         finish (&build, options->state, error) &&
         lf_demo_database_close (g_steal_pointer (&db), path, error);
}
