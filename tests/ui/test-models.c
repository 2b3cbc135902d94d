/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <gdk/x11/gdkx.h>
#include <math.h>
#include <string.h>

#include "app/lf-column-sorter.h"
#include "app/lf-date-button.h"
#include "app/lf-open-menu.h"
#include "app/lf-palette.h"
#include "app/lf-session-columns.h"
#include "app/lf-session-filter.h"
#include "app/lf-settings.h"
#include "app/lf-text.h"
#include "app/lf-trickle-model.h"
#include "charts/lf-bar-geometry.h"
#include "lf-test-ui.h"

#define N_OPERATIONS 3000
#define MAX_GROWTH 2000

static LfSession *
make_session (const char *id,
              const char *name,
              const char *status,
              const char *objects,
              const char *created)
{
  LfSessionRow row = {
    .id = g_strdup (id),
    .name = g_strdup (name),
    .status = g_strdup (status),
    .objects = objects != NULL ? g_strsplit (objects, ",", -1) : NULL,
    .created = g_strdup (created),
  };

  return lf_session_new (&row);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static gboolean
match (LfSessionFilter *filter,
       LfSession       *session)
{
  return gtk_filter_match (GTK_FILTER (filter), session);
}

static void
test_filter_search (LfTestUi      *ui,
                    gconstpointer  data)
{
  g_autoptr (LfSessionFilter) filter = lf_session_filter_new ();
  g_autoptr (LfSession) session = make_session ("20250101_AB", "Andromeda Ñu", "complete",
                                                "M 31,M 32", "2025-01-01 10:00:00");
  static const struct { const char *text; gboolean found; } texts[] = {
    { "andro", TRUE }, { "ANDROMEDA", TRUE }, { "m31", TRUE }, { "m 31", TRUE }, { "ñu", TRUE },
    { "ab andro m32", TRUE }, { "  ", TRUE }, { "", TRUE }, { "m33", FALSE },
    { "andro xyz", FALSE }, { "%", FALSE }, { "_ab", TRUE },
  };

  g_assert_cmpint (gtk_filter_get_strictness (GTK_FILTER (filter)), ==, GTK_FILTER_MATCH_ALL);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      lf_session_filter_set_search (filter, texts[i].text);
      g_test_message ("%s", texts[i].text);
      g_assert_cmpint (match (filter, session), ==, texts[i].found);
    }
}

static void
test_filter_combined (LfTestUi      *ui,
                      gconstpointer  data)
{
  g_autoptr (LfSessionFilter) filter = lf_session_filter_new ();
  g_autoptr (LfSession) session = make_session ("A", "Andromeda", "complete", "M 31,M 32",
                                                "2025-01-01 23:59:59");
  g_autoptr (LfSession) dateless = make_session ("B", "Andromeda 2", "complete", "M 31", NULL);

  lf_session_filter_set_status (filter, LF_STATUS_COMPLETE);
  lf_session_filter_set_object (filter, "M 32");
  lf_session_filter_set_dates (filter, "2025-01-01", "2025-01-01");
  lf_session_filter_set_search (filter, "andro");
  g_assert_true (match (filter, session));
  g_assert_false (lf_session_filter_is_empty (filter));
  g_assert_cmpint (gtk_filter_get_strictness (GTK_FILTER (filter)), ==, GTK_FILTER_MATCH_SOME);

  lf_session_filter_set_object (filter, "M 3");
  g_assert_false (match (filter, session));
  lf_session_filter_set_object (filter, NULL);
  g_assert_true (match (filter, session));
  g_assert_false (match (filter, dateless));
  lf_session_filter_set_dates (filter, "2025-01-02", NULL);
  g_assert_false (match (filter, session));
  lf_session_filter_set_dates (filter, NULL, "2024-12-31");
  g_assert_false (match (filter, session));
  lf_session_filter_set_dates (filter, NULL, NULL);
  g_assert_true (match (filter, dateless));
  lf_session_filter_set_status (filter, LF_STATUS_UNKNOWN);
  g_assert_false (match (filter, session));
  lf_session_filter_set_status (filter, -1);
  lf_session_filter_set_search (filter, " ");
  g_assert_true (lf_session_filter_is_empty (filter));
}

