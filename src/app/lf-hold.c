/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-hold.h"

#include <gio/gio.h>

/**
 * lf_hold:
 *
 * Keeps the application running until lf_release(), even without a window. To be called before
 * work is given to a thread: quitting cancels the work and waits for its answer, for a thread that
 * is cut off would leave files of SQLite's, or half a demonstration catalog, behind.
 */
void
lf_hold (void)
{
  if (g_application_get_default () != NULL)
    g_application_hold (g_application_get_default ());
}

/**
 * lf_release:
 *
 * Takes lf_hold() back: the answer is there.
 */
void
lf_release (void)
{
  if (g_application_get_default () != NULL)
    g_application_release (g_application_get_default ());
}
