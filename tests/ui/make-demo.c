/* SPDX-License-Identifier: GPL-3.0-or-later */

/* make-demo PATH STATE FRAMES SESSIONS: makes a demonstration catalog, for tests that are no C
 * programs. */

#include <stdlib.h>

#include "demo/lf-demo.h"

int
main (int   argc,
      char *argv[])
{
  LfDemoOptions options = { 0 };
  g_autoptr (GError) error = NULL;

  if (argc != 5 || !lf_demo_state_from_string (argv[2], &options.state))
    {
      g_printerr ("usage: make-demo PATH healthy|migrated|legacy FRAMES SESSIONS\n");
      return 2;
    }

  options.n_frames = (guint) strtoul (argv[3], NULL, 10);
  options.n_sessions = (guint) strtoul (argv[4], NULL, 10);
  if (!lf_demo_make (argv[1], &options, NULL, NULL, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
