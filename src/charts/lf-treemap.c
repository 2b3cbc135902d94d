/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "charts/lf-treemap.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/lf-chart-format.h"
#include "charts/lf-chart-legend.h"
#include "charts/lf-treemap-geometry.h"

/* What takes how much of a file, as rectangles: first divided among the tables, then within each
 * among its rows and indexes. Areas are in proportion everywhere, so there are no headings, which
 * would take some; what belongs together stands together, apart from others. */

typedef struct
{
  LfChartText *label;
  LfChartText *size;
} ItemTexts;

typedef struct
{
  double  bytes;
  GArray *items;        /* of guint, by size */
} Group;

struct _LfTreemap
{
  LfChart          parent_instance;

  GPtrArray       *items;
  GPtrArray       *groups;      /* of Group, by size */
  double           total;
  guint            n_kinds[3];

  ItemTexts       *texts;       /* one an item; NULL before they are measured */
  LfChartLegend   *legend;
  float            line_height;
  graphene_rect_t *rects;       /* one an item */
};

G_DEFINE_FINAL_TYPE (LfTreemap, lf_treemap, LF_TYPE_CHART)

#define LEAST_WIDTH 200
#define NATURAL_WIDTH 640
#define LEAST_HEIGHT 160
#define NATURAL_HEIGHT 300

/* Around each rectangle and each group, in pixels */
#define ITEM_GAP 0.5f
#define GROUP_GAP 2.0f
#define RADIUS 3.0f

#define PADDING 6.0f
#define LEAST_ROOM 20.0f
/* A label that is cut to less says nothing */
#define LEAST_LABEL 64.0f

/* A summary names no more than anybody would listen to */
#define MAX_TOLD 8

static const struct
{
  const char *fill;
  const char *text;
} colors[] = {
  [LF_TREEMAP_TABLE] = { "lf_chart_table", "lf_chart_table_fg" },
  [LF_TREEMAP_INDEX] = { "lf_chart_index", "lf_chart_index_fg" },
  [LF_TREEMAP_FREE] = { "lf_chart_free", "lf_chart_free_fg" },
};

static const LfTreemapItem *
get_item (LfTreemap *self,
          guint      item)
{
  return g_ptr_array_index (self->items, item);
}

static const char *
get_kind_name (LfTreemapKind kind)
{
  switch (kind)
    {
    case LF_TREEMAP_INDEX:
      return _("Index");
    case LF_TREEMAP_FREE:
      return _("Free space");
    case LF_TREEMAP_TABLE:
    default:
      return _("Table");
    }
}

static const char *
get_kinds_name (LfTreemapKind kind)
{
  switch (kind)
    {
    case LF_TREEMAP_INDEX:
      return _("Indexes");
    case LF_TREEMAP_FREE:
      return _("Free space");
    case LF_TREEMAP_TABLE:
    default:
      return _("Tables");
    }
}

static void
group_free (Group *group)
{
  g_array_unref (group->items);
  g_free (group);
}

static int
compare_groups_cb (gconstpointer a,
                   gconstpointer b)
{
  const Group *first = *(Group *const *) a;
  const Group *second = *(Group *const *) b;

  return (first->bytes < second->bytes) - (first->bytes > second->bytes);
}

static int
compare_items_cb (gconstpointer a,
                  gconstpointer b,
                  gpointer      data)
{
  double first = get_item (data, *(const guint *) a)->bytes;
  double second = get_item (data, *(const guint *) b)->bytes;

  return (first < second) - (first > second);
}

static void
make_groups (LfTreemap *self)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);

  g_ptr_array_set_size (self->groups, 0);
  self->total = 0;
  for (guint i = 0; i < G_N_ELEMENTS (self->n_kinds); i++)
    self->n_kinds[i] = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const LfTreemapItem *item = get_item (self, i);
      Group *group = g_hash_table_lookup (by_name, item->group);

      if (group == NULL)
        {
          group = g_new0 (Group, 1);
          group->items = g_array_new (FALSE, FALSE, sizeof (guint));
          g_ptr_array_add (self->groups, group);
          g_hash_table_insert (by_name, item->group, group);
        }
      group->bytes += item->bytes;
      g_array_append_val (group->items, i);
      self->total += item->bytes;
      self->n_kinds[item->kind]++;
    }

  g_ptr_array_sort (self->groups, compare_groups_cb);
  for (guint i = 0; i < self->groups->len; i++)
    g_array_sort_with_data (((Group *) g_ptr_array_index (self->groups, i))->items,
                            compare_items_cb, self);
}