/* It tells of changes, and only of changes */
static void
test_filter_changes (LfTestUi      *ui,
                     gconstpointer  data)
{
  g_autoptr (LfSessionFilter) filter = lf_session_filter_new ();
  guint n = 0;

  g_signal_connect_swapped (filter, "changed", G_CALLBACK (count_cb), &n);
  lf_session_filter_set_search (filter, "");
  lf_session_filter_set_status (filter, -1);
  lf_session_filter_set_object (filter, NULL);
  lf_session_filter_set_dates (filter, NULL, NULL);
  g_assert_cmpuint (n, ==, 0);
  lf_session_filter_set_search (filter, "M31");
  lf_session_filter_set_search (filter, "m31 ");
  g_assert_cmpuint (n, ==, 1);
  lf_session_filter_set_dates (filter, "2025-01-01", "2025-02-01");
  lf_session_filter_set_dates (filter, "2025-01-01", "2025-02-01");
  g_assert_cmpuint (n, ==, 2);
  lf_session_filter_set_status (filter, 0);
  lf_session_filter_set_object (filter, "M 31");
  lf_session_filter_set_object (filter, "M 31");
  g_assert_cmpuint (n, ==, 4);
}

static void
assert_primary (GtkColumnView *view,
                const char    *id,
                GtkSortType    order)
{
  GtkSortType found = GTK_SORT_ASCENDING;
  GtkColumnViewColumn *column = lf_column_sorter_find_primary (view, &found);

  g_assert_nonnull (column);
  g_assert_cmpstr (lf_session_columns_get_id (column), ==, id);
  g_assert_cmpint (found, ==, order);
}

static GtkWidget *
find_title (GtkColumnView *view,
            const char    *title)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));

  for (GtkWidget *child = gtk_widget_get_first_child (header); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_autofree char *texts = lf_test_ui_dup_texts (child);

      if (g_strcmp0 (texts, title) == 0)
        return child;
    }
  return NULL;
}

/* As a user sorts: by clicks on titles, where the columns clicked before settle ties. Only a
 * pointer can do that. */
static void
click (GtkColumnView *view,
       const char    *title)
{
  GtkWidget *button = find_title (view, title);
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (view));
  g_autofree char *command = NULL;
  graphene_rect_t bounds;
  gulong id;
  double dx;
  double dy;
  guint n = 0;

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_compute_bounds (button, GTK_WIDGET (native), &bounds));
  gtk_native_get_surface_transform (native, &dx, &dy);
  command = g_strdup_printf ("xdotool mousemove --window %lu %d %d click 1",
                             gdk_x11_surface_get_xid (gtk_native_get_surface (native)),
                             (int) (dx + (double) (bounds.origin.x + bounds.size.width / 2)),
                             (int) (dy + (double) (bounds.origin.y + bounds.size.height / 2)));

  id = g_signal_connect_swapped (gtk_column_view_get_sorter (view), "changed",
                                 G_CALLBACK (count_cb), &n);
  g_assert_true (g_spawn_command_line_async (command, NULL));
  lf_test_ui_until (n > 0);
  g_signal_handler_disconnect (gtk_column_view_get_sorter (view), id);
}

static void
test_sorter_primary (LfTestUi      *ui,
                     gconstpointer  data)
{
  static const char *ids[] = { "name", "status", "frames", "integration", "created" };
  GtkWidget *view = g_object_ref_sink (gtk_column_view_new (NULL));
  GtkColumnView *columns = GTK_COLUMN_VIEW (view);
  GtkSortType order;

  lf_session_columns_add (columns);
  g_assert_null (lf_column_sorter_find_primary (columns, &order));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    for (order = GTK_SORT_ASCENDING; order <= GTK_SORT_DESCENDING; order++)
      {
        gtk_column_view_sort_by_column (columns, lf_session_columns_find (columns, ids[i]), order);
        assert_primary (columns, ids[i], order);
      }
  gtk_column_view_sort_by_column (columns, NULL, GTK_SORT_ASCENDING);
  g_assert_null (lf_column_sorter_find_primary (columns, &order));
  g_object_unref (view);
}

