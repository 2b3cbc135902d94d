/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-frame-model.h"

#include "catalog/lf-frame-pages.h"

struct _LfFrameModel
{
  GObject       parent_instance;

  LfCatalog    *catalog;
  LfFrameQuery *query;
  GStrv         columns;
  GArray       *index;          /* of gint64 */
  LfFramePages *pages;          /* of @index */
  gboolean      other;          /* the index that is read is of other frames than @index */
  guint         generation;     /* of query and columns: answers to older ones are stale */
  GCancellable *cancellable;
  GError       *error;
  gboolean      loading;
};

enum
{
  PROP_LOADING = 1,
  PROP_ERROR,
  N_PROPS,
};

enum
{
  REPLACED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void lf_frame_model_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LfFrameModel, lf_frame_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      lf_frame_model_list_init))

static void
set_loading (LfFrameModel *self,
             gboolean      loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
set_error (LfFrameModel *self,
           GError       *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* What is asked for, by whom, and when */
typedef struct
{
  GWeakRef model;
  guint    generation;
  guint    page;
} Call;

static Call *
call_new (LfFrameModel *self,
          guint         page)
{
  Call *call = g_new0 (Call, 1);

  g_weak_ref_init (&call->model, self);
  call->generation = self->generation;
  call->page = page;
  return call;
}

/* Returns the model, if it still wants the answer */
static LfFrameModel *
call_end (Call *call)
{
  LfFrameModel *self = g_weak_ref_get (&call->model);

  if (self != NULL && self->generation != call->generation)
    g_clear_object (&self);
  g_weak_ref_clear (&call->model);
  g_free (call);
  return self;
}

/* What the reader's thread needs of it */
typedef struct
{
  LfFrameQuery *query;
  GStrv         columns;
  guint         n_numbers;
  gint64        numbers[LF_FRAME_PAGE_LENGTH];
} Work;

static void
work_free (Work *work)
{
  g_clear_pointer (&work->query, lf_frame_query_free);
  g_strfreev (work->columns);
  g_free (work);
}

static gpointer
do_load_rows (LfConnection  *connection,
              gpointer       data,
              GError       **error)
{
  Work *work = data;

  return lf_frame_rows_load (connection, work->numbers, work->n_numbers,
                             (const char *const *) work->columns, error);
}

static gpointer
do_load_index (LfConnection  *connection,
               gpointer       data,
               GError       **error)
{
  return lf_frame_index_load (connection, ((Work *) data)->query, error);
}

static void
rows_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  guint number = ((Call *) data)->page;
  g_autoptr (LfFrameModel) self = call_end (data);
  GError *error = NULL;
  g_autoptr (GPtrArray) rows = lf_catalog_read_finish (result, &error);
  LfFramePage *page = self != NULL ? lf_frame_pages_lookup (self->pages, number) : NULL;

  if (page == NULL)
    {
      g_clear_error (&error);
      return;
    }

  page->requested = FALSE;
  if (rows == NULL)
    {
      set_error (self, error);
      return;
    }

  lf_frame_page_take_rows (page, g_steal_pointer (&rows));
}

static void
request_page (LfFrameModel *self,
              LfFramePage  *page)
{
  Work *work;
  guint first = page->number * LF_FRAME_PAGE_LENGTH;

  if (page->requested)
    return;

  work = g_new0 (Work, 1);
  work->columns = g_strdupv (self->columns);
  work->n_numbers = MIN (LF_FRAME_PAGE_LENGTH, self->index->len - first);
  for (guint i = 0; i < work->n_numbers; i++)
    work->numbers[i] = g_array_index (self->index, gint64, first + i);

  page->requested = TRUE;
  lf_catalog_read_async (self->catalog, FALSE, do_load_rows, work, (GDestroyNotify) work_free,
                         (GDestroyNotify) g_ptr_array_unref, self->cancellable, rows_cb,
                         call_new (self, page->number));
}

static LfFramePage *
get_page (LfFrameModel *self,
          guint         number)
{
  LfFramePage *page = lf_frame_pages_find (self->pages, number);

  if (page->rows == NULL)
    request_page (self, page);
  return page;
}

/* Rows that are seen are read anew, others when they are seen again */
static void
renew_pages (LfFrameModel *self)
{
  g_autoptr (GPtrArray) held = lf_frame_pages_forget_rows (self->pages);

  for (guint i = 0; i < held->len; i++)
    {
      LfFramePage *page = g_ptr_array_index (held, i);

      lf_frame_page_renumber (page, self->index);
      if (page->number * LF_FRAME_PAGE_LENGTH < self->index->len)
        request_page (self, page);
    }
}

/* What was asked for before is of no use any more */
static void
begin_generation (LfFrameModel *self)
{
  self->generation++;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
}

static guint
count_same (GArray *a,
            GArray *b)
{
  guint n = MIN (a->len, b->len);
  guint i = 0;

  while (i < n && g_array_index (a, gint64, i) == g_array_index (b, gint64, i))
    i++;
  return i;
}

/* Those at the end, but for the first @first */
static guint
count_same_at_end (GArray *a,
                   GArray *b,
                   guint   first)
{
  guint n = MIN (a->len, b->len) - first;
  guint i = 0;

  while (i < n && g_array_index (a, gint64, a->len - i - 1) ==
                    g_array_index (b, gint64, b->len - i - 1))
    i++;
  return i;
}

/* As far as the frames are those that were there before, nothing is said to have changed and they
 * stay the same objects, so that a view keeps its place. Where others have taken their places the
 * objects stay too, and become those: a view would take long to make its rows anew. What is said to
 * have come or gone is what there is more or less. Other frames than before come or go at the
 * end. */
static void
set_index (LfFrameModel *self,
           GArray       *index)
{
  g_autoptr (GArray) before = self->index;
  guint n_last =
    self->other ? 0 : count_same_at_end (before, index, count_same (before, index));
  guint last_before = before->len - n_last;
  guint last = index->len - n_last;
  guint first = MIN (last_before, last);

  /* Pages that are still read are of the index before */
  begin_generation (self);
  self->index = index;
  self->other = FALSE;
  if (n_last > 0)
    lf_frame_pages_move (self->pages, first, last_before, last);
  renew_pages (self);
  if (last_before != last)
    g_list_model_items_changed (G_LIST_MODEL (self), first, last_before - first, last - first);
}

static void
index_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (LfFrameModel) self = call_end (data);
  GError *error = NULL;
  g_autoptr (GArray) index = lf_catalog_read_finish (result, &error);

  if (self == NULL)
    {
      g_clear_error (&error);
      return;
    }

  if (index != NULL && self->other)
    g_signal_emit (self, signals[REPLACED], 0);
  if (index != NULL)
    set_index (self, g_steal_pointer (&index));
  set_error (self, error);
  set_loading (self, FALSE);
}

