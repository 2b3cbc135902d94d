/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-resources.h"

#include "lf-reference-resources.h"
#include "lf-sql-resources.h"

/**
 * lf_catalog_register_resources:
 *
 * Makes the library's queries and reference layouts known to GResource. To be called once, before
 * anything else of the library, by every program that links it: a static library cannot register
 * them itself. Calling it again does nothing. Any thread.
 */
void
lf_catalog_register_resources (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      lf_sql_register_resource ();
      lf_reference_register_resource ();
      g_once_init_leave (&done, 1);
    }
}