static guint
lf_treemap_get_n_items (LfChart *chart)
{
  LfTreemap *self = LF_TREEMAP (chart);

  return self->total > 0 ? self->items->len : 0;
}

static void
lf_treemap_forget_texts (LfChart *chart)
{
  LfTreemap *self = LF_TREEMAP (chart);

  for (guint i = 0; i < self->items->len && self->texts != NULL; i++)
    {
      g_clear_pointer (&self->texts[i].label, lf_chart_text_free);
      g_clear_pointer (&self->texts[i].size, lf_chart_text_free);
    }
  g_clear_pointer (&self->legend, lf_chart_legend_free);
  g_clear_pointer (&self->texts, g_free);
}

static void
make_texts (LfTreemap *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (LfChartText) small = lf_chart_text_new (widget, "0", LF_CHART_TEXT_SMALL);

  self->line_height = ceilf (small->height);
  self->texts = g_new0 (ItemTexts, self->items->len);
  self->legend = lf_chart_legend_new (widget);
  for (guint i = 0; i < G_N_ELEMENTS (self->n_kinds); i++)
    if (self->n_kinds[i] > 0)
      lf_chart_legend_add (self->legend,
                           i == LF_TREEMAP_FREE ? LF_CHART_SIGN_FRAME : LF_CHART_SIGN_BOX,
                           colors[i].fill, get_kinds_name ((LfTreemapKind) i));
}

/* Made only for what has room for it: there may be hundreds that have not */
static void
make_item_texts (LfTreemap *self,
                 guint      i)
{
  const LfTreemapItem *item = get_item (self, i);
  g_autofree char *size = NULL;

  if (self->texts[i].label != NULL)
    return;

  size = lf_chart_format_value (LF_CHART_UNIT_BYTES, item->bytes);
  self->texts[i].label = lf_chart_text_new (GTK_WIDGET (self), item->label,
                                            LF_CHART_TEXT_SMALL | LF_CHART_TEXT_BOLD |
                                              LF_CHART_TEXT_BOTH_ENDS);
  self->texts[i].size = lf_chart_text_new (GTK_WIDGET (self), size, LF_CHART_TEXT_SMALL);
}

static void
lay_out_group (LfTreemap             *self,
               const Group           *group,
               const graphene_rect_t *area)
{
  guint n = group->items->len;
  g_autofree double *values = g_new (double, n);
  g_autofree graphene_rect_t *rects = g_new (graphene_rect_t, n);

  for (guint i = 0; i < n; i++)
    values[i] = get_item (self, g_array_index (group->items, guint, i))->bytes;
  lf_treemap_geometry_squarify (values, n, area, rects);
  for (guint i = 0; i < n; i++)
    self->rects[g_array_index (group->items, guint, i)] = rects[i];
}

static void
lf_treemap_lay_out (LfChart *chart,
                    float    width,
                    float    height)
{
  LfTreemap *self = LF_TREEMAP (chart);
  guint n = self->groups->len;
  g_autofree double *values = g_new (double, n);
  g_autofree graphene_rect_t *areas = g_new (graphene_rect_t, n);
  const float margin = GROUP_GAP + ITEM_GAP;
  graphene_rect_t bounds;
  float top;

  if (self->texts == NULL)
    make_texts (self);
  top = lf_chart_legend_get_height (self->legend);

  for (guint i = 0; i < n; i++)
    values[i] = ((Group *) g_ptr_array_index (self->groups, i))->bytes;
  lf_treemap_geometry_squarify (values, n,
                                &GRAPHENE_RECT_INIT (-margin, top - margin, width + 2 * margin,
                                                     MAX (height - top, 0) + 2 * margin),
                                areas);

  graphene_rect_init (&bounds, -ITEM_GAP, top - ITEM_GAP, width + 2 * ITEM_GAP,
                      MAX (height - top, 0) + 2 * ITEM_GAP);
  for (guint i = 0; i < n; i++)
    {
      graphene_rect_t inner = areas[i];
      float gap = MIN (GROUP_GAP, MIN (inner.size.width, inner.size.height) / 4);

      graphene_rect_inset (&inner, gap, gap);
      /* The smallest may be on the margin, which is outside */
      if (!graphene_rect_intersection (&inner, &bounds, &inner))
        graphene_rect_init (&inner, width - 1, height - 1, 1, 1);
      lay_out_group (self, g_ptr_array_index (self->groups, i), &inner);
    }
}

