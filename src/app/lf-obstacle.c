/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-obstacle.h"

#include <glib/gi18n-lib.h>

/* Why a button that would change something cannot be pressed */

static gboolean
is_repairable (LfCheckReport *report)
{
  for (guint i = 0; i < report->findings->len; i++)
    if (lf_finding_get_repair (g_ptr_array_index (report->findings, i)) != NULL)
      return TRUE;
  return FALSE;
}

/* Of what is done to the file as it is */
static const char *
find_in_report (LfCheckReport *report,
                LfRunKind      kind)
{
  LfIntegrityTrouble trouble = report->integrity != NULL
                                 ? lf_integrity_report_get_trouble (report->integrity)
                                 : LF_INTEGRITY_FINE;

  if (report->space != NULL && report->structure != NULL &&
      (trouble == LF_INTEGRITY_VALUES || trouble == LF_INTEGRITY_UNKNOWN))
    return _("The integrity check has something to complain of that a repair can neither mend nor "
             "get past.");
  if (report->space == NULL || report->structure == NULL || trouble != LF_INTEGRITY_FINE)
    return _("The file itself is damaged, and a repair would build on damaged pages. Restore a "
             "backup from before the damage.");

  if (kind == LF_RUN_ANALYZE)
    return NULL;
  if (kind != LF_RUN_VACUUM)
    return is_repairable (report) ? NULL : _("There is nothing that a repair could mend.");

  if (report->space->free_bytes == 0)
    return _("There is nothing that VACUUM could give back.");
  if (lf_repair_loses_links (report))
    return _("Not before the lost primary key is restored: VACUUM may give other numbers to frames "
             "without id, and their links would be lost. “Repair Everything” does both in the "
             "right order.");
  return NULL;
}

/**
 * lf_obstacle_find_lasting:
 * @maintenance: what is known of a catalog
 * @kind: a repair, a trial, ANALYZE or VACUUM
 *
 * Finds out why something cannot be done, as far as that is known, other than that a job runs.
 *
 * Returns: (transfer none) (nullable): the reason, translated; %NULL if it can be done
 */
const char *
lf_obstacle_find_lasting (LfMaintenance *maintenance,
                          LfRunKind      kind)
{
  LfCheckReport *report = lf_maintenance_get_report (maintenance);

  if (report == NULL || report->integrity == NULL)
    return _("Not before the catalog is checked.");
  if (lf_maintenance_is_read_only (maintenance) && kind != LF_RUN_TRIAL)
    return _("You may not write to this file, so nothing in it can be changed. It can be tried on "
             "a copy.");
  return find_in_report (report, kind);
}

/**
 * lf_obstacle_find:
 * @maintenance: what is known of a catalog
 * @kind: a repair, a trial, ANALYZE or VACUUM
 *
 * Finds out why something cannot be done now, as far as that is known. What else is in the way is
 * told when it is tried.
 *
 * Returns: (transfer none) (nullable): the reason, translated; %NULL if it can be done
 */
const char *
lf_obstacle_find (LfMaintenance *maintenance,
                  LfRunKind      kind)
{
  if (lf_maintenance_is_writing (maintenance))
    return _("The catalog is being worked on.");
  if (!lf_maintenance_is_free (maintenance))
    return _("Not until the work that is going on is over.");
  return lf_obstacle_find_lasting (maintenance, kind);
}
