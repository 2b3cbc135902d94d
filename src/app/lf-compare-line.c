/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-compare-line.h"

#include <glib/gi18n-lib.h>

#include "app/lf-state-icon.h"
#include "catalog/lf-format.h"
#include "maintenance/lf-report-words.h"

static GPtrArray *
new_lines (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) lf_compare_line_free);
}

/* Texts may come from a catalog */
static LfCompareLine *
add (GPtrArray  *lines,
     const char *text)
{
  LfCompareLine *self = g_new0 (LfCompareLine, 1);

  self->text = lf_format_plain (text != NULL ? text : "");
  g_ptr_array_add (lines, self);
  return self;
}

static void
set_state (LfCompareLine *self,
           LfSeverity     state)
{
  self->state = state;
  self->has_state = TRUE;
}

/**
 * lf_compare_line_free:
 * @self: (transfer full): a line
 *
 * Frees it.
 */
void
lf_compare_line_free (LfCompareLine *self)
{
  g_free (self->text);
  g_free (self->detail);
  g_free (self->figure);
  g_free (self->pill);
  g_free (self);
}

static LfSeverity
get_fate_tone (const LfFindingPair *pair,
               LfRunState          *after)
{
  gboolean was_bad = pair->before != NULL &&
                     lf_finding_get_severity (pair->before) >= LF_SEVERITY_WARNING;
  gboolean is_bad = pair->after != NULL &&
                    lf_finding_get_severity (pair->after) >= LF_SEVERITY_WARNING;

  if (is_bad)
    return LF_SEVERITY_WARNING;
  return was_bad && after->is_checked ? LF_SEVERITY_OK : LF_SEVERITY_INFO;
}

/**
 * lf_compare_lines_list_findings:
 * @compare: what is compared
 *
 * Returns: (transfer full) (element-type LfCompareLine): what the checks found, and what became of
 *   it
 */
GPtrArray *
lf_compare_lines_list_findings (LfCompare *compare)
{
  LfRunState *after = lf_compare_get_after (compare);
  g_autoptr (GArray) pairs = lf_report_compare_findings (lf_compare_get_before (compare), after);
  GPtrArray *lines = new_lines ();

  for (guint i = 0; i < pairs->len; i++)
    {
      const LfFindingPair *pair = &g_array_index (pairs, LfFindingPair, i);
      LfFinding *finding = pair->before != NULL ? pair->before : pair->after;
      LfCompareLine *line = add (lines, lf_finding_get_message (finding));

      set_state (line, lf_finding_get_severity (finding));
      if (after == NULL)
        continue;
      line->pill = lf_report_describe_finding (pair, after);
      line->tone = get_fate_tone (pair, after);
    }
  return lines;
}

static LfSeverity
get_change_state (LfChangeKind kind)
{
  static const LfSeverity states[LF_N_CHANGE_KINDS] = {
    [LF_CHANGE_REBUILT] = LF_SEVERITY_OK,
    [LF_CHANGE_CREATED] = LF_SEVERITY_OK,
    [LF_CHANGE_DROPPED] = LF_SEVERITY_OK,
    [LF_CHANGE_RENUMBERED] = LF_SEVERITY_WARNING,
    [LF_CHANGE_REMOVED] = LF_SEVERITY_WARNING,
    [LF_CHANGE_NOT_RESTORABLE] = LF_SEVERITY_ERROR,
  };

  return states[kind];
}

static void
add_changes (GPtrArray  *lines,
             LfRun      *run,
             LfSeverity  state)
{
  for (guint i = 0; i < run->changes->len; i++)
    {
      const LfChange *change = g_ptr_array_index (run->changes, i);
      LfCompareLine *line;

      if (get_change_state (change->kind) != state)
        continue;

      line = add (lines, change->text);
      set_state (line, state);
      line->pill = g_strdup (lf_change_kind_get_title (change->kind));
      line->tone = state == LF_SEVERITY_OK ? LF_SEVERITY_INFO : state;
    }
}

/**
 * lf_compare_lines_list_changes:
 * @compare: what is compared
 *
 * Returns: (transfer full) (element-type LfCompareLine): what was changed: first what could not be
 *   mended, then what is not as it was, then the rest
 */
GPtrArray *
lf_compare_lines_list_changes (LfCompare *compare)
{
  LfRun *run = lf_compare_get_run (compare);
  GPtrArray *lines = new_lines ();

  if (run == NULL)
    return lines;

  add_changes (lines, run, LF_SEVERITY_ERROR);
  add_changes (lines, run, LF_SEVERITY_WARNING);
  add_changes (lines, run, LF_SEVERITY_OK);
  return lines;
}