/* The name, and below it the size, as far as there is room */
static void
draw_item_texts (LfTreemap             *self,
                 LfChartCanvas         *canvas,
                 guint                  i,
                 const graphene_rect_t *rect)
{
  float line = self->line_height;
  const char *color = colors[get_item (self, i)->kind].text;
  float room = rect->size.width - 2 * PADDING;
  graphene_rect_t place = GRAPHENE_RECT_INIT (rect->origin.x + PADDING, rect->origin.y, room, line);

  if (room < LEAST_ROOM || rect->size.height < line + 2)
    return;

  make_item_texts (self, i);
  if (room < MIN (self->texts[i].label->width, LEAST_LABEL))
    return;

  place.origin.y += MIN (PADDING - 1, (rect->size.height - line) / 2);
  lf_chart_canvas_text (canvas, self->texts[i].label, &place, LF_CHART_ALIGN_START, color);
  place.origin.y += line;
  if (place.origin.y + line + 2 <= rect->origin.y + rect->size.height &&
      self->texts[i].size->width <= room)
    lf_chart_canvas_text (canvas, self->texts[i].size, &place, LF_CHART_ALIGN_START, color);
}

static graphene_rect_t
get_shape (LfTreemap *self,
           guint      i)
{
  graphene_rect_t shape = self->rects[i];
  float gap = MIN (ITEM_GAP, MIN (shape.size.width, shape.size.height) / 4);

  graphene_rect_inset (&shape, gap, gap);
  return shape;
}

static void
lf_treemap_draw_frame (LfChart       *chart,
                       LfChartCanvas *canvas)
{
  lf_chart_legend_draw (LF_TREEMAP (chart)->legend, canvas);
}

static void
lf_treemap_draw_marks (LfChart       *chart,
                       LfChartCanvas *canvas,
                       float          progress)
{
  LfTreemap *self = LF_TREEMAP (chart);

  for (guint i = 0; i < self->items->len; i++)
    {
      graphene_rect_t shape = get_shape (self, i);
      LfTreemapKind kind = get_item (self, i)->kind;

      lf_chart_canvas_fill (canvas, &shape, RADIUS, colors[kind].fill);
      if (kind == LF_TREEMAP_FREE)
        lf_chart_canvas_outline (canvas, &shape, RADIUS, 1, "lf_border");
      draw_item_texts (self, canvas, i, &shape);
    }
}

static void
lf_treemap_draw_highlight (LfChart       *chart,
                           LfChartCanvas *canvas,
                           guint          item)
{
  graphene_rect_t shape = get_shape (LF_TREEMAP (chart), item);

  /* Around even the smallest */
  if (shape.size.width < 6 || shape.size.height < 6)
    graphene_rect_inset (&shape, -2, -2);
  lf_chart_canvas_outline (canvas, &shape, RADIUS, 2, "lf_fg");
}

static int
lf_treemap_find_item (LfChart *chart,
                      float    x,
                      float    y)
{
  LfTreemap *self = LF_TREEMAP (chart);

  return lf_treemap_geometry_find (self->rects, self->items->len, x, y);
}

static void
lf_treemap_get_item_area (LfChart          *chart,
                          guint             item,
                          graphene_rect_t  *area,
                          graphene_point_t *point)
{
  *area = LF_TREEMAP (chart)->rects[item];
  graphene_point_init (point, area->origin.x + area->size.width / 2,
                       area->origin.y + area->size.height / 2);
}

/* The largest or the smallest of all */
static int
find_extreme (LfTreemap *self,
              gboolean   largest)
{
  guint found = 0;

  for (guint i = 1; i < self->items->len; i++)
    {
      double bytes = get_item (self, i)->bytes;
      double best = get_item (self, found)->bytes;

      if (largest ? bytes > best : bytes <= best)
        found = i;
    }
  return (int) found;
}

static int
lf_treemap_move (LfChart     *chart,
                 int          from,
                 LfChartMove  move)
{
  LfTreemap *self = LF_TREEMAP (chart);
  int found;

  if (from < 0 || move == LF_CHART_MOVE_FIRST || move == LF_CHART_MOVE_LAST)
    return find_extreme (self, move != LF_CHART_MOVE_LAST);

  found = lf_treemap_geometry_neighbour (self->rects, self->items->len, (guint) from, move);
  return found >= 0 ? found : from;
}

static char *
format_share (LfTreemap *self,
              double     bytes)
{
  double percent = 100 * bytes / self->total;

  if (percent < 0.05)
    return g_strdup (_("less than 0.1 %"));
  /* Translators: a share, such as “4.5 %” */
  return g_strdup_printf (percent < 9.95 ? _("%.1f %%") : _("%.0f %%"), percent);
}

