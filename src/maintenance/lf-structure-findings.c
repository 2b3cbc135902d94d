/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "catalog/lf-format.h"
#include "maintenance/lf-check-structure.h"
#include "maintenance/lf-names.h"
#include "maintenance/lf-row-findings.h"

/* Says in sentences in what the tables differ from the reference */

static const char *
get_rebuild (const LfTableStructure *table)
{
  return table->is_stuck ? NULL
                         : _("The table is rebuilt as the cataloger makes it, with every row.");
}

/* Takes over @id and @message */
static void
say (GPtrArray              *findings,
     LfSeverity              severity,
     char                   *id,
     const LfTableStructure *table,
     char                   *message,
     const char             *repair)
{
  g_ptr_array_add (findings, lf_finding_new (LF_CHECK_STRUCTURE, severity, id,
                                             table != NULL ? table->table : NULL, message,
                                             repair));
  g_free (id);
  g_free (message);
}

static char *
describe_lost_key (const LfTableStructure *table,
                   const LfDifference     *key)
{
  g_autofree char *count = lf_format_count (table->n_rows);

  if (table->holds_frames && table->reads_all)
    return g_strdup_printf (_("Every session reads all %s frames because %s lost its primary key."),
                            count, table->table);
  if (table->reads_all)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%s lost its primary key %s: looking anything up reads "
                                         "its %s row.",
                                         "%s lost its primary key %s: looking anything up reads "
                                         "all of its %s rows.", table->n_rows),
                            table->table, key->name, count);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%s lost its primary key %s, which its %s row needs.",
                                       "%s lost its primary key %s, which its %s rows need.",
                                       table->n_rows),
                          table->table, key->name, count);
}

static char *
describe_foreign_key (const LfTableStructure *table,
                      const LfDifference     *key)
{
  g_autofree char *count = lf_format_count (table->n_rows);

  if (key->declared == NULL)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "Nothing ties the %s row of %s any more to what it "
                                         "refers to: the foreign key of %s is lost.",
                                         "Nothing ties the %s rows of %s any more to what they "
                                         "refer to: the foreign key of %s is lost.",
                                         table->n_rows),
                            count, table->table, key->name);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "The foreign key of %s, for the %s row of %s, says “%s” "
                                       "instead of “%s”.",
                                       "The foreign key of %s, for the %s rows of %s, says “%s” "
                                       "instead of “%s”.",
                                       table->n_rows),
                          key->name, count, table->table, key->declared, key->should_be);
}

static char *
describe_missing_table (const LfTableStructure *table,
                        const LfDifference     *difference)
{
  if (difference->declared != NULL)
    /* Translators: the first is a word of SQL, such as VIEW */
    return g_strdup_printf (_("A %s has the name of the table %s, which the catalog has not."),
                            difference->declared, table->table);
  return g_strdup_printf (_("The catalog has no table %s."), table->table);
}

static char *
describe_lost_unique (const LfTableStructure *table,
                      const LfDifference     *difference)
{
  g_autofree char *count = lf_format_count (table->n_rows);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%s, with %s row, may have the same %s twice because "
                                       "UNIQUE is lost.",
                                       "%s, with %s rows, may have the same %s twice because "
                                       "UNIQUE is lost.", table->n_rows),
                          table->table, count, difference->name);
}

static const char *
get_key_repair (LfTableStructure *table)
{
  if (!table->has_numbers &&
      lf_table_structure_find_problem (table, LF_ROW_DUPLICATE_ID, NULL) != NULL)
    return NULL;
  return get_rebuild (table);
}

