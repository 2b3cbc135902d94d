/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-column-sorter.h"

struct _LfColumnSorter
{
  GtkSorter        parent_instance;

  LfSessionCompare compare;
};

G_DEFINE_FINAL_TYPE (LfColumnSorter, lf_column_sorter, GTK_TYPE_SORTER)

/* GTK 4.8 cannot be asked which column a list is sorted by. But its sorter can be asked to compare:
 * a probe stands in for a session, and has a rank for one sorter and another rank for all others. */
#define LF_TYPE_PROBE (lf_probe_get_type ())
G_DECLARE_FINAL_TYPE (LfProbe, lf_probe, LF, PROBE, GObject)

struct _LfProbe
{
  GObject           parent_instance;

  GHashTable       *ranks;      /* GtkSorter → rank */
};

G_DEFINE_FINAL_TYPE (LfProbe, lf_probe, G_TYPE_OBJECT)

static void
lf_probe_finalize (GObject *object)
{
  g_hash_table_unref (LF_PROBE (object)->ranks);

  G_OBJECT_CLASS (lf_probe_parent_class)->finalize (object);
}

static void
lf_probe_class_init (LfProbeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_probe_finalize;
}

static void
lf_probe_init (LfProbe *self)
{
  self->ranks = g_hash_table_new (NULL, NULL);
}

static int
get_rank (gpointer  probe,
          GtkSorter *sorter)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (LF_PROBE (probe)->ranks, sorter));
}

static void
set_rank (LfProbe   *probe,
          GtkSorter *sorter,
          int        rank)
{
  g_hash_table_insert (probe->ranks, sorter, GINT_TO_POINTER (rank));
}

static GtkOrdering
lf_column_sorter_compare (GtkSorter *sorter,
                          gpointer   a,
                          gpointer   b)
{
  LfColumnSorter *self = LF_COLUMN_SORTER (sorter);

  if (LF_IS_PROBE (a))
    return gtk_ordering_from_cmpfunc (get_rank (a, sorter) - get_rank (b, sorter));

  return gtk_ordering_from_cmpfunc (self->compare (a, b));
}

static GtkSorterOrder
lf_column_sorter_get_order (GtkSorter *sorter)
{
  return GTK_SORTER_ORDER_PARTIAL;
}

static void
lf_column_sorter_class_init (LfColumnSorterClass *klass)
{
  GtkSorterClass *sorter_class = GTK_SORTER_CLASS (klass);

  sorter_class->compare = lf_column_sorter_compare;
  sorter_class->get_order = lf_column_sorter_get_order;
}

static void
lf_column_sorter_init (LfColumnSorter *self)
{
}

/**
 * lf_column_sorter_new:
 * @compare: compares two sessions
 *
 * Returns: (transfer full): a sorter
 */
GtkSorter *
lf_column_sorter_new (LfSessionCompare compare)
{
  LfColumnSorter *self = g_object_new (LF_TYPE_COLUMN_SORTER, NULL);

  self->compare = compare;
  return GTK_SORTER (self);
}

/* How the view's sorter orders two probes that differ in one column only */
static GtkOrdering
probe_column (GtkColumnView *view,
              GtkSorter     *sorter)
{
  g_autoptr (LfProbe) low = g_object_new (LF_TYPE_PROBE, NULL);
  g_autoptr (LfProbe) high = g_object_new (LF_TYPE_PROBE, NULL);

  set_rank (high, sorter, 1);
  return gtk_sorter_compare (gtk_column_view_get_sorter (view), low, high);
}

/**
 * lf_column_sorter_find_primary:
 * @view: a column view whose columns have an #LfColumnSorter or none
 * @order: (out): whether it is sorted ascending or descending
 *
 * Finds the column that the user sorted by last.
 *
 * Returns: (transfer none) (nullable): the column
 */
GtkColumnViewColumn *
lf_column_sorter_find_primary (GtkColumnView *view,
                               GtkSortType   *order)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr (LfProbe) low = g_object_new (LF_TYPE_PROBE, NULL);
  g_autoptr (LfProbe) high = g_object_new (LF_TYPE_PROBE, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      GtkSorter *sorter = gtk_column_view_column_get_sorter (column);
      GtkOrdering found = sorter != NULL ? probe_column (view, sorter) : GTK_ORDERING_EQUAL;

      /* Ranks that the sorter would put in the same order by every column */
      if (sorter != NULL)
        set_rank (high, sorter, found == GTK_ORDERING_LARGER ? -1 : 1);
    }

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      GtkSorter *sorter = gtk_column_view_column_get_sorter (column);
      GtkOrdering found = sorter != NULL ? probe_column (view, sorter) : GTK_ORDERING_EQUAL;
      int rank;

      if (found == GTK_ORDERING_EQUAL)
        continue;

      /* Turned round in one column only, the order turns only if that column comes first */
      rank = get_rank (high, sorter);
      set_rank (high, sorter, -rank);
      if (gtk_sorter_compare (gtk_column_view_get_sorter (view), low, high) == GTK_ORDERING_LARGER)
        {
          *order = found == GTK_ORDERING_LARGER ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING;
          return column;
        }
      set_rank (high, sorter, rank);
    }

  return NULL;
}
