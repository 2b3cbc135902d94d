/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"
#include "maintenance/lf-finding.h"
#include "maintenance/lf-job.h"
#include "maintenance/lf-sample-sessions.h"

G_BEGIN_DECLS

/**
 * LfPlanKind:
 * @LF_PLAN_OTHER: a step without a judgement of its own, such as a subquery
 * @LF_PLAN_SCAN: reads all rows of a table
 * @LF_PLAN_SCAN_INDEX: reads all entries of an index
 * @LF_PLAN_SEARCH_ROWID: finds rows by the primary key itself
 * @LF_PLAN_SEARCH_INDEX: finds rows by an index
 * @LF_PLAN_AUTOMATIC_INDEX: makes an index for this one run, then finds rows by it
 * @LF_PLAN_TEMPORARY: sorts or groups in a temporary b-tree
 */
typedef enum
{
  LF_PLAN_OTHER,
  LF_PLAN_SCAN,
  LF_PLAN_SCAN_INDEX,
  LF_PLAN_SEARCH_ROWID,
  LF_PLAN_SEARCH_INDEX,
  LF_PLAN_AUTOMATIC_INDEX,
  LF_PLAN_TEMPORARY,
} LfPlanKind;

#define LF_N_PLAN_KINDS 7

/**
 * LfPlanNode:
 * @kind: what the step does
 * @depth: how deep it stands in the tree, from 0
 * @detail: SQLite's own words
 * @words: the same in plain words
 * @table: (nullable): the table it reads; %NULL if it reads none of the catalog's
 * @index: (nullable): the index it uses
 * @n_rows: how many rows @table has
 * @severity: %LF_SEVERITY_WARNING where it does more work than it should
 */
typedef struct
{
  LfPlanKind  kind;
  guint       depth;
  char       *detail;
  char       *words;
  char       *table;
  char       *index;
  guint64     n_rows;
  LfSeverity  severity;
} LfPlanNode;

/**
 * LfPlan:
 * @query: the query's name
 * @title: what it is called
 * @session: (nullable): the session it is about; %NULL for a query of all of them
 * @n_links: how many frames are linked to @session
 * @nodes: (element-type LfPlanNode): the tree, each node before those below it
 */
typedef struct
{
  char      *query;
  char      *title;
  char      *session;
  guint      n_links;
  GPtrArray *nodes;
} LfPlan;

LfPlan    *lf_plan_explain      (LfConnection           *connection,
                                 const char             *query,
                                 const LfSampleSession  *session,
                                 GError                **error);
void       lf_plan_free         (LfPlan                 *self);
LfSeverity lf_plan_get_severity (LfPlan                 *self);

GPtrArray *lf_plans_explain     (LfConnection           *connection,
                                 LfJob                  *job,
                                 GError                **error);
void       lf_plans_add_findings (GPtrArray             *plans,
                                  GPtrArray             *findings);

gboolean   lf_plan_needs_session (const char            *query);
gboolean   lf_plan_is_old       (const char             *query);
char      *lf_plan_get_title    (const char             *query);
const char *lf_plan_kind_get_name (LfPlanKind           kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfPlan, lf_plan_free)

G_END_DECLS