static char *
lf_treemap_describe_item (LfChart *chart,
                          guint    i)
{
  LfTreemap *self = LF_TREEMAP (chart);
  const LfTreemapItem *item = get_item (self, i);
  g_autofree char *size = lf_chart_format_value (LF_CHART_UNIT_BYTES, item->bytes);
  g_autofree char *share = format_share (self, item->bytes);
  g_autofree char *kind = NULL;

  if (item->kind == LF_TREEMAP_INDEX && !g_str_equal (item->group, item->label))
    /* Translators: %s is the name of a table */
    kind = g_strdup_printf (_("Index of %s"), item->group);
  else
    kind = g_strdup (get_kind_name (item->kind));
  return g_strdup_printf ("%s\n%s\n%s · %s", item->label, kind, size, share);
}

static char *
lf_treemap_summarize (LfChart *chart)
{
  LfTreemap *self = LF_TREEMAP (chart);
  g_autofree char *total = lf_chart_format_value (LF_CHART_UNIT_BYTES, self->total);
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
  /* Translators: %s is a size in bytes; a list of what takes it follows */
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _("%s in all"), total);
  for (guint i = 0; i < self->items->len; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_items_cb, self);

  for (guint i = 0; i < MIN (order->len, MAX_TOLD); i++)
    {
      const LfTreemapItem *item = get_item (self, g_array_index (order, guint, i));
      g_autofree char *size = lf_chart_format_value (LF_CHART_UNIT_BYTES, item->bytes);
      g_autofree char *share = format_share (self, item->bytes);

      g_string_append_printf (text, "\n%s – %s, %s, %s", item->label, get_kind_name (item->kind),
                              size, share);
    }
  if (order->len > MAX_TOLD)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, "\nand %u more", "\nand %u more",
                                         order->len - MAX_TOLD),
                            order->len - MAX_TOLD);
  return g_string_free (text, FALSE);
}

static void
lf_treemap_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  gboolean horizontal = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = horizontal ? LEAST_WIDTH : LEAST_HEIGHT;
  *natural = horizontal ? NATURAL_WIDTH : NATURAL_HEIGHT;
}

static void
lf_treemap_finalize (GObject *object)
{
  LfTreemap *self = LF_TREEMAP (object);

  lf_treemap_forget_texts (LF_CHART (self));
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->groups);
  g_free (self->rects);

  G_OBJECT_CLASS (lf_treemap_parent_class)->finalize (object);
}

static void
lf_treemap_class_init (LfTreemapClass *klass)
{
  LfChartClass *chart_class = LF_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_treemap_finalize;
  GTK_WIDGET_CLASS (klass)->measure = lf_treemap_measure;
  chart_class->highlight_above = TRUE;
  chart_class->get_n_items = lf_treemap_get_n_items;
  chart_class->forget_texts = lf_treemap_forget_texts;
  chart_class->lay_out = lf_treemap_lay_out;
  chart_class->draw_frame = lf_treemap_draw_frame;
  chart_class->draw_marks = lf_treemap_draw_marks;
  chart_class->draw_highlight = lf_treemap_draw_highlight;
  chart_class->find_item = lf_treemap_find_item;
  chart_class->get_item_area = lf_treemap_get_item_area;
  chart_class->move = lf_treemap_move;
  chart_class->describe_item = lf_treemap_describe_item;
  chart_class->summarize = lf_treemap_summarize;
}

static void
lf_treemap_init (LfTreemap *self)
{
  self->items = g_ptr_array_new ();
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
}

/**
 * lf_treemap_new:
 *
 * Returns: (transfer floating): an empty treemap
 */
GtkWidget *
lf_treemap_new (void)
{
  return g_object_new (LF_TYPE_TREEMAP, NULL);
}

/**
 * lf_treemap_set_items:
 * @self: a treemap
 * @items: (element-type LfTreemapItem): what takes space, in any order; the treemap keeps the
 *   array, and nobody may change it any more
 */
void
lf_treemap_set_items (LfTreemap *self,
                      GPtrArray *items)
{
  g_return_if_fail (LF_IS_TREEMAP (self));
  g_return_if_fail (items != NULL);

  /* There is one text for each of the old items */
  lf_treemap_forget_texts (LF_CHART (self));
  g_ptr_array_ref (items);
  g_ptr_array_unref (self->items);
  self->items = items;
  g_free (self->rects);
  self->rects = g_new0 (graphene_rect_t, MAX (items->len, 1));
  make_groups (self);
  lf_chart_changed (LF_CHART (self));
}