static void
say_difference (GPtrArray         *findings,
                LfStructureReport *report,
                LfTableStructure  *table,
                LfDifference      *difference)
{
  g_autofree char *count = lf_format_count (table->n_rows);
  const char *name = table->table;
  const char *what = difference->name;
  g_autofree char *columns = lf_names_underscore (what);

  if (difference->kind == LF_DIFFERENCE_MISSING_TABLE)
    say (findings, difference->severity, lf_names_make_id ("structure", name, "missing", NULL),
         table, describe_missing_table (table, difference),
         difference->declared == NULL ? _("The table is made, without rows.") : NULL);
  else if (difference->kind == LF_DIFFERENCE_MISSING_COLUMN)
    say (findings, difference->severity, lf_names_make_id ("structure", name, "column", what, NULL),
         table,
         g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, with %s row, has no column %s.",
                                       "%s, with %s rows, has no column %s.", table->n_rows),
                          name, count, what),
         _("The column is added, without values."));
  else if (difference->kind == LF_DIFFERENCE_PRIMARY_KEY)
    say (findings, difference->severity, lf_names_make_id ("structure", name, "primary-key", NULL),
         table, describe_lost_key (table, difference), get_key_repair (table));
  else if (difference->kind == LF_DIFFERENCE_FOREIGN_KEY)
    say (findings, difference->severity,
         lf_names_make_id ("structure", name, "foreign-key", columns, NULL), table,
         describe_foreign_key (table, difference),
         lf_structure_report_can_refer_to (report, difference->parent) ? get_rebuild (table)
                                                                       : NULL);
  else if (difference->kind == LF_DIFFERENCE_UNIQUE)
    say (findings, difference->severity,
         lf_names_make_id ("structure", name, "unique", columns, NULL), table,
         describe_lost_unique (table, difference),
         lf_table_structure_find_problem (table, LF_ROW_DUPLICATE_VALUE, what) != NULL
           ? NULL
           : _("SQLite keeps values from repeating again."));
}

/* Whether rows keep a column from being as the reference has it */
static gboolean
is_blocked (LfTableStructure *table,
            LfDifference     *difference)
{
  const char *name = difference->name;

  if (difference->kind == LF_DIFFERENCE_NOT_NULL)
    return lf_table_structure_find_problem (table, LF_ROW_NULL_VALUE, name) != NULL ||
           lf_table_structure_find_problem (table, LF_ROW_NULL_ID, name) != NULL;
  if (difference->kind == LF_DIFFERENCE_TYPE)
    return table->is_strict ||
           lf_table_structure_find_problem (table, LF_ROW_LOSSY_VALUE, name) != NULL;
  return FALSE;
}

/* What is said once a table: the columns that differ in a way */
static GPtrArray *
list_columns (LfTableStructure *table,
              LfDifferenceKind  kind,
              LfSeverity        severity,
              gboolean         *blocked)
{
  GPtrArray *columns = g_ptr_array_new ();

  *blocked = TRUE;
  for (guint i = 0; i < table->differences->len; i++)
    {
      LfDifference *difference = g_ptr_array_index (table->differences, i);

      if (difference->kind != kind || difference->severity != severity)
        continue;

      g_ptr_array_add (columns, difference->name);
      *blocked &= is_blocked (table, difference);
    }
  return columns;
}

static void
say_not_null (GPtrArray        *findings,
              LfTableStructure *table)
{
  gboolean blocked;
  g_autoptr (GPtrArray) columns = list_columns (table, LF_DIFFERENCE_NOT_NULL, LF_SEVERITY_WARNING,
                                                &blocked);
  g_autofree char *names = lf_names_summarize (columns);
  g_autofree char *count = lf_format_count (columns->len);

  if (columns->len > 0)
    say (findings, LF_SEVERITY_WARNING, lf_names_make_id ("structure", table->table, "not-null",
                                                          NULL),
         table,
         g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%s column of %s may be empty that should not: %s.",
                                       "%s columns of %s may be empty that should not: %s.",
                                       columns->len),
                          count, table->table, names),
         blocked ? NULL : get_rebuild (table));
}

static void
say_defaults (GPtrArray        *findings,
              LfTableStructure *table)
{
  gboolean blocked;
  g_autoptr (GPtrArray) columns = list_columns (table, LF_DIFFERENCE_DEFAULT, LF_SEVERITY_WARNING,
                                                &blocked);
  g_autofree char *names = lf_names_summarize (columns);
  g_autofree char *count = lf_format_count (columns->len);

  if (columns->len > 0)
    say (findings, LF_SEVERITY_WARNING, lf_names_make_id ("structure", table->table, "default",
                                                          NULL),
         table,
         g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s column of %s lost its DEFAULT: %s.",
                                       "%s columns of %s lost their DEFAULT: %s.", columns->len),
                          count, table->table, names),
         get_rebuild (table));
}

