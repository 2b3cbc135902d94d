/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-page-counts.h"

#include "catalog/lf-sources.h"

/* How much there is on pages that are not seen yet */

#define TABS_DATA "lf-tabs"

typedef struct
{
  guint n_sources;
  guint n_results;
} Counts;

static gpointer
do_count (LfConnection  *connection,
          gpointer       data,
          GError       **error)
{
  g_autoptr (GPtrArray) sources = lf_sources_load (connection, data, error);
  g_autoptr (GPtrArray) results =
    sources != NULL ? lf_results_load (connection, data, error) : NULL;
  Counts *counts;

  if (results == NULL)
    return NULL;

  counts = g_new (Counts, 1);
  counts->n_sources = sources->len;
  counts->n_results = results->len;
  return counts;
}

/* The tabs hold the stack that holds the page, so the page must not hold the tabs */
static void
ref_free (GWeakRef *ref)
{
  g_weak_ref_clear (ref);
  g_free (ref);
}

static void
remember (LfSessionPage *page,
          LfPageTabs    *tabs)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ref, tabs);
  g_object_set_data_full (G_OBJECT (page), TABS_DATA, ref, (GDestroyNotify) ref_free);
}

static void
counted_cb (LfSessionPage *page,
            gpointer       result,
            const GError  *error)
{
  g_autoptr (LfPageTabs) tabs = g_weak_ref_get (g_object_get_data (G_OBJECT (page), TABS_DATA));
  g_autofree Counts *counts = result;

  if (tabs == NULL)
    return;

  /* If they cannot be read, the pages say why as soon as they are seen */
  lf_page_tabs_set_count (tabs, "sources", counts != NULL ? &counts->n_sources : NULL);
  lf_page_tabs_set_count (tabs, "results", counts != NULL ? &counts->n_results : NULL);
}

/**
 * lf_page_counts_look:
 * @page: a page with a session
 * @tabs: tabs with pages `sources` and `results`, in the same window
 *
 * Finds out in the background how many nights and results the session has, and tells it in the tabs.
 */
void
lf_page_counts_look (LfSessionPage *page,
                     LfPageTabs    *tabs)
{
  remember (page, tabs);
  lf_session_page_read (page, TRUE, do_count, g_strdup (lf_session_page_get_id (page)), g_free,
                        g_free, counted_cb);
}