static void
test_sorter_clicks (LfTestUi      *ui,
                    gconstpointer  data)
{
  static const struct { const char *title, *id; GtkSortType order; } clicks[] = {
    { "Status", "status", GTK_SORT_ASCENDING },  { "Session", "name", GTK_SORT_ASCENDING },
    { "Session", "name", GTK_SORT_DESCENDING },  { "Created", "created", GTK_SORT_ASCENDING },
    { "Created", "created", GTK_SORT_DESCENDING }, { "Status", "status", GTK_SORT_ASCENDING },
    { "Status", "status", GTK_SORT_DESCENDING }, { "Frames", "frames", GTK_SORT_ASCENDING },
    { "Frames", "frames", GTK_SORT_DESCENDING }, { "Session", "name", GTK_SORT_ASCENDING },
    { "Frames", "frames", GTK_SORT_ASCENDING },
    { "Integration", "integration", GTK_SORT_ASCENDING },
  };
  g_autofree char *xdotool = g_find_program_in_path ("xdotool");
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = gtk_column_view_new (NULL);

  gtk_window_set_child (GTK_WINDOW (window), view);
  if (xdotool == NULL || !GDK_IS_X11_DISPLAY (gdk_display_get_default ()))
    g_test_skip ("there is no xdotool, or no X server");
  else
    {
      lf_session_columns_add (GTK_COLUMN_VIEW (view));
      /* In a narrow one columns would give way while it is clicked */
      gtk_window_set_default_size (GTK_WINDOW (window), 1200, 300);
      gtk_window_present (GTK_WINDOW (window));
      lf_test_ui_until (gtk_widget_get_width (view) > 0);
      lf_test_ui_settle ();
      for (guint i = 0; i < G_N_ELEMENTS (clicks); i++)
        {
          click (GTK_COLUMN_VIEW (view), clicks[i].title);
          assert_primary (GTK_COLUMN_VIEW (view), clicks[i].id, clicks[i].order);
        }
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Keeps a copy of a list by what the list tells */
static void
mirror_cb (GListModel *model,
           guint       position,
           guint       removed,
           guint       added,
           GPtrArray  *mirror)
{
  g_assert_cmpuint (position + removed, <=, mirror->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    {
      gpointer item = g_list_model_get_item (model, position + i);

      g_assert_nonnull (item);
      g_ptr_array_insert (mirror, (int) (position + i), item);
    }
}

static void
assert_mirrored (GListModel *model,
                 GPtrArray  *mirror)
{
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, mirror->len);
  for (guint i = 0; i < mirror->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      g_assert_true (item == g_ptr_array_index (mirror, i));
    }
  g_assert_null (g_list_model_get_item (model, mirror->len));
}

static void
grow_all (LfTrickleModel *model,
          GPtrArray      *mirror,
          GListModel     *source)
{
  guint rounds = 0;

  for (; !lf_trickle_model_is_complete (model) && rounds < MAX_GROWTH; rounds++)
    {
      lf_trickle_model_grow (model);
      assert_mirrored (G_LIST_MODEL (model), mirror);
    }
  g_assert_cmpuint (rounds, <, MAX_GROWTH);
  assert_mirrored (source, mirror);
}

static void
splice (GListStore *store,
        guint       position,
        guint       removed,
        guint       added)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < added; i++)
    g_ptr_array_add (items, g_object_new (G_TYPE_OBJECT, NULL));
  g_list_store_splice (store, position, removed, items->pdata, added);
}

static int
compare_pointers (gconstpointer a,
                  gconstpointer b,
                  gpointer      data)
{
  /* Another order for each salt */
  gsize left = (gsize) a * 2654435761u ^ (gsize) GPOINTER_TO_UINT (data) * (gsize) a;
  gsize right = (gsize) b * 2654435761u ^ (gsize) GPOINTER_TO_UINT (data) * (gsize) b;

  return (left > right) - (left < right);
}

static void
do_something (GListStore *store,
              GRand      *rand)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));
  guint position = n > 0 ? (guint) g_rand_int_range (rand, 0, (int) n) : 0;

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      splice (store, position, 0, (guint) g_rand_int_range (rand, 0, 60));
      break;
    case 1:
      splice (store, position, (guint) g_rand_int_range (rand, 0, (int) (n - position) + 1), 0);
      break;
    case 2:
      splice (store, position, (guint) g_rand_int_range (rand, 0, (int) (n - position) + 1),
              (guint) g_rand_int_range (rand, 0, 30));
      break;
    case 3:
      g_list_store_sort (store, compare_pointers, GUINT_TO_POINTER (g_rand_int (rand)));
      break;
    case 4:
      splice (store, 0, n, (guint) g_rand_int_range (rand, 0, 120));
      break;
    default:
      splice (store, position, n > 0 ? 1 : 0, 1);
      break;
    }
}