static void
say_types (GPtrArray        *findings,
           LfTableStructure *table)
{
  gboolean blocked, ignored;
  g_autoptr (GPtrArray) changed = list_columns (table, LF_DIFFERENCE_TYPE, LF_SEVERITY_WARNING,
                                                &blocked);
  g_autoptr (GPtrArray) simplified = list_columns (table, LF_DIFFERENCE_TYPE, LF_SEVERITY_INFO,
                                                   &ignored);
  g_autofree char *names = lf_names_summarize (changed);
  g_autofree char *n_changed = lf_format_count (changed->len);
  g_autofree char *n_simplified = lf_format_count (simplified->len);

  if (changed->len > 0)
    say (findings, LF_SEVERITY_WARNING, lf_names_make_id ("structure", table->table, "affinity",
                                                          NULL),
         table,
         g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%s column of %s keeps values as another type: %s.",
                                       "%s columns of %s keep values as another type: %s.",
                                       changed->len),
                          n_changed, table->table, names),
         blocked ? NULL : get_rebuild (table));

  if (simplified->len > 0)
    say (findings, LF_SEVERITY_INFO, lf_names_make_id ("structure", table->table, "types", NULL),
         table,
         g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "The declared type of %s column of %s is worded "
                                       "differently; values are not affected.",
                                       "The declared types of %s columns of %s are worded "
                                       "differently; values are not affected.",
                                       simplified->len),
                          n_simplified, table->table),
         NULL);
}

static void
collect_own (GPtrArray *names[LF_N_OWN_KINDS],
             GPtrArray *differences,
             GPtrArray *texts,
             const char *table)
{
  for (guint i = 0; i < differences->len; i++)
    {
      LfDifference *difference = g_ptr_array_index (differences, i);
      char *text = NULL;

      if (difference->kind != LF_DIFFERENCE_OWN)
        continue;

      if (difference->own == LF_OWN_COLUMN || difference->own == LF_OWN_CONSTRAINT)
        text = g_strdup_printf ("%s: %s", table, difference->name);
      else
        text = g_strdup (difference->name);
      g_ptr_array_add (texts, text);
      g_ptr_array_add (names[difference->own], text);
    }
}

/* Each kind in a sentence of its own, for that is what can be put into other languages */
static char *
describe_own (LfOwnKind  own,
              GPtrArray *names)
{
  g_autofree char *count = lf_format_count (names->len);
  g_autofree char *list = lf_names_summarize (names);
  gulong n = names->len;

  switch (own)
    {
    case LF_OWN_TABLE:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                           "%s table is yours and left alone: %s.",
                                           "%s tables are yours and left alone: %s.", n),
                              count, list);
    case LF_OWN_COLUMN:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                           "%s column is yours and left alone: %s.",
                                           "%s columns are yours and left alone: %s.", n),
                              count, list);
    case LF_OWN_CONSTRAINT:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                           "%s constraint is yours and left alone: %s.",
                                           "%s constraints are yours and left alone: %s.", n),
                              count, list);
    case LF_OWN_VIEW:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                           "%s view is yours and left alone: %s.",
                                           "%s views are yours and left alone: %s.", n),
                              count, list);
    case LF_OWN_TRIGGER:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                           "%s trigger is yours and left alone: %s.",
                                           "%s triggers are yours and left alone: %s.", n),
                              count, list);
    default:
      g_assert_not_reached ();
    }
}

static void
say_own (GPtrArray         *findings,
         LfStructureReport *report)
{
  static const char *ids[LF_N_OWN_KINDS] = { "tables", "columns", "constraints", "views",
                                             "triggers" };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *names[LF_N_OWN_KINDS];

  for (guint i = 0; i < LF_N_OWN_KINDS; i++)
    names[i] = g_ptr_array_new ();
  for (guint i = 0; i < report->tables->len; i++)
    {
      LfTableStructure *table = g_ptr_array_index (report->tables, i);

      collect_own (names, table->differences, texts, table->table);
    }
  collect_own (names, report->own, texts, NULL);

  for (guint i = 0; i < LF_N_OWN_KINDS; i++)
    {
      if (names[i]->len > 0)
        say (findings, LF_SEVERITY_INFO, lf_names_make_id ("structure", "own", ids[i], NULL), NULL,
             describe_own (i, names[i]), NULL);
      g_ptr_array_unref (names[i]);
    }
}

/**
 * lf_structure_report_add_findings:
 * @self: a report
 * @findings: (element-type LfFinding): where to add
 *
 * Says in sentences what was found, table by table: what differs, then what is wrong with its rows;
 * last what is the user's own.
 */
void
lf_structure_report_add_findings (LfStructureReport *self,
                                  GPtrArray         *findings)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      LfTableStructure *table = g_ptr_array_index (self->tables, i);

      for (guint j = 0; j < table->differences->len; j++)
        say_difference (findings, self, table, g_ptr_array_index (table->differences, j));
      say_not_null (findings, table);
      say_defaults (findings, table);
      say_types (findings, table);
      lf_row_findings_add (self, table, findings);
    }
  say_own (findings, self);
}
