/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-finding.h"

#include <glib/gi18n-lib.h>

struct _LfFinding
{
  GObject     parent_instance;

  LfCheck     check;
  LfSeverity  severity;
  char       *id;
  char       *table;
  char       *message;
  char       *repair;
};

G_DEFINE_FINAL_TYPE (LfFinding, lf_finding, G_TYPE_OBJECT)

static void
lf_finding_finalize (GObject *object)
{
  LfFinding *self = LF_FINDING (object);

  g_free (self->id);
  g_free (self->table);
  g_free (self->message);
  g_free (self->repair);

  G_OBJECT_CLASS (lf_finding_parent_class)->finalize (object);
}

static void
lf_finding_class_init (LfFindingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_finding_finalize;
}

static void
lf_finding_init (LfFinding *self)
{
}

/**
 * lf_severity_get_name:
 * @severity: a severity
 *
 * Returns: (transfer none): its name for programs: `ok`, `info`, `warning` or `error`
 */
const char *
lf_severity_get_name (LfSeverity severity)
{
  static const char *names[] = { "ok", "info", "warning", "error" };

  return names[severity];
}

/**
 * lf_check_get_name:
 * @check: a check
 *
 * Returns: (transfer none): its name for programs, with which the ids of its findings begin
 */
const char *
lf_check_get_name (LfCheck check)
{
  static const char *names[] = {
    "integrity", "structure", "indexes", "statistics", "space", "plans", "timings",
  };

  return names[check];
}

/**
 * lf_check_get_title:
 * @check: a check
 *
 * Returns: (transfer none): what it is called
 */
const char *
lf_check_get_title (LfCheck check)
{
  static const char *titles[] = {
    N_("Integrity"), N_("Structure"), N_("Indexes"), N_("Statistics"),
    N_("Space"), N_("Query plans"), N_("Timings"),
  };

  return _(titles[check]);
}

/**
 * lf_finding_new:
 * @check: the check that found it
 * @severity: how bad it is
 * @id: a stable name, such as `structure.fits_files.primary-key`
 * @table: (nullable): the table or index it is about
 * @message: one plain translated sentence, with a figure where there is one
 * @repair: (nullable): how it is repaired, one translated sentence; %NULL if it is not
 *
 * Returns: (transfer full): a finding
 */
LfFinding *
lf_finding_new (LfCheck     check,
                LfSeverity  severity,
                const char *id,
                const char *table,
                const char *message,
                const char *repair)
{
  LfFinding *self = g_object_new (LF_TYPE_FINDING, NULL);

  self->check = check;
  self->severity = severity;
  self->id = g_strdup (id);
  self->table = g_strdup (table);
  self->message = g_strdup (message);
  self->repair = g_strdup (repair);
  return self;
}

/**
 * lf_finding_get_check:
 * @self: a finding
 *
 * Returns: the check that found it
 */
LfCheck
lf_finding_get_check (LfFinding *self)
{
  return self->check;
}

/**
 * lf_finding_get_severity:
 * @self: a finding
 *
 * Returns: how bad it is
 */
LfSeverity
lf_finding_get_severity (LfFinding *self)
{
  return self->severity;
}

/**
 * lf_finding_get_id:
 * @self: a finding
 *
 * Returns: (transfer none): its stable name
 */
const char *
lf_finding_get_id (LfFinding *self)
{
  return self->id;
}

/**
 * lf_finding_get_table:
 * @self: a finding
 *
 * Returns: (transfer none) (nullable): the table or index it is about
 */
const char *
lf_finding_get_table (LfFinding *self)
{
  return self->table;
}

/**
 * lf_finding_get_message:
 * @self: a finding
 *
 * Returns: (transfer none): what was found, in one sentence
 */
const char *
lf_finding_get_message (LfFinding *self)
{
  return self->message;
}

/**
 * lf_finding_get_repair:
 * @self: a finding
 *
 * Returns: (transfer none) (nullable): how it is repaired; %NULL if it is not
 */
const char *
lf_finding_get_repair (LfFinding *self)
{
  return self->repair;
}

/**
 * lf_findings_get_worst:
 * @findings: (element-type LfFinding): findings
 *
 * Returns: the highest severity among them
 */
LfSeverity
lf_findings_get_worst (GPtrArray *findings)
{
  LfSeverity worst = LF_SEVERITY_OK;

  for (guint i = 0; i < findings->len; i++)
    worst = MAX (worst, lf_finding_get_severity (g_ptr_array_index (findings, i)));
  return worst;
}

/**
 * lf_findings_are_healthy:
 * @findings: (element-type LfFinding): all findings of a catalog
 *
 * Returns: whether none of them is a warning or an error
 */
gboolean
lf_findings_are_healthy (GPtrArray *findings)
{
  return lf_findings_get_worst (findings) < LF_SEVERITY_WARNING;
}
