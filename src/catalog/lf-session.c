/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-session.h"

#include <glib/gi18n-lib.h>

#include <string.h>

struct _LfSession
{
  GObject       parent_instance;

  LfSessionRow  row;
  LfStatus      status;
  double        seconds;
  GArray       *filters;        /* of LfFilterTotal; NULL while not known */
  LfCalibrationSummary *calibration;    /* NULL for none */
  gboolean      has_calibration;        /* whether that is known */
  char         *compact;        /* for the search, made when first needed; without spaces */
  char         *sort_key;       /* of the name, made when first needed */
};

enum
{
  PROP_0,
  PROP_HAS_INTEGRATION,
  PROP_HAS_CALIBRATION,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfSession, lf_session, G_TYPE_OBJECT)

static char *
remove_spaces (const char *text)
{
  g_autoptr (GString) compact = g_string_sized_new (strlen (text));

  for (const char *c = text; *c != '\0'; c++)
    if (*c != ' ')
      g_string_append_c (compact, *c);
  return g_string_free (g_steal_pointer (&compact), FALSE);
}

static void
fold (LfSession *self)
{
  g_autoptr (GString) text = g_string_new (self->row.name);
  g_autofree char *objects = lf_session_dup_objects_text (self);
  g_autofree char *folded = NULL;

  g_string_append_printf (text, "\n%s\n%s\n%s\n%s", self->row.id, objects,
                          self->row.target != NULL ? self->row.target : "",
                          self->row.notes != NULL ? self->row.notes : "");
  folded = lf_search_fold (text->str);
  self->compact = remove_spaces (folded);
}

static void
lf_session_finalize (GObject *object)
{
  LfSession *self = LF_SESSION (object);

  g_free (self->row.id);
  g_free (self->row.name);
  g_free (self->row.status);
  g_strfreev (self->row.objects);
  g_free (self->row.target);
  g_free (self->row.notes);
  g_free (self->row.created);
  g_clear_pointer (&self->filters, g_array_unref);
  g_free (self->calibration);
  g_free (self->compact);
  g_free (self->sort_key);

  G_OBJECT_CLASS (lf_session_parent_class)->finalize (object);
}

