/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-history-item.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/lf-compare.h"
#include "catalog/lf-format.h"
#include "maintenance/lf-report-words.h"

struct _LfHistoryItem
{
  GObject         parent_instance;

  LfHistoryEntry *entry;
};

G_DEFINE_FINAL_TYPE (LfHistoryItem, lf_history_item, G_TYPE_OBJECT)

static void
lf_history_item_finalize (GObject *object)
{
  lf_history_entry_free (LF_HISTORY_ITEM (object)->entry);

  G_OBJECT_CLASS (lf_history_item_parent_class)->finalize (object);
}

static void
lf_history_item_class_init (LfHistoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_history_item_finalize;
}

static void
lf_history_item_init (LfHistoryItem *self)
{
}

/**
 * lf_history_item_new:
 * @entry: (transfer full): a run
 *
 * Returns: (transfer full): an item for it
 */
LfHistoryItem *
lf_history_item_new (LfHistoryEntry *entry)
{
  LfHistoryItem *self = g_object_new (LF_TYPE_HISTORY_ITEM, NULL);

  self->entry = entry;
  return self;
}

/**
 * lf_history_item_get_entry:
 * @self: an item
 *
 * Returns: (transfer none): the run
 */
const LfHistoryEntry *
lf_history_item_get_entry (LfHistoryItem *self)
{
  return self->entry;
}

/**
 * lf_history_item_dup_time:
 * @self: an item
 *
 * Returns: (transfer full): when it was
 */
char *
lf_history_item_dup_time (LfHistoryItem *self)
{
  return lf_compare_describe_time (self->entry->started);
}

/**
 * lf_history_item_dup_kind:
 * @self: an item
 *
 * Returns: (transfer full): what it was
 */
char *
lf_history_item_dup_kind (LfHistoryItem *self)
{
  return g_strdup (lf_run_kind_get_title (self->entry->kind));
}

/**
 * lf_history_item_dup_outcome:
 * @self: an item
 *
 * Returns: (transfer full): how it ended
 */
char *
lf_history_item_dup_outcome (LfHistoryItem *self)
{
  return g_strdup (lf_run_outcome_get_title (self->entry->kind, self->entry->outcome));
}

/**
 * lf_history_item_dup_catalog:
 * @self: an item
 *
 * Returns: (transfer full): the name of the catalog, and its folder
 */
char *
lf_history_item_dup_catalog (LfHistoryItem *self)
{
  g_autofree char *path = lf_history_item_dup_path (self);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);

  /* The name comes first: where there is little space, folders are the same in most cases */
  return g_strjoin (" · ", name, folder, NULL);
}

/**
 * lf_history_item_dup_path:
 * @self: an item
 *
 * Returns: (transfer full): where the catalog was
 */
char *
lf_history_item_dup_path (LfHistoryItem *self)
{
  return lf_report_shorten_path (self->entry->catalog);
}

/* “5.4 ms → 0.02 ms”, or what there is of it */
static char *
join (const char *before,
      const char *after)
{
  if (after == NULL || g_strcmp0 (before, after) == 0)
    return g_strdup (before != NULL ? before : "");
  return before != NULL ? lf_report_join (before, after) : g_strdup (after);
}

/**
 * lf_history_item_dup_problems:
 * @self: an item
 *
 * Returns: (transfer full): how many problems there were before and after
 */
char *
lf_history_item_dup_problems (LfHistoryItem *self)
{
  const LfHistoryEntry *entry = self->entry;
  g_autofree char *before = entry->before_is_checked ? lf_format_count (entry->n_findings) : NULL;
  g_autofree char *after = entry->after_is_checked ? lf_format_count (entry->n_left) : NULL;

  return join (before, after);
}

/**
 * lf_history_item_dup_details:
 * @self: an item
 *
 * Returns: (transfer full): how long session details took before and after, as far as measured
 */
char *
lf_history_item_dup_details (LfHistoryItem *self)
{
  const LfHistoryEntry *entry = self->entry;
  g_autofree char *before =
    isnan (entry->details_before_ms) ? NULL : lf_format_ms (entry->details_before_ms);
  g_autofree char *after =
    isnan (entry->details_after_ms) ? NULL : lf_format_ms (entry->details_after_ms);

  return join (before, after);
}

/**
 * lf_history_item_dup_size:
 * @self: an item
 *
 * Returns: (transfer full): how large the catalog was before and after, as far as known
 */
char *
lf_history_item_dup_size (LfHistoryItem *self)
{
  const LfHistoryEntry *entry = self->entry;
  g_autofree char *before = entry->bytes_before > 0 ? g_format_size (entry->bytes_before) : NULL;
  g_autofree char *after = entry->bytes_after > 0 ? g_format_size (entry->bytes_after) : NULL;

  return join (before, after);
}

/**
 * lf_history_item_get_state:
 * @self: an item
 *
 * Returns: how its outcome is to be taken
 */
LfSeverity
lf_history_item_get_state (LfHistoryItem *self)
{
  static const LfSeverity states[LF_N_RUN_OUTCOMES] = {
    [LF_RUN_DONE] = LF_SEVERITY_OK,
    [LF_RUN_NOTHING_TO_DO] = LF_SEVERITY_INFO,
    [LF_RUN_CANCELLED] = LF_SEVERITY_WARNING,
    [LF_RUN_FAILED] = LF_SEVERITY_ERROR,
  };

  return states[self->entry->outcome];
}