static void
test_trickle_random (LfTestUi      *ui,
                     gconstpointer  data)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr (LfTrickleModel) model =
    lf_trickle_model_new (g_object_ref (G_LIST_MODEL (store)), 3, 40);
  g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  g_signal_connect (model, "items-changed", G_CALLBACK (mirror_cb), mirror);
  g_assert_true (lf_trickle_model_is_complete (model));
  for (guint i = 0; i < N_OPERATIONS; i++)
    {
      guint growths = (guint) g_rand_int_range (rand, 0, 6);

      do_something (store, rand);
      assert_mirrored (G_LIST_MODEL (model), mirror);
      for (guint j = 0; j < growths; j++)
        lf_trickle_model_grow (model);
      assert_mirrored (G_LIST_MODEL (model), mirror);
      if (g_rand_int_range (rand, 0, 5) == 0)
        grow_all (model, mirror, G_LIST_MODEL (store));
    }
}

/* What one growth may do, and that a new order is shown at once */
static void
test_trickle_steps (LfTestUi      *ui,
                    gconstpointer  data)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr (LfTrickleModel) model = NULL;
  GListModel *list;

  splice (store, 0, 0, 100);
  model = lf_trickle_model_new (g_object_ref (G_LIST_MODEL (store)), 4, 20);
  list = G_LIST_MODEL (model);
  for (guint n = 4; n <= 20; n += 4)
    {
      g_assert_cmpuint (g_list_model_get_n_items (list), ==, n);
      g_assert_false (lf_trickle_model_is_complete (model));
      lf_trickle_model_grow (model);
    }
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 100);
  g_assert_true (lf_trickle_model_is_complete (model));

  g_list_store_sort (store, compare_pointers, GUINT_TO_POINTER (7));
  g_assert_true (lf_trickle_model_is_complete (model));

  /* All new: the old ones go little by little, and the list is never empty meanwhile */
  splice (store, 0, 100, 50);
  while (!lf_trickle_model_is_complete (model))
    {
      g_assert_cmpuint (g_list_model_get_n_items (list), >, 0);
      lf_trickle_model_grow (model);
    }
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 50);
  g_list_store_remove_all (store);
  while (!lf_trickle_model_is_complete (model))
    lf_trickle_model_grow (model);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
}

typedef struct
{
  double values[4];
  double maximum;
  float  least;
  float  expected[4];
} Placing;

