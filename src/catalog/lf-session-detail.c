/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-session-detail.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <sqlite3.h>

#include "catalog/lf-error.h"
#include "catalog/lf-query.h"

/* Columns of session-record.sql */
enum
{
  RECORD_ID,
  RECORD_NAME,
  RECORD_STATUS,
  RECORD_TARGET,
  RECORD_TARGET_TYPE,
  RECORD_IMAGE_TYPE,
  RECORD_FOLDER,
  RECORD_ASTROBIN,
  RECORD_SOCIAL,
  RECORD_NOTES,
  RECORD_CREATED,
  RECORD_STARTED,
  RECORD_COMPLETED,
  RECORD_LINKS,
  RECORD_FRAMES,
};

/* Columns of session-frame-types.sql */
enum
{
  TYPES_TYPE,
  TYPES_FRAMES,
  TYPES_NIGHTS,
};

/* Columns of session-details.sql */
enum
{
  DETAILS_OBJECT,
  DETAILS_FILTER,
  DETAILS_EXPOSURE,
  DETAILS_FRAMES,
};

static void
filter_detail_free (LfFilterDetail *self)
{
  g_free (self->filter);
  g_array_unref (self->exposures);
  g_free (self);
}

static void
object_detail_free (LfObjectDetail *self)
{
  g_free (self->object);
  g_ptr_array_unref (self->filters);
  g_free (self);
}

static void
detail_clear (LfSessionDetail *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->status);
  g_free (self->target);
  g_free (self->target_type);
  g_free (self->image_type);
  g_free (self->folder);
  g_free (self->astrobin_url);
  g_strfreev (self->social_urls);
  g_free (self->notes);
  g_free (self->created);
  g_free (self->started);
  g_free (self->completed);
  g_ptr_array_unref (self->objects);
  g_array_unref (self->filters);
}

static LfSessionDetail *
detail_new (void)
{
  LfSessionDetail *self = g_atomic_rc_box_new0 (LfSessionDetail);

  self->objects = g_ptr_array_new_with_free_func ((GDestroyNotify) object_detail_free);
  self->filters = g_array_new (FALSE, TRUE, sizeof (LfFilterTotal));
  g_array_set_clear_func (self->filters, (GDestroyNotify) lf_filter_total_clear);
  return self;
}

static void
read_record (LfSessionDetail *self,
             sqlite3_stmt    *stmt,
             guint           *n_linked)
{
  g_autofree char *social = lf_column_dup_text (stmt, RECORD_SOCIAL);
  guint links = lf_column_get_count (stmt, RECORD_LINKS);

  self->id = lf_column_dup_text (stmt, RECORD_ID);
  self->name = lf_column_dup_text (stmt, RECORD_NAME);
  self->status = lf_column_dup_text (stmt, RECORD_STATUS);
  self->target = lf_column_dup_text (stmt, RECORD_TARGET);
  self->target_type = lf_column_dup_text (stmt, RECORD_TARGET_TYPE);
  self->image_type = lf_column_dup_text (stmt, RECORD_IMAGE_TYPE);
  self->folder = lf_column_dup_text (stmt, RECORD_FOLDER);
  self->astrobin_url = lf_column_dup_text (stmt, RECORD_ASTROBIN);
  self->social_urls = g_strsplit (social != NULL ? social : "", "\n", -1);
  self->notes = lf_column_dup_text (stmt, RECORD_NOTES);
  self->created = lf_column_dup_text (stmt, RECORD_CREATED);
  self->started = lf_column_dup_text (stmt, RECORD_STARTED);
  self->completed = lf_column_dup_text (stmt, RECORD_COMPLETED);

  if (self->id == NULL)
    self->id = g_strdup ("");
  if (self->name == NULL)
    self->name = g_strdup (self->id);

  *n_linked = lf_column_get_count (stmt, RECORD_FRAMES);
  self->n_repeated = links > *n_linked ? links - *n_linked : 0;
}

