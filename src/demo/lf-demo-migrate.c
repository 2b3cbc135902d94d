/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/lf-demo-migrate.h"

#include <string.h>

#include "catalog/lf-error.h"
#include "catalog/lf-resources.h"
#include "lf-demo-resources.h"

#define MIGRATION LF_RESOURCE_PATH "/demo/migration.sql"

/* Registering twice would keep two */
static void
register_script (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      lf_demo_register_resource ();
      g_once_init_leave (&done, 1);
    }
}

static gboolean
run_statement (LfDemoBuild  *build,
               const char   *sql,
               const char  **rest,
               GError      **error)
{
  g_autoptr (LfDemoStatement) stmt = NULL;
  int result = sqlite3_prepare_v2 (build->db, sql, -1, &stmt, rest);

  /* No statement is there where only a comment was left */
  if (result == SQLITE_OK && stmt != NULL)
    {
      result = sqlite3_step (stmt);
      if (result == SQLITE_DONE)
        result = SQLITE_OK;
    }

  if (result != SQLITE_OK)
    return lf_catalog_error_set_from_sqlite (error, build->db, result, build->path);

  return TRUE;
}

/**
 * lf_demo_migrate: (skip)
 * @build: what to work with; its catalog is complete, of layout 1, and in no transaction
 * @error: return location for an error
 *
 * Does to a catalog what the cataloger's migration to layout 2 did, with all the harm.
 *
 * Returns: %FALSE if that failed or was cancelled
 */
gboolean
lf_demo_migrate (LfDemoBuild  *build,
                 GError      **error)
{
  g_autoptr (GBytes) script = NULL;
  const char *sql;
  double units;

  register_script ();
  script = g_resources_lookup_data (MIGRATION, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (script == NULL)
    return FALSE;

  /* How far the script is read says how far it is run, near enough */
  sql = g_bytes_get_data (script, NULL);
  units = build->plan->n_frames * LF_DEMO_MIGRATE_UNITS / (double) strlen (sql);
  while (*sql != '\0')
    {
      const char *rest = NULL;

      if (!lf_demo_progress_check (build->progress, error) ||
          !run_statement (build, sql, &rest, error) ||
          !lf_demo_progress_add (build->progress, units * (double) (rest - sql), error))
        return FALSE;
      sql = rest;
    }

  return TRUE;
}