static void
test_bar_geometry (LfTestUi      *ui,
                   gconstpointer  data)
{
  static const Placing placings[] = {
    { { 1, 1, 2, 0 }, 0, 2, { 25, 25, 50, 0 } },
    { { 1, 1, 2, 0 }, 8, 2, { 12.5f, 12.5f, 25, 0 } },
    { { 1, 1, 2, 0 }, 3, 2, { 25, 25, 50, 0 } },
    { { 0, 0, 0, 0 }, 5, 2, { 0, 0, 0, 0 } },
    { { -5, NAN, 1, 0 }, 0, 2, { 0, 0, 100, 0 } },
    { { 1, 999, 0, 0 }, 0, 10, { 10, 90, 0, 0 } },
    { { 1, 1, 998, 0 }, 0, 10, { 10, 10, 80, 0 } },
    { { INFINITY, 1, 0, 0 }, 0, 2, { 0, 0, 0, 0 } },
    { { 1, 0, 0, 0 }, 1000, 10, { 10, 0, 0, 0 } },
    { { 1e-300, 0, 0, 0 }, 0, 2, { 100, 0, 0, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (placings); i++)
    {
      float lengths[4];
      float sum = lf_bar_geometry_place (placings[i].values, 4, placings[i].maximum, 100,
                                         placings[i].least, lengths);
      float expected = 0;

      for (guint j = 0; j < 4; j++)
        {
          g_assert_cmpfloat_with_epsilon (lengths[j], placings[i].expected[j], 0.01);
          expected += placings[i].expected[j];
        }
      g_assert_cmpfloat_with_epsilon (sum, expected, 0.01);
    }
}

/* Whatever the values: nothing negative, nothing beyond the bar, no segment unseen */
static void
test_bar_geometry_random (LfTestUi      *ui,
                          gconstpointer  data)
{
  for (guint round = 0; round < 2000; round++)
    {
      double values[9];
      float lengths[9];
      float width = (float) g_test_rand_double_range (0, 400);
      float sum = 0;

      for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        values[i] = g_test_rand_int_range (0, 3) == 0
                      ? 0
                      : pow (10, g_test_rand_double_range (-6, 6));
      lf_bar_geometry_place (values, G_N_ELEMENTS (values), 0, width, 2, lengths);
      for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        {
          g_assert_true (isfinite (lengths[i]) && lengths[i] >= 0);
          g_assert_true (values[i] > 0 || lengths[i] <= 0);
          if (width > 40 && values[i] > 0)
            g_assert_cmpfloat (lengths[i], >, 1.0);
          sum += lengths[i];
        }
      if (width > 40)
        g_assert_cmpfloat (sum, <=, width + 0.1);
    }
}

static void
test_palette (LfTestUi      *ui,
              gconstpointer  data)
{
  static const struct { const char *filter, *color; } filters[] = {
    { "Ha", "lf_filter_ha" }, { "H-alpha", "lf_filter_ha" }, { "H_Alpha", "lf_filter_ha" },
    { "OIII", "lf_filter_oiii" }, { "o3", "lf_filter_oiii" }, { "S II", "lf_filter_sii" },
    { "Lum", "lf_filter_l" }, { "luminance", "lf_filter_l" }, { "R", "lf_filter_r" },
    { "green", "lf_filter_g" }, { "Blue", "lf_filter_b" }, { NULL, "lf_filter_none" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    g_assert_cmpstr (lf_palette_get_filter_color (filters[i].filter), ==, filters[i].color);
  g_assert_true (g_str_has_prefix (lf_palette_get_filter_color ("Sloan g'"), "lf_filter_other_"));
  g_assert_cmpstr (lf_palette_get_filter_color ("Sloan g'"), ==,
                   lf_palette_get_filter_color ("Sloan g'"));
  g_assert_true (g_str_has_prefix (lf_palette_get_filter_color (""), "lf_filter_other_"));
  g_assert_cmpstr (lf_palette_get_frame_type_color (LF_FRAME_BIAS), ==, "lf_frame_bias");
}

static void
test_text (LfTestUi      *ui,
           gconstpointer  data)
{
  LfFilterTotal filters[] = { { (char *) "Ha", 3, 3600, 0 }, { NULL, 1, 30, 0 } };
  LfSessionRow row = { .id = g_strdup ("A"), .counts = { 1234, 0, 5, 6, 0 } };
  g_autoptr (LfSession) session = lf_session_new (&row);
  g_autofree char *frames = lf_text_frames (session);
  g_autofree char *all = lf_text_filters (filters, 2, 3630);
  g_autofree char *none = lf_text_filters (filters, 0, 0);
  g_autofree char *some = lf_text_session_count (12, 1210);
  g_autofree char *one = lf_text_session_count (1, 1);

  g_assert_cmpstr (frames, ==, "1,245 · 1,234 L 0 D 5 F 6 B");
  g_assert_true (g_str_has_prefix (all, "1 h 01 m · Ha No Filter") ||
                 g_str_has_prefix (all, "1 h 00 m · Ha No Filter"));
  g_assert_cmpstr (none, ==, "no light frames");
  g_assert_cmpstr (some, ==, "12 of 1,210 sessions");
  g_assert_cmpstr (one, ==, "1 session");
  g_assert_cmpstr (lf_text_get_status (LF_STATUS_COMPLETE, "complete"), ==, "Complete");
  g_assert_cmpstr (lf_text_get_status (LF_STATUS_UNKNOWN, "odd"), ==, "odd");
  g_assert_cmpstr (lf_text_get_status_class (LF_STATUS_IN_PROGRESS), ==, "in-progress");
}

static void
assert_range (LfDateButton *button,
              const char   *range,
              const char   *kept,
              const char   *expected_from,
              const char   *expected_to)
{
  g_autofree char *got = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  lf_date_button_set_range (button, range);
  got = lf_date_button_dup_range (button);
  lf_date_button_get_days (button, &from, &to);
  g_assert_cmpstr (got, ==, kept);
  g_assert_cmpstr (from, ==, expected_from);
  g_assert_cmpstr (to, ==, expected_to);
}

static void
test_date_button (LfTestUi      *ui,
                  gconstpointer  data)
{
  GtkWidget *widget = g_object_ref_sink (g_object_new (LF_TYPE_DATE_BUTTON, NULL));
  LfDateButton *button = LF_DATE_BUTTON (widget);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) start = g_date_time_add_days (now, 1 - 30);
  g_autofree char *month = g_date_time_format (start, "%Y-%m-%d");
  g_autofree char *this_year = g_date_time_format (now, "%Y-01-01");
  g_autofree char *last_year = g_strdup_printf ("%d-01-01", g_date_time_get_year (now) - 1);
  g_autofree char *last_end = g_strdup_printf ("%d-12-31", g_date_time_get_year (now) - 1);
  guint n = 0;

  assert_range (button, "", "", NULL, NULL);
  assert_range (button, "month", "month", month, NULL);
  assert_range (button, "this-year", "this-year", this_year, NULL);
  assert_range (button, "last-year", "last-year", last_year, last_end);
  assert_range (button, "2025-01-01..2025-02-28", "2025-01-01..2025-02-28", "2025-01-01",
                "2025-02-28");
  assert_range (button, "2025-01-01..", "2025-01-01..", "2025-01-01", NULL);
  assert_range (button, "..2024-02-29", "..2024-02-29", NULL, "2024-02-29");
  assert_range (button, "..2025-02-29", "..", NULL, NULL);
  assert_range (button, "nonsense", "", NULL, NULL);
  g_signal_connect_swapped (button, "notify::range", G_CALLBACK (count_cb), &n);
  lf_date_button_set_range (button, "2025-01-01..2025-02-28");
  g_assert_cmpuint (n, >=, 1);
  g_object_unref (widget);
}

static void
test_recent (LfTestUi      *ui,
             gconstpointer  data)
{
  g_auto (GStrv) recent = NULL;
  g_autofree char *last = NULL;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *path = g_strdup_printf ("/astro/%u.db", i);

      lf_settings_add_recent (ui->settings, path);
    }
  lf_settings_add_recent (ui->settings, "/astro/7.db");
  lf_settings_add_recent (ui->settings, "/astro/\xff.db");
  recent = lf_settings_get_recent (ui->settings);
  g_assert_cmpuint (g_strv_length (recent), ==, 8);
  g_assert_cmpstr (recent[0], ==, "/astro/7.db");
  g_assert_cmpstr (recent[1], ==, "/astro/11.db");
  g_assert_cmpstr (recent[5], ==, "/astro/6.db");
  last = g_settings_get_string (ui->settings, "last-catalog");
  g_assert_cmpstr (last, ==, "/astro/7.db");
}

static void
test_default_path (LfTestUi      *ui,
                   gconstpointer  data)
{
  g_autofree char *usual = lf_settings_dup_default (ui->settings);
  g_autofree char *expected =
    g_build_filename (g_get_home_dir (), "Astro", "fits_catalog.db", NULL);
  g_autofree char *shortened = lf_open_menu_shorten (expected);
  g_autofree char *other = lf_open_menu_shorten ("/elsewhere/a.db");
  g_autofree char *absolute = NULL;

  g_assert_cmpstr (usual, ==, expected);
  g_assert_cmpstr (shortened, ==, "~/Astro/fits_catalog.db");
  g_assert_cmpstr (other, ==, "/elsewhere/a.db");
  g_settings_set_string (ui->settings, "default-catalog", "/data/my.db");
  absolute = lf_settings_dup_default (ui->settings);
  g_assert_cmpstr (absolute, ==, "/data/my.db");
  g_settings_set_string (ui->settings, "default-catalog", "");
  g_assert_null (lf_settings_dup_default (ui->settings));
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; LfTestUiFunc func; } tests[] = {
    { "filter/search", test_filter_search },
    { "filter/combined", test_filter_combined },
    { "filter/changes", test_filter_changes },
    { "sorter/primary", test_sorter_primary },
    { "sorter/clicks", test_sorter_clicks },
    { "trickle/random", test_trickle_random },
    { "trickle/steps", test_trickle_steps },
    { "bar-geometry/table", test_bar_geometry },
    { "bar-geometry/random", test_bar_geometry_random },
    { "palette", test_palette },
    { "text", test_text },
    { "date-button", test_date_button },
    { "settings/recent", test_recent },
    { "settings/default-path", test_default_path },
  };

  lf_test_ui_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/models/", tests[i].name, NULL);

      lf_test_ui_add (path, tests[i].func, NULL);
    }
  return g_test_run ();
}
