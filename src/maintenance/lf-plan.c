/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "maintenance/lf-plan.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#include "catalog/lf-error.h"
#include "catalog/lf-format.h"
#include "catalog/lf-query.h"
#include "maintenance/lf-compose.h"
#include "maintenance/lf-plan-node.h"

/* Columns of EXPLAIN QUERY PLAN */
enum
{
  EXPLAIN_ID,
  EXPLAIN_PARENT,
  EXPLAIN_UNUSED,
  EXPLAIN_DETAIL,
};

/* Queries of the old program are shown beside ours, but a bad plan of theirs harms nobody now */
#define OLD_PREFIX "old-"

/* The titles in the headers of the queries, which nothing else tells to those who translate */
static const char *const titles[] = {
  N_("Frame count"),
  N_("Frame types of a session"),
  N_("Integration by filter"),
  N_("Old details: all columns"),
  N_("Old script: count"),
  N_("Old script: group by"),
  N_("Old script: ids and types"),
  N_("Session details"),
  N_("Session list"),
  N_("Session record"),
};

/* How deep a node stands: one deeper than its parent, which came before it */
static guint
find_depth (GHashTable *depths,
            int         id,
            int         parent)
{
  gpointer found = NULL;
  guint depth = 0;

  if (g_hash_table_lookup_extended (depths, GINT_TO_POINTER (parent), NULL, &found))
    depth = GPOINTER_TO_UINT (found) + 1;
  g_hash_table_insert (depths, GINT_TO_POINTER (id), GUINT_TO_POINTER (depth));
  return depth;
}

static gboolean
count_rows (LfConnection  *connection,
            LfPlanNode    *node,
            GError       **error)
{
  /* What is no table of the file itself, such as one of the other layout, is not counted */
  if (node->table == NULL ||
      sqlite3_table_column_metadata (lf_connection_get_db (connection), "main", node->table, NULL,
                                     NULL, NULL, NULL, NULL, NULL) != SQLITE_OK)
    return TRUE;

  return lf_compose_count_rows (connection, node->table, &node->n_rows, error);
}

static gboolean
read_nodes (LfPlan        *self,
            LfConnection  *connection,
            sqlite3_stmt  *stmt,
            GError       **error)
{
  g_autoptr (GHashTable) depths = g_hash_table_new (NULL, NULL);
  gboolean has_row;

  do
    {
      LfPlanNode *node;

      if (!lf_connection_step (connection, stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        break;

      node = lf_plan_node_parse ((const char *) sqlite3_column_text (stmt, EXPLAIN_DETAIL),
                                 lf_query_get_sql (self->query));
      g_ptr_array_add (self->nodes, node);
      node->depth = find_depth (depths, sqlite3_column_int (stmt, EXPLAIN_ID),
                                sqlite3_column_int (stmt, EXPLAIN_PARENT));
      if (!count_rows (connection, node, error))
        return FALSE;
      lf_plan_node_judge (node, self->session != NULL, self->n_links);
    }
  while (has_row);
  return TRUE;
}

/**
 * lf_plan_kind_get_name:
 * @kind: a kind of step
 *
 * Returns: (transfer none): its name for programs
 */
const char *
lf_plan_kind_get_name (LfPlanKind kind)
{
  static const char *const names[LF_N_PLAN_KINDS] = {
    [LF_PLAN_OTHER] = "other",
    [LF_PLAN_SCAN] = "scan",
    [LF_PLAN_SCAN_INDEX] = "scan-index",
    [LF_PLAN_SEARCH_ROWID] = "search-rowid",
    [LF_PLAN_SEARCH_INDEX] = "search-index",
    [LF_PLAN_AUTOMATIC_INDEX] = "automatic-index",
    [LF_PLAN_TEMPORARY] = "temporary",
  };

  return names[kind];
}

/**
 * lf_plan_get_title:
 * @query: a query's name
 *
 * Returns: (transfer full): what it is called for people, translated
 */
char *
lf_plan_get_title (const char *query)
{
  g_autofree char *title = lf_query_get_header (query, "title");

  for (guint i = 0; title != NULL && i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i], title))
      return g_strdup (g_dgettext (GETTEXT_PACKAGE, titles[i]));
  return title != NULL ? g_steal_pointer (&title) : g_strdup (query);
}

/**
 * lf_plan_needs_session:
 * @query: a query's name
 *
 * Returns: whether it is about one session, whose id is its parameter
 */
gboolean
lf_plan_needs_session (const char *query)
{
  g_autofree char *parameters = lf_query_get_header (query, "parameters");

  return parameters != NULL && g_str_has_prefix (parameters, "?1");
}

/**
 * lf_plan_is_old:
 * @query: a query's name
 *
 * Returns: whether it is one of the program that Lightframe replaces
 */
gboolean
lf_plan_is_old (const char *query)
{
  return g_str_has_prefix (query, OLD_PREFIX);
}

/**
 * lf_plan_explain:
 * @connection: a connection
 * @query: a query's name
 * @session: (nullable): the session, for a query that needs one
 * @error: where to put an error
 *
 * Asks SQLite how it would run a query; does not run it, but counts the rows of the tables it
 * reads. Blocks: on the connection's thread.
 *
 * Returns: (transfer full) (nullable): the plan
 */