static void
load_index (LfFrameModel *self)
{
  Work *work = g_new0 (Work, 1);

  work->query = lf_frame_query_copy (self->query);
  lf_catalog_read_async (self->catalog, FALSE, do_load_index, work, (GDestroyNotify) work_free,
                         (GDestroyNotify) g_array_unref, self->cancellable, index_cb,
                         call_new (self, 0));
  set_loading (self, TRUE);
}

static GType
lf_frame_model_get_item_type (GListModel *list)
{
  return LF_TYPE_FRAME;
}

static guint
lf_frame_model_get_n_items (GListModel *list)
{
  return LF_FRAME_MODEL (list)->index->len;
}

static gpointer
lf_frame_model_get_item (GListModel *list,
                         guint       position)
{
  LfFrameModel *self = LF_FRAME_MODEL (list);

  return position < self->index->len ? lf_frame_model_dup_frame (self, position) : NULL;
}

static void
lf_frame_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = lf_frame_model_get_item_type;
  iface->get_n_items = lf_frame_model_get_n_items;
  iface->get_item = lf_frame_model_get_item;
}

static void
lf_frame_model_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LfFrameModel *self = LF_FRAME_MODEL (object);

  switch (property_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lf_frame_model_finalize (GObject *object)
{
  LfFrameModel *self = LF_FRAME_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->pages, lf_frame_pages_free);
  g_clear_pointer (&self->index, g_array_unref);
  g_clear_pointer (&self->query, lf_frame_query_free);
  g_clear_pointer (&self->columns, g_strfreev);
  g_clear_error (&self->error);
  g_clear_object (&self->catalog);

  G_OBJECT_CLASS (lf_frame_model_parent_class)->finalize (object);
}

