/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-maintenance-data.h"

#include <gio/gio.h>

#include "catalog/lf-resources.h"
#include "lf-maintenance-resources.h"

/**
 * lf_maintenance_get_data: (skip)
 * @name: a file of this folder that is built in, such as `history/add-run.sql`
 *
 * Gets a built-in file. Any thread.
 *
 * Returns: (transfer none): its text; it stays valid while the program runs
 */
const char *
lf_maintenance_get_data (const char *name)
{
  g_autofree char *path = g_strconcat (LF_RESOURCE_PATH "/", name, NULL);
  g_autoptr (GBytes) bytes = NULL;
  static gsize done = 0;

  /* A static library cannot register them itself */
  if (g_once_init_enter (&done))
    {
      lf_maintenance_register_resource ();
      g_once_init_leave (&done, 1);
    }

  bytes = g_resources_lookup_data (path, 0, NULL);
  if (bytes == NULL)
    g_error ("There is no “%s” in the program", name);

  /* Uncompressed resources are in the program's own memory, with a NUL behind them */
  return g_bytes_get_data (bytes, NULL);
}