LfPlan *
lf_plan_explain (LfConnection           *connection,
                 const char             *query,
                 const LfSampleSession  *session,
                 GError                **error)
{
  g_autoptr (LfPlan) self = g_new0 (LfPlan, 1);
  g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN\n", lf_query_get_sql (query), NULL);
  sqlite3 *db = lf_connection_get_db (connection);
  sqlite3_stmt *stmt = NULL;
  gboolean done;
  int result = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  self->query = g_strdup (query);
  self->title = lf_plan_get_title (query);
  self->session = session != NULL ? g_strdup (session->id) : NULL;
  self->n_links = session != NULL ? session->n_links : 0;
  self->nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_plan_node_free);

  if (result != SQLITE_OK)
    {
      lf_catalog_error_set_from_sqlite (error, db, result, lf_connection_get_path (connection));
      return NULL;
    }

  if (self->session != NULL)
    sqlite3_bind_text (stmt, 1, self->session, -1, SQLITE_TRANSIENT);
  done = read_nodes (self, connection, stmt, error);
  sqlite3_finalize (stmt);
  return done ? g_steal_pointer (&self) : NULL;
}

/**
 * lf_plan_free:
 * @self: (transfer full): a plan
 *
 * Frees it.
 */
void
lf_plan_free (LfPlan *self)
{
  g_free (self->query);
  g_free (self->title);
  g_free (self->session);
  g_ptr_array_unref (self->nodes);
  g_free (self);
}

/**
 * lf_plan_get_severity:
 * @self: a plan
 *
 * Returns: the worst severity of its steps
 */
LfSeverity
lf_plan_get_severity (LfPlan *self)
{
  LfSeverity worst = LF_SEVERITY_OK;

  for (guint i = 0; i < self->nodes->len; i++)
    worst = MAX (worst, ((LfPlanNode *) g_ptr_array_index (self->nodes, i))->severity);
  return worst;
}

static gboolean
explain_one (GPtrArray         *plans,
             LfConnection      *connection,
             const char        *query,
             LfSampleSessions  *samples,
             GError           **error)
{
  const LfSampleSession *sessions[] = { &samples->largest, &samples->typical };
  gboolean needs_session = lf_plan_needs_session (query);

  for (guint i = 0; i < G_N_ELEMENTS (sessions); i++)
    {
      LfPlan *plan;

      /* A query of all sessions has one plan; two samples that are the same session have one too */
      if ((i > 0 && (!needs_session || g_strcmp0 (sessions[0]->id, sessions[1]->id) == 0)) ||
          (needs_session && sessions[i]->id == NULL))
        continue;

      plan = lf_plan_explain (connection, query, needs_session ? sessions[i] : NULL, error);
      if (plan == NULL)
        return FALSE;
      g_ptr_array_add (plans, plan);
    }
  return TRUE;
}

/**
 * lf_plans_explain:
 * @connection: a connection
 * @job: (nullable): told how far it is
 * @error: where to put an error
 *
 * Explains every named query, for the largest session and a typical one. Blocks: on the
 * connection's thread.
 *
 * Returns: (transfer full) (nullable) (element-type LfPlan): the plans
 */
GPtrArray *
lf_plans_explain (LfConnection  *connection,
                  LfJob         *job,
                  GError       **error)
{
  g_auto (GStrv) names = lf_query_list_names ();
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_plan_free);
  g_autoptr (LfSampleSessions) samples = lf_sample_sessions_choose (connection, error);
  guint n = g_strv_length (names);

  if (samples == NULL)
    return NULL;

  for (guint i = 0; i < n; i++)
    {
      if (job != NULL)
        {
          g_autofree char *title = lf_plan_get_title (names[i]);

          lf_job_report (job, (double) i / n, title);
        }
      if (!explain_one (plans, connection, names[i], samples, error))
        return NULL;
    }
  return g_steal_pointer (&plans);
}

static void
add_node (GPtrArray        *findings,
          GHashTable       *seen,
          const LfPlan     *plan,
          const LfPlanNode *node)
{
  gboolean automatic = node->kind == LF_PLAN_AUTOMATIC_INDEX;
  g_autofree char *count = lf_format_count (node->n_rows);
  g_autofree char *id = g_strdup_printf ("plans.%s.%s.%s", plan->query,
                                         automatic ? "automatic-index" : "scan", node->table);
  g_autofree char *message = automatic
    ? g_strdup_printf (_("“%s” makes an index of the %s rows of %s each time it runs."),
                       plan->title, count, node->table)
    : g_strdup_printf (_("“%s” reads all %s rows of %s for one session."), plan->title, count,
                       node->table);

  if (g_hash_table_contains (seen, id))
    return;

  g_ptr_array_add (findings,
                   lf_finding_new (LF_CHECK_PLANS, LF_SEVERITY_WARNING, id, node->table, message,
                                   _("It goes away when keys, indexes and statistics are mended.")));
  g_hash_table_add (seen, g_steal_pointer (&id));
}

/**
 * lf_plans_add_findings:
 * @plans: (element-type LfPlan): plans
 * @findings: (element-type LfFinding): where to add
 *
 * Says in sentences which queries do more than they should. Queries of the old program are left
 * out: nobody waits for them any more.
 */
void
lf_plans_add_findings (GPtrArray *plans,
                       GPtrArray *findings)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < plans->len; i++)
    {
      const LfPlan *plan = g_ptr_array_index (plans, i);

      if (lf_plan_is_old (plan->query))
        continue;

      for (guint j = 0; j < plan->nodes->len; j++)
        {
          const LfPlanNode *node = g_ptr_array_index (plan->nodes, j);

          if (node->severity >= LF_SEVERITY_WARNING)
            add_node (findings, seen, plan, node);
        }
    }
}