static void
lf_frame_model_class_init (LfFrameModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = lf_frame_model_finalize;
  object_class->get_property = lf_frame_model_get_property;

  properties[PROP_LOADING] =
    g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR] =
    g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                        G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LfFrameModel::replaced:
   * @self: the model
   *
   * The frames of another query are known, and are about to take the place of those there are. Who
   * shows them can go to the first ones now, for which a view need not make rows anew.
   */
  signals[REPLACED] = g_signal_new ("replaced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lf_frame_model_init (LfFrameModel *self)
{
  self->index = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->pages = lf_frame_pages_new ();
  self->cancellable = g_cancellable_new ();
}

/**
 * lf_frame_model_new:
 * @catalog: a catalog
 * @columns: the columns to read, by their names in layout 2, and %NULL
 *
 * Returns: (transfer full): a model without frames, until lf_frame_model_set_query() is called
 */
LfFrameModel *
lf_frame_model_new (LfCatalog         *catalog,
                    const char *const *columns)
{
  LfFrameModel *self = g_object_new (LF_TYPE_FRAME_MODEL, NULL);

  self->catalog = g_object_ref (catalog);
  self->columns = g_strdupv ((GStrv) columns);
  return self;
}

/**
 * lf_frame_model_set_catalog:
 * @self: a model
 * @catalog: the same catalog, which may have been opened anew
 *
 * From now on it is this one that is read. What is shown stays, until lf_frame_model_set_query() is
 * called.
 */
void
lf_frame_model_set_catalog (LfFrameModel *self,
                            LfCatalog    *catalog)
{
  g_set_object (&self->catalog, catalog);
}

/**
 * lf_frame_model_set_query:
 * @self: a model
 * @query: which frames, and in which order; copied
 *
 * Chooses the frames. Those shown until then stay until the others are known; what was asked before
 * and is not answered yet is dropped. The same query again reads what another program may have
 * changed. As far as there are as many frames as before, nothing is said to have changed: those of
 * the model that somebody has become others, and tell of it when their rows are read.
 */
void
lf_frame_model_set_query (LfFrameModel       *self,
                          const LfFrameQuery *query)
{
  LfFrameQuery *copy = lf_frame_query_copy (query);

  self->other |= self->query == NULL || !lf_frame_query_equal (self->query, query);
  g_clear_pointer (&self->query, lf_frame_query_free);
  self->query = copy;
  begin_generation (self);
  load_index (self);
}

/**
 * lf_frame_model_set_columns:
 * @self: a model
 * @columns: the columns to read, by their names in layout 2, and %NULL
 *
 * Chooses the columns. Frames that are seen get another row.
 */
void
lf_frame_model_set_columns (LfFrameModel      *self,
                            const char *const *columns)
{
  GStrv copy = g_strdupv ((GStrv) columns);

  g_strfreev (self->columns);
  self->columns = copy;
  begin_generation (self);
  renew_pages (self);
  if (self->loading)
    load_index (self);
}

/**
 * lf_frame_model_is_loading:
 * @self: a model
 *
 * Returns: whether the frames of a query are not known yet
 */
gboolean
lf_frame_model_is_loading (LfFrameModel *self)
{
  return self->loading;
}

/**
 * lf_frame_model_get_error:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): why the frames, or a page of them, could not be read
 */
const GError *
lf_frame_model_get_error (LfFrameModel *self)
{
  return self->error;
}

/**
 * lf_frame_model_dup_frame:
 * @self: a model
 * @position: a position, which may be behind the last frame
 *
 * Whoever shows frames one by one may still have some that the model has no more.
 *
 * Returns: (transfer full): the frame that is there, or a blank one
 */
LfFrame *
lf_frame_model_dup_frame (LfFrameModel *self,
                          guint         position)
{
  guint number = position / LF_FRAME_PAGE_LENGTH;
  guint i = position % LF_FRAME_PAGE_LENGTH;
  gboolean is_read = number * LF_FRAME_PAGE_LENGTH < self->index->len;
  LfFramePage *page = is_read ? get_page (self, number) : lf_frame_pages_find (self->pages, number);
  LfFrame *frame;

  if (page->frames[i] != NULL)
    return g_object_ref (page->frames[i]);

  frame = lf_frame_new (position < self->index->len
                          ? g_array_index (self->index, gint64, position) : 0);
  if (page->rows != NULL && i < page->rows->len)
    lf_frame_set_row (frame, g_ptr_array_index (page->rows, i));
  g_set_weak_pointer (&page->frames[i], frame);
  return frame;
}

/**
 * lf_frame_model_get_number:
 * @self: a model
 * @position: a position
 *
 * Reads no page, so that any number of frames can be asked for, those selected for one.
 *
 * Returns: the number of the frame's row in the catalog
 */
gint64
lf_frame_model_get_number (LfFrameModel *self,
                           guint         position)
{
  g_return_val_if_fail (position < self->index->len, 0);

  return g_array_index (self->index, gint64, position);
}

/**
 * lf_frame_model_get_n_pages:
 * @self: a model
 *
 * Returns: how many pages it keeps, for tests
 */
guint
lf_frame_model_get_n_pages (LfFrameModel *self)
{
  return lf_frame_pages_count (self->pages);
}
