/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-plan-node.h"

#include <glib/gi18n-lib.h>

#include "catalog/lf-format.h"

/* A step is judged by its own parts, as https://www.sqlite.org/eqp.html describes them:
 * “SCAN table”, “SEARCH table”, with “USING …” behind. The table is its alias in the query. */
#define STEP "^(?<verb>SCAN|SEARCH) (?<table>\\S+)(?: USING (?<using>.*))?$"
#define INDEX "^(?<automatic>AUTOMATIC )?(?:PARTIAL )?(?:COVERING )?INDEX (?<index>\\S+)"
#define AUTOMATIC "^AUTOMATIC "
#define PRIMARY_KEY "^(?:INTEGER )?PRIMARY KEY"
#define TEMPORARY "^USE TEMP B-TREE FOR (?<what>.*)$"

/* A table that is smaller is read whole at no cost */
#define LARGE_TABLE 1000

/* “fits_files AS f” in the text of a query tells what “f” is in its plan */
static char *
find_table (const char *sql,
            const char *alias)
{
  g_autofree char *escaped = g_regex_escape_string (alias, -1);
  g_autofree char *pattern = g_strdup_printf ("\\b(\\w+) AS %s\\b", escaped);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (g_regex_match (regex, sql, 0, &match))
    return g_match_info_fetch (match, 1);

  g_clear_pointer (&match, g_match_info_unref);
  g_clear_pointer (&regex, g_regex_unref);
  g_clear_pointer (&pattern, g_free);
  pattern = g_strdup_printf ("\\bFROM %s\\b", escaped);
  regex = g_regex_new (pattern, 0, 0, NULL);
  return g_regex_match (regex, sql, 0, NULL) ? g_strdup (alias) : NULL;
}

static gboolean
matches (const char *pattern,
         const char *text)
{
  return text != NULL && g_regex_match_simple (pattern, text, 0, 0);
}

static char *
fetch_index (const char *using)
{
  g_autoptr (GRegex) regex = g_regex_new (INDEX, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *automatic = NULL;

  if (using == NULL || !g_regex_match (regex, using, 0, &match))
    return NULL;

  /* An automatic index has no name: what stands there are its columns */
  automatic = g_match_info_fetch_named (match, "automatic");
  return automatic == NULL || *automatic == '\0' ? g_match_info_fetch_named (match, "index") : NULL;
}

static LfPlanKind
get_kind (const char *verb,
          const char *using)
{
  gboolean is_scan = g_str_equal (verb, "SCAN");

  if (matches (AUTOMATIC, using))
    return LF_PLAN_AUTOMATIC_INDEX;
  if (matches (PRIMARY_KEY, using))
    return LF_PLAN_SEARCH_ROWID;
  if (is_scan)
    return using != NULL && *using != '\0' ? LF_PLAN_SCAN_INDEX : LF_PLAN_SCAN;
  return LF_PLAN_SEARCH_INDEX;
}

/* Strips what SQLite puts behind a step and does not change what it is */
static char *
strip_suffix (const char *detail)
{
  static const char *suffixes[] = { " LEFT-JOIN", " RIGHT-JOIN", " FULL-JOIN" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (detail, suffixes[i]))
      return g_strndup (detail, strlen (detail) - strlen (suffixes[i]));
  return g_strdup (detail);
}

/**
 * lf_plan_node_parse:
 * @detail: a step of a plan in SQLite's words
 * @sql: the query
 *
 * Tells what a step does. Any thread.
 *
 * Returns: (transfer full): a node, whose rows and judgement are not set yet
 */
LfPlanNode *
lf_plan_node_parse (const char *detail,
                    const char *sql)
{
  LfPlanNode *self = g_new0 (LfPlanNode, 1);
  g_autofree char *stripped = strip_suffix (detail);
  g_autoptr (GRegex) step = g_regex_new (STEP, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  self->detail = g_strdup (detail);
  if (g_regex_match (step, stripped, 0, &match))
    {
      g_autofree char *verb = g_match_info_fetch_named (match, "verb");
      g_autofree char *alias = g_match_info_fetch_named (match, "table");
      g_autofree char *using = g_match_info_fetch_named (match, "using");

      self->kind = get_kind (verb, using);
      self->table = find_table (sql, alias);
      self->index = fetch_index (using);
    }
  else if (matches (TEMPORARY, stripped))
    self->kind = LF_PLAN_TEMPORARY;

  return self;
}

static char *
describe_scan (LfPlanNode *self)
{
  g_autofree char *count = lf_format_count (self->n_rows);

  if (self->table == NULL)
    return g_strdup (_("reads an interim result"));
  if (self->kind == LF_PLAN_SCAN_INDEX)
    return g_strdup_printf (_("reads all %s rows of %s in the order of an index"), count,
                            self->table);
  return g_strdup_printf (_("reads all %s rows of %s"), count, self->table);
}

static char *
describe (LfPlanNode *self)
{
  switch (self->kind)
    {
    case LF_PLAN_SCAN:
    case LF_PLAN_SCAN_INDEX:
      return describe_scan (self);
    case LF_PLAN_SEARCH_ROWID:
      return g_strdup_printf (_("looks rows of %s up by their number, the quickest way"),
                              self->table != NULL ? self->table : _("an interim result"));
    case LF_PLAN_SEARCH_INDEX:
      return g_strdup_printf (_("finds rows of %s by an index"),
                              self->table != NULL ? self->table : _("an interim result"));
    case LF_PLAN_AUTOMATIC_INDEX:
      return self->table != NULL
               ? g_strdup_printf (_("makes an index of %s for this one run"), self->table)
               : g_strdup (_("makes an index of an interim result"));
    case LF_PLAN_TEMPORARY:
      return g_strdup (_("sorts in memory"));
    case LF_PLAN_OTHER:
    default:
      return g_strdup ("");
    }
}

/**
 * lf_plan_node_judge:
 * @self: a node whose rows are set
 * @of_session: whether the query is about one session
 * @n_links: how many frames that session has
 *
 * Judges a step by itself. A query about one session should not read a whole large table, nor make
 * an index of one; a query about all sessions has to read them all.
 */
void
lf_plan_node_judge (LfPlanNode *self,
                    gboolean    of_session,
                    guint       n_links)
{
  gboolean reads_all = self->kind == LF_PLAN_SCAN || self->kind == LF_PLAN_SCAN_INDEX;

  self->severity = LF_SEVERITY_OK;
  if (self->table != NULL && self->n_rows >= LARGE_TABLE && self->n_rows > n_links &&
      ((of_session && reads_all) || self->kind == LF_PLAN_AUTOMATIC_INDEX))
    self->severity = LF_SEVERITY_WARNING;

  g_free (self->words);
  self->words = describe (self);
}

/**
 * lf_plan_node_free:
 * @self: (transfer full): a node
 *
 * Frees it.
 */
void
lf_plan_node_free (LfPlanNode *self)
{
  g_free (self->detail);
  g_free (self->words);
  g_free (self->table);
  g_free (self->index);
  g_free (self);
}