static void
lf_session_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  LfSession *self = LF_SESSION (object);

  switch (prop_id)
    {
    case PROP_HAS_INTEGRATION:
      g_value_set_boolean (value, lf_session_has_integration (self));
      break;
    case PROP_HAS_CALIBRATION:
      g_value_set_boolean (value, lf_session_has_calibration (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lf_session_class_init (LfSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = lf_session_finalize;
  object_class->get_property = lf_session_get_property;

  /**
   * LfSession:has-integration:
   *
   * Whether the integration by filter is known yet. It comes after the list itself.
   */
  props[PROP_HAS_INTEGRATION] =
    g_param_spec_boolean ("has-integration", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * LfSession:has-calibration:
   *
   * Whether it is known yet what calibrates its lights. Told whenever that becomes another one.
   */
  props[PROP_HAS_CALIBRATION] =
    g_param_spec_boolean ("has-calibration", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * LfSession::changed:
   * @self: the session
   *
   * The catalog says something else of it than before.
   */
  signals[CHANGED] = g_signal_new ("changed", LF_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
lf_session_init (LfSession *self)
{
}

/**
 * lf_frame_type_from_text:
 * @text: (nullable): a frame type as the catalog has it
 *
 * Returns: the type, whatever the case of its letters
 */
LfFrameType
lf_frame_type_from_text (const char *text)
{
  static const char *names[] = { "LIGHT", "DARK", "FLAT", "BIAS" };

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (text, names[i]) == 0)
      return (LfFrameType) i;
  return LF_FRAME_OTHER;
}

/**
 * lf_status_from_text:
 * @text: (nullable): a status as the catalog has it
 *
 * Returns: the status; none at all is %LF_STATUS_NOT_STARTED, as in the cataloger
 */
LfStatus
lf_status_from_text (const char *text)
{
  static const char *names[] = { "not_started", "in_progress", "complete" };

  if (text == NULL)
    return LF_STATUS_NOT_STARTED;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (text, names[i]) == 0)
      return (LfStatus) i;
  return LF_STATUS_UNKNOWN;
}

/**
 * lf_status_get_title:
 * @status: a status
 *
 * Any thread.
 *
 * Returns: (transfer none) (nullable): what it is called; %NULL if it is not known
 */
const char *
lf_status_get_title (LfStatus status)
{
  switch (status)
    {
    case LF_STATUS_NOT_STARTED:
      return _("Not started");
    case LF_STATUS_IN_PROGRESS:
      return _("In progress");
    case LF_STATUS_COMPLETE:
      return _("Complete");
    case LF_STATUS_UNKNOWN:
    default:
      return NULL;
    }
}

/**
 * lf_filter_total_clear:
 * @self: a total
 *
 * Frees what it holds, as a #GArray's clear function.
 */
void
lf_filter_total_clear (LfFilterTotal *self)
{
  g_clear_pointer (&self->filter, g_free);
}

/**
 * lf_search_fold:
 * @text: valid UTF-8
 *
 * Makes texts comparable for a search: without case, without compatibility forms.
 *
 * Returns: (transfer full): the folded text
 */
char *
lf_search_fold (const char *text)
{
  g_autofree char *normal = NULL;

  /* Most texts are ASCII, for which this is the same and quicker */
  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  return g_utf8_casefold (normal != NULL ? normal : text, -1);
}

/**
 * lf_session_new:
 * @row: (transfer full): its contents; the texts are taken over, the struct is not
 *
 * Returns: (transfer full): a session, whose integration is not known yet
 */
LfSession *
lf_session_new (LfSessionRow *row)
{
  LfSession *self = g_object_new (LF_TYPE_SESSION, NULL);

  self->row = *row;
  if (self->row.id == NULL)
    self->row.id = g_strdup ("");
  if (self->row.name == NULL)
    self->row.name = g_strdup (self->row.id);
  self->status = lf_status_from_text (self->row.status);
  return self;
}

/**
 * lf_session_get_id:
 * @self: a session
 *
 * Returns: (transfer none): its id
 */
const char *
lf_session_get_id (LfSession *self)
{
  return self->row.id;
}

/**
 * lf_session_get_name:
 * @self: a session
 *
 * Returns: (transfer none): its name, or its id where it has none
 */
const char *
lf_session_get_name (LfSession *self)
{
  return self->row.name;
}

/**
 * lf_session_get_sort_key:
 * @self: a session
 *
 * Gets what sorts sessions by name when compared with strcmp(): in the order of the locale, without
 * case, and with numbers by value, so that “M 9” comes before “M 31”. Main thread.
 *
 * Returns: (transfer none): the key
 */
const char *
lf_session_get_sort_key (LfSession *self)
{
  if (self->sort_key == NULL)
    {
      g_autofree char *folded = g_utf8_casefold (self->row.name, -1);

      self->sort_key = g_utf8_collate_key_for_filename (folded, -1);
    }
  return self->sort_key;
}

/**
 * lf_session_get_status:
 * @self: a session
 *
 * Returns: its status
 */
LfStatus
lf_session_get_status (LfSession *self)
{
  return self->status;
}

/**
 * lf_session_get_status_text:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): its status in the catalog's own word
 */
const char *
lf_session_get_status_text (LfSession *self)
{
  return self->row.status;
}

/**
 * lf_session_get_objects:
 * @self: a session
 *
 * Returns: (transfer none): the names of its objects, %NULL-terminated
 */
const char *const *
lf_session_get_objects (LfSession *self)
{
  static const char *const none[] = { NULL };

  return self->row.objects != NULL ? (const char *const *) self->row.objects : none;
}

/**
 * lf_session_dup_objects_text:
 * @self: a session
 *
 * Returns: (transfer full): its objects in one line, separated by commas
 */
char *
lf_session_dup_objects_text (LfSession *self)
{
  return self->row.objects != NULL ? g_strjoinv (", ", self->row.objects) : g_strdup ("");
}

/**
 * lf_session_get_target:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): its primary target
 */
const char *
lf_session_get_target (LfSession *self)
{
  return self->row.target;
}

/**
 * lf_session_get_notes:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): its notes, at most 20,000 characters of them
 */
const char *
lf_session_get_notes (LfSession *self)
{
  return self->row.notes;
}

/**
 * lf_session_get_created:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): when it was made: UTC, as the catalog has it
 */
const char *
lf_session_get_created (LfSession *self)
{
  return self->row.created;
}

/**
 * lf_session_get_count:
 * @self: a session
 * @type: a frame type
 *
 * Returns: how many frames of that type are linked to it
 */
guint
lf_session_get_count (LfSession   *self,
                      LfFrameType  type)
{
  return self->row.counts[type];
}

/**
 * lf_session_get_n_frames:
 * @self: a session
 *
 * Returns: how many frames are linked to it
 */
guint
lf_session_get_n_frames (LfSession *self)
{
  guint n = 0;

  for (guint i = 0; i < LF_N_FRAME_TYPES; i++)
    n += self->row.counts[i];
  return n;
}

/**
 * lf_session_has_object:
 * @self: a session
 * @object: a name
 *
 * Returns: whether it has an object of exactly that name
 */
gboolean
lf_session_has_object (LfSession  *self,
                       const char *object)
{
  return g_strv_contains (lf_session_get_objects (self), object);
}

/**
 * lf_session_matches:
 * @self: a session
 * @needle: what is looked for, folded by lf_search_fold()
 *
 * Looks for each word of @needle in name, id, objects, target and notes. Spaces in these texts do not
 * matter: `m31` finds “M 31”. Main thread.
 *
 * Returns: whether the session matches
 */
gboolean
lf_session_matches (LfSession  *self,
                    const char *needle)
{
  g_auto (GStrv) words = g_strsplit (needle, " ", -1);

  if (self->compact == NULL)
    fold (self);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (self->compact, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/**
 * lf_session_has_integration:
 * @self: a session
 *
 * Returns: whether lf_session_set_filters() was called
 */
gboolean
lf_session_has_integration (LfSession *self)
{
  return self->filters != NULL;
}

/**
 * lf_session_get_seconds:
 * @self: a session
 *
 * Returns: its integration in seconds; 0 while it is not known
 */
double
lf_session_get_seconds (LfSession *self)
{
  return self->seconds;
}

/**
 * lf_session_get_filters:
 * @self: a session
 * @n_filters: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_filters): its light frames by filter
 */
const LfFilterTotal *
lf_session_get_filters (LfSession *self,
                        guint     *n_filters)
{
  *n_filters = self->filters != NULL ? self->filters->len : 0;
  return self->filters != NULL ? (const LfFilterTotal *) (gpointer) self->filters->data : NULL;
}

static gboolean
has_filters (LfSession *self,
             GArray    *filters)
{
  guint n = filters != NULL ? filters->len : 0;

  if (self->filters == NULL || self->filters->len != n)
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      const LfFilterTotal *one = &g_array_index (self->filters, LfFilterTotal, i);
      const LfFilterTotal *two = &g_array_index (filters, LfFilterTotal, i);

      if (g_strcmp0 (one->filter, two->filter) != 0 || one->frames != two->frames ||
          one->without_exposure != two->without_exposure || one->seconds < two->seconds ||
          one->seconds > two->seconds)
        return FALSE;
    }
  return TRUE;
}

/**
 * lf_session_set_filters:
 * @self: a session
 * @filters: (nullable): an array of #LfFilterTotal; %NULL for a session without light frames
 *
 * Sets its integration by filter. Main thread, for whoever listens to
 * #LfSession:has-integration is told here, if it is another one.
 */
void
lf_session_set_filters (LfSession *self,
                        GArray    *filters)
{
  GArray *old = self->filters;

  if (has_filters (self, filters))
    return;

  self->filters = filters != NULL ? g_array_ref (filters)
                                  : g_array_new (FALSE, FALSE, sizeof (LfFilterTotal));
  g_clear_pointer (&old, g_array_unref);

  self->seconds = 0;
  for (guint i = 0; i < self->filters->len; i++)
    self->seconds += g_array_index (self->filters, LfFilterTotal, i).seconds;

  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_INTEGRATION]);
}

/**
 * lf_session_has_calibration:
 * @self: a session
 *
 * Returns: whether lf_session_set_calibration() was called
 */
gboolean
lf_session_has_calibration (LfSession *self)
{
  return self->has_calibration;
}

/**
 * lf_session_get_calibration:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what calibrates its lights; %NULL if it has none, or that is
 *   not known
 */
const LfCalibrationSummary *
lf_session_get_calibration (LfSession *self)
{
  return self->calibration;
}

/**
 * lf_session_set_calibration:
 * @self: a session
 * @summary: (nullable): what calibrates its lights, copied; %NULL if it has none
 *
 * Main thread, for whoever listens to #LfSession:has-calibration is told here, if it is another one.
 */
void
lf_session_set_calibration (LfSession                  *self,
                            const LfCalibrationSummary *summary)
{
  if (self->has_calibration && lf_calibration_summary_equal (self->calibration, summary))
    return;

  g_free (self->calibration);
  self->calibration = g_memdup2 (summary, sizeof *summary);
  self->has_calibration = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_CALIBRATION]);
}

static gboolean
has_same_objects (GStrv a,
                  GStrv b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

static gboolean
says_the_same (const LfSessionRow *a,
               const LfSessionRow *b)
{
  for (guint i = 0; i < LF_N_FRAME_TYPES; i++)
    if (a->counts[i] != b->counts[i])
      return FALSE;

  return g_strcmp0 (a->name, b->name) == 0 && g_strcmp0 (a->status, b->status) == 0 &&
         g_strcmp0 (a->target, b->target) == 0 && g_strcmp0 (a->notes, b->notes) == 0 &&
         g_strcmp0 (a->created, b->created) == 0 &&
         has_same_objects (a->objects, b->objects);
}

/**
 * lf_session_update:
 * @self: a session
 * @read: the same one, as it was read again; of no use afterwards if it differs
 *
 * Takes over what the catalog says by now, and emits #LfSession::changed if that is something else.
 * What is known late stays as it is. Main thread.
 *
 * Returns: whether it is something else
 */
gboolean
lf_session_update (LfSession *self,
                   LfSession *read)
{
  LfSessionRow row = self->row;

  if (says_the_same (&self->row, &read->row))
    return FALSE;

  self->row = read->row;
  read->row = row;
  self->status = read->status;
  g_clear_pointer (&self->compact, g_free);
  g_clear_pointer (&self->sort_key, g_free);
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}