static sqlite3_stmt *
begin (LfSessionDetail  *self,
       LfConnection     *connection,
       const char       *query,
       const char       *id,
       GError          **error)
{
  sqlite3_stmt *stmt = lf_connection_prepare (connection, query, error);

  if (stmt != NULL)
    sqlite3_bind_text (stmt, 1, id, -1, SQLITE_TRANSIENT);
  self->n_queries++;
  return stmt;
}

static gboolean
load_record (LfSessionDetail  *self,
             LfConnection     *connection,
             const char       *id,
             guint            *n_linked,
             GError          **error)
{
  g_autoptr (LfRead) stmt = begin (self, connection, LF_QUERY_SESSION_RECORD, id, error);
  gboolean has_row;

  if (stmt == NULL || !lf_connection_step (connection, stmt, &has_row, error))
    return FALSE;

  if (!has_row)
    {
      g_set_error (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_NOT_FOUND,
                   _("The session %s is not found in the catalog. Another program may have removed "
                     "it, or its id is no valid text. Reload the list, then try again."),
                   id);
      return FALSE;
    }

  read_record (self, stmt, n_linked);
  return TRUE;
}

static gboolean
load_types (LfSessionDetail  *self,
            LfConnection     *connection,
            const char       *id,
            GError          **error)
{
  g_autoptr (LfRead) stmt = begin (self, connection, LF_QUERY_SESSION_FRAME_TYPES, id, error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  do
    {
      LfFrameType type;

      if (!lf_connection_step (connection, stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        break;

      type = lf_frame_type_from_text ((const char *) sqlite3_column_text (stmt, TYPES_TYPE));
      self->counts[type] += lf_column_get_count (stmt, TYPES_FRAMES);
      self->nights[type] += lf_column_get_count (stmt, TYPES_NIGHTS);
      self->n_frames += lf_column_get_count (stmt, TYPES_FRAMES);
    }
  while (has_row);
  return TRUE;
}

static LfObjectDetail *
get_object (LfSessionDetail *self,
            char            *name)
{
  LfObjectDetail *object =
    self->objects->len > 0 ? g_ptr_array_index (self->objects, self->objects->len - 1) : NULL;

  if (object != NULL && g_strcmp0 (object->object, name) == 0)
    {
      g_free (name);
      return object;
    }

  object = g_new0 (LfObjectDetail, 1);
  object->object = name;
  object->filters = g_ptr_array_new_with_free_func ((GDestroyNotify) filter_detail_free);
  g_ptr_array_add (self->objects, object);
  return object;
}

static LfFilterDetail *
get_filter (LfObjectDetail *object,
            char           *name)
{
  LfFilterDetail *filter =
    object->filters->len > 0 ? g_ptr_array_index (object->filters, object->filters->len - 1)
                             : NULL;

  if (filter != NULL && g_strcmp0 (filter->filter, name) == 0)
    {
      g_free (name);
      return filter;
    }

  filter = g_new0 (LfFilterDetail, 1);
  filter->filter = name;
  filter->exposures = g_array_new (FALSE, FALSE, sizeof (LfExposureTotal));
  g_ptr_array_add (object->filters, filter);
  return filter;
}

/* The rows come ordered by object, filter and exposure, so each belongs to the last of its kind.
 * Frames without an exposure may be several rows (NULL, negative); end_group() makes them one. */
static void
read_group (LfSessionDetail *self,
            sqlite3_stmt    *stmt)
{
  LfObjectDetail *object = get_object (self, lf_column_dup_text (stmt, DETAILS_OBJECT));
  LfFilterDetail *filter = get_filter (object, lf_column_dup_text (stmt, DETAILS_FILTER));
  LfExposureTotal total = {
    .exposure = sqlite3_column_double (stmt, DETAILS_EXPOSURE),
    .frames = lf_column_get_count (stmt, DETAILS_FRAMES),
  };

  filter->frames += total.frames;
  object->frames += total.frames;

  if (sqlite3_column_type (stmt, DETAILS_EXPOSURE) == SQLITE_NULL || !isfinite (total.exposure) ||
      total.exposure < 0)
    {
      filter->without_exposure += total.frames;
      self->without_exposure += total.frames;
    }
  else
    {
      double seconds = total.exposure * total.frames;

      g_array_append_val (filter->exposures, total);
      filter->seconds += seconds;
      object->seconds += seconds;
      self->seconds += seconds;
    }
}

static void
end_group (LfFilterDetail *filter)
{
  LfExposureTotal none = { .exposure = NAN, .frames = filter->without_exposure };

  if (none.frames > 0)
    g_array_append_val (filter->exposures, none);
}

static gboolean
load_groups (LfSessionDetail  *self,
             LfConnection     *connection,
             const char       *id,
             GError          **error)
{
  g_autoptr (LfRead) stmt = begin (self, connection, LF_QUERY_SESSION_DETAILS, id, error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;

  do
    {
      if (!lf_connection_step (connection, stmt, &has_row, error))
        return FALSE;
      if (has_row)
        read_group (self, stmt);
    }
  while (has_row);
  return TRUE;
}

static int
compare_totals (gconstpointer a,
                gconstpointer b)
{
  const LfFilterTotal *left = a;
  const LfFilterTotal *right = b;

  if (left->filter == NULL || right->filter == NULL)
    return (left->filter == NULL) - (right->filter == NULL);
  return g_strcmp0 (left->filter, right->filter);
}

static void
add_to_totals (GArray               *totals,
               const LfFilterDetail *filter)
{
  LfFilterTotal total = { .filter = g_strdup (filter->filter) };
  LfFilterTotal *found = NULL;

  for (guint i = 0; i < totals->len && found == NULL; i++)
    if (g_strcmp0 (g_array_index (totals, LfFilterTotal, i).filter, filter->filter) == 0)
      found = &g_array_index (totals, LfFilterTotal, i);

  if (found == NULL)
    {
      g_array_append_val (totals, total);
      found = &g_array_index (totals, LfFilterTotal, totals->len - 1);
    }
  else
    lf_filter_total_clear (&total);

  found->frames += filter->frames;
  found->seconds += filter->seconds;
  found->without_exposure += filter->without_exposure;
}

static void
sum_filters (LfSessionDetail *self)
{
  for (guint i = 0; i < self->objects->len; i++)
    {
      LfObjectDetail *object = g_ptr_array_index (self->objects, i);

      for (guint j = 0; j < object->filters->len; j++)
        {
          LfFilterDetail *filter = g_ptr_array_index (object->filters, j);

          end_group (filter);
          add_to_totals (self->filters, filter);
        }
    }

  g_array_sort (self->filters, compare_totals);
}

/**
 * lf_session_detail_load:
 * @connection: a connection
 * @id: a session's id
 * @error: where to put an error; %LF_CATALOG_ERROR_NOT_FOUND if there is no such session
 *
 * Reads a session and what its frames add up to, in three queries that group in SQL and see only
 * the columns they need. They stand in one read transaction, so that they agree. Blocks: on the
 * connection's thread.
 *
 * Returns: (transfer full) (nullable): the detail
 */
LfSessionDetail *
lf_session_detail_load (LfConnection  *connection,
                        const char    *id,
                        GError       **error)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (LfSessionDetail) self = detail_new ();
  sqlite3 *db = lf_connection_get_db (connection);
  guint n_linked = 0;
  gboolean loaded;

  sqlite3_exec (db, "BEGIN", NULL, NULL, NULL);
  loaded = load_record (self, connection, id, &n_linked, error) &&
           load_types (self, connection, id, error) &&
           load_groups (self, connection, id, error);
  sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  if (!loaded)
    return NULL;

  sum_filters (self);
  self->n_missing = n_linked > self->n_frames ? n_linked - self->n_frames : 0;
  self->elapsed_us = g_get_monotonic_time () - start;
  return g_steal_pointer (&self);
}

/**
 * lf_session_detail_ref:
 * @self: a detail
 *
 * Returns: (transfer full): @self
 */
LfSessionDetail *
lf_session_detail_ref (LfSessionDetail *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * lf_session_detail_unref:
 * @self: (transfer full): a detail
 *
 * Releases it, on any thread.
 */
void
lf_session_detail_unref (LfSessionDetail *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) detail_clear);
}

/**
 * lf_session_exists:
 * @connection: a connection
 * @id: an id
 * @exists: (out): whether a session has it
 * @error: where to put an error
 *
 * Looks whether there is a session. Blocks: on the connection's thread.
 *
 * Returns: %FALSE on an error
 */
gboolean
lf_session_exists (LfConnection  *connection,
                   const char    *id,
                   gboolean      *exists,
                   GError       **error)
{
  g_autoptr (LfRead) stmt = lf_connection_prepare (connection, LF_QUERY_SESSION_RECORD, error);

  if (stmt == NULL)
    return FALSE;

  sqlite3_bind_text (stmt, 1, id, -1, SQLITE_TRANSIENT);
  return lf_connection_step (connection, stmt, exists, error);
}

static gboolean
has_same_texts (const LfSessionDetail *a,
                const LfSessionDetail *b)
{
  const char *const texts[][2] = {
    { a->id, b->id },
    { a->name, b->name },
    { a->status, b->status },
    { a->target, b->target },
    { a->target_type, b->target_type },
    { a->image_type, b->image_type },
    { a->folder, b->folder },
    { a->astrobin_url, b->astrobin_url },
    { a->notes, b->notes },
    { a->created, b->created },
    { a->started, b->started },
    { a->completed, b->completed },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_strcmp0 (texts[i][0], texts[i][1]) != 0)
      return FALSE;
  return TRUE;
}

/* Two that are not known are the same, too */
static gboolean
is_same_number (double a,
                double b)
{
  return !(a < b || a > b) && (a >= b || (isnan (a) && isnan (b)));
}

static gboolean
is_same_filter (const LfFilterDetail *a,
                const LfFilterDetail *b)
{
  if (g_strcmp0 (a->filter, b->filter) != 0 || a->frames != b->frames ||
      !is_same_number (a->seconds, b->seconds) || a->without_exposure != b->without_exposure ||
      a->exposures->len != b->exposures->len)
    return FALSE;

  for (guint i = 0; i < a->exposures->len; i++)
    {
      const LfExposureTotal *one = &g_array_index (a->exposures, LfExposureTotal, i);
      const LfExposureTotal *two = &g_array_index (b->exposures, LfExposureTotal, i);

      if (one->frames != two->frames || !is_same_number (one->exposure, two->exposure))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_same_object (const LfObjectDetail *a,
                const LfObjectDetail *b)
{
  if (g_strcmp0 (a->object, b->object) != 0 || a->frames != b->frames ||
      !is_same_number (a->seconds, b->seconds) || a->filters->len != b->filters->len)
    return FALSE;

  for (guint i = 0; i < a->filters->len; i++)
    if (!is_same_filter (g_ptr_array_index (a->filters, i), g_ptr_array_index (b->filters, i)))
      return FALSE;
  return TRUE;
}

static gboolean
has_same_urls (GStrv a,
               GStrv b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

/**
 * lf_session_detail_is_same:
 * @self: a session
 * @other: another one, or the same one read again
 *
 * Any thread.
 *
 * Returns: whether both say the same, however long it took to read them
 */
gboolean
lf_session_detail_is_same (const LfSessionDetail *self,
                           const LfSessionDetail *other)
{
  if (!has_same_texts (self, other) || !has_same_urls (self->social_urls, other->social_urls) ||
      memcmp (self->counts, other->counts, sizeof self->counts) != 0 ||
      memcmp (self->nights, other->nights, sizeof self->nights) != 0 ||
      self->n_missing != other->n_missing || self->n_repeated != other->n_repeated ||
      self->objects->len != other->objects->len)
    return FALSE;

  /* All other figures are sums of these */
  for (guint i = 0; i < self->objects->len; i++)
    if (!is_same_object (g_ptr_array_index (self->objects, i),
                         g_ptr_array_index (other->objects, i)))
      return FALSE;
  return TRUE;
}