static LfSeverity
get_step_state (LfStepOutcome outcome)
{
  static const LfSeverity states[LF_N_STEP_OUTCOMES] = {
    [LF_STEP_DONE] = LF_SEVERITY_OK,
    [LF_STEP_SKIPPED] = LF_SEVERITY_INFO,
    [LF_STEP_CANCELLED] = LF_SEVERITY_WARNING,
    [LF_STEP_FAILED] = LF_SEVERITY_ERROR,
  };

  return states[outcome];
}

/**
 * lf_compare_lines_list_steps:
 * @compare: what is compared
 *
 * Returns: (transfer full) (element-type LfCompareLine): the steps of the run, and how long they
 *   took
 */
GPtrArray *
lf_compare_lines_list_steps (LfCompare *compare)
{
  LfRun *run = lf_compare_get_run (compare);
  GPtrArray *lines = new_lines ();

  for (guint i = 0; run != NULL && i < run->steps->len; i++)
    {
      const LfRunStep *step = g_ptr_array_index (run->steps, i);
      LfCompareLine *line = add (lines, step->title);

      set_state (line, get_step_state (step->outcome));
      line->detail = step->detail != NULL ? lf_format_plain (step->detail) : NULL;
      if (step->outcome != LF_STEP_DONE)
        {
          line->pill = g_strdup (lf_step_outcome_get_title (step->outcome));
          line->tone = line->state;
        }
      if (step->outcome != LF_STEP_SKIPPED)
        line->figure = lf_report_format_seconds (step->seconds);
    }
  return lines;
}

/**
 * lf_compare_lines_list_files:
 * @compare: what is compared
 *
 * Returns: (transfer full) (element-type LfCompareLine): the catalog and the backup of the run
 */
GPtrArray *
lf_compare_lines_list_files (LfCompare *compare)
{
  LfRun *run = lf_compare_get_run (compare);
  GPtrArray *lines = new_lines ();

  if (run == NULL)
    return lines;

  add (lines, _("Catalog"))->detail = lf_report_shorten_path (run->catalog);
  if (run->backup != NULL)
    add (lines, _("Backup"))->detail = lf_report_shorten_path (run->backup);
  return lines;
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  g_autoptr (PangoAttrList) no_hyphens = pango_attr_list_new ();
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", text,
                                   "xalign", 0.0f,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "width-chars", 12,
                                   NULL);

  /* Names of tables and indexes have none */
  pango_attr_list_insert (no_hyphens, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), no_hyphens);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_pill (const LfCompareLine *self)
{
  static const char *const classes[LF_N_SEVERITIES] = {
    [LF_SEVERITY_OK] = "good", [LF_SEVERITY_INFO] = "plain", [LF_SEVERITY_WARNING] = "doubtful",
    [LF_SEVERITY_ERROR] = "bad",
  };
  GtkWidget *pill = gtk_label_new (self->pill);

  gtk_widget_set_valign (pill, GTK_ALIGN_START);
  gtk_widget_add_css_class (pill, "pill");
  gtk_widget_add_css_class (pill, classes[self->tone]);
  return pill;
}

/**
 * lf_compare_line_make:
 * @self: a line
 *
 * Returns: (transfer floating): a widget that shows it
 */
GtkWidget *
lf_compare_line_make (const LfCompareLine *self)
{
  /* A GtkBox takes forty times as long to find out how high labels that wrap are */
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 12, NULL);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  if (self->has_state)
    {
      GtkWidget *icon = lf_state_icon_new (self->state);

      gtk_widget_set_valign (icon, GTK_ALIGN_START);
      gtk_grid_attach (GTK_GRID (grid), icon, 0, 0, 1, 1);
    }

  gtk_box_append (GTK_BOX (texts), make_label (self->text, NULL));
  if (self->detail != NULL)
    gtk_box_append (GTK_BOX (texts), make_label (self->detail, "caption"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_grid_attach (GTK_GRID (grid), texts, 1, 0, 1, 1);

  if (self->pill != NULL)
    gtk_grid_attach (GTK_GRID (grid), make_pill (self), 2, 0, 1, 1);
  if (self->figure != NULL)
    {
      GtkWidget *figure = gtk_label_new (self->figure);

      gtk_widget_set_valign (figure, GTK_ALIGN_START);
      gtk_widget_add_css_class (figure, "numeric");
      gtk_grid_attach (GTK_GRID (grid), figure, 3, 0, 1, 1);
    }
  gtk_widget_add_css_class (grid, "compare-line");
  return grid;
}
