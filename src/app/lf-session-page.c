/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-session-page.h"

#include "app/lf-hold.h"

typedef struct
{
  LfCatalog       *catalog;
  LfSessionWriter *writer;
  char            *id;
  char            *footer;
  GCancellable    *cancellable; /* of what is being read */
  gboolean         active;
  gboolean         stale;       /* what is shown is not of the session, or not up to date */
} LfSessionPagePrivate;

enum
{
  PROP_0,
  PROP_FOOTER,
  N_PROPS
};

enum
{
  MESSAGE,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (LfSessionPage, lf_session_page, GTK_TYPE_WIDGET)

static LfSessionPagePrivate *
get_private (LfSessionPage *self)
{
  return lf_session_page_get_instance_private (self);
}

static void
stop_reading (LfSessionPage *self)
{
  LfSessionPagePrivate *priv = get_private (self);

  if (priv->cancellable != NULL)
    g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
}

static void
load_if_seen (LfSessionPage *self)
{
  LfSessionPagePrivate *priv = get_private (self);

  if (!priv->active || !priv->stale || priv->id == NULL)
    return;

  priv->stale = FALSE;
  LF_SESSION_PAGE_GET_CLASS (self)->load (self);
}

static void
lf_session_page_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_FOOTER:
      g_value_set_string (value, lf_session_page_get_footer (LF_SESSION_PAGE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lf_session_page_dispose (GObject *object)
{
  LfSessionPagePrivate *priv = get_private (LF_SESSION_PAGE (object));

  stop_reading (LF_SESSION_PAGE (object));
  priv->active = FALSE;
  g_clear_object (&priv->catalog);
  g_clear_object (&priv->writer);

  G_OBJECT_CLASS (lf_session_page_parent_class)->dispose (object);
}

static void
lf_session_page_finalize (GObject *object)
{
  LfSessionPagePrivate *priv = get_private (LF_SESSION_PAGE (object));

  g_free (priv->id);
  g_free (priv->footer);

  G_OBJECT_CLASS (lf_session_page_parent_class)->finalize (object);
}

static void
lf_session_page_class_init (LfSessionPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lf_session_page_dispose;
  object_class->finalize = lf_session_page_finalize;
  object_class->get_property = lf_session_page_get_property;

  props[PROP_FOOTER] =
    g_param_spec_string ("footer", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[MESSAGE] = g_signal_new ("message", LF_TYPE_SESSION_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
lf_session_page_init (LfSessionPage *self)
{
}

/**
 * lf_session_page_set_session:
 * @self: a page
 * @catalog: the catalog
 * @id: a session's id
 *
 * Goes to a session. It is read at once if the page is seen, else as soon as it is.
 */
void
lf_session_page_set_session (LfSessionPage *self,
                             LfCatalog     *catalog,
                             const char    *id)
{
  LfSessionPagePrivate *priv = get_private (self);

  g_set_object (&priv->catalog, catalog);
  g_free (priv->id);
  priv->id = g_strdup (id);
  lf_session_page_reload (self);
}

/**
 * lf_session_page_set_writer:
 * @self: a page
 * @writer: what makes changes of sessions
 *
 * To be called before it gets a session.
 */
void
lf_session_page_set_writer (LfSessionPage   *self,
                            LfSessionWriter *writer)
{
  g_set_object (&get_private (self)->writer, writer);
}

/**
 * lf_session_page_set_active:
 * @self: a page
 * @active: whether it is the page that is seen
 *
 * Has the page read what it needs, if it becomes the one that is seen.
 */
void
lf_session_page_set_active (LfSessionPage *self,
                            gboolean       active)
{
  get_private (self)->active = active;
  load_if_seen (self);
}

/**
 * lf_session_page_reload:
 * @self: a page
 *
 * What it shows is out of date.
 */
void
lf_session_page_reload (LfSessionPage *self)
{
  lf_session_page_stop (self);
  get_private (self)->stale = TRUE;
  load_if_seen (self);
}

/**
 * lf_session_page_stop:
 * @self: a page
 *
 * Cancels what is being read.
 */
void
lf_session_page_stop (LfSessionPage *self)
{
  LfSessionPageClass *klass = LF_SESSION_PAGE_GET_CLASS (self);

  stop_reading (self);
  if (klass->forget != NULL)
    klass->forget (self);
}

/**
 * lf_session_page_get_footer:
 * @self: a page
 *
 * Returns: (transfer none): a line about what it shows; empty for none
 */
const char *
lf_session_page_get_footer (LfSessionPage *self)
{
  const char *footer = get_private (self)->footer;

  return footer != NULL ? footer : "";
}

/**
 * lf_session_page_get_catalog:
 * @self: a page that loads
 *
 * Returns: (transfer none) (nullable): the catalog
 */
LfCatalog *
lf_session_page_get_catalog (LfSessionPage *self)
{
  return get_private (self)->catalog;
}

/**
 * lf_session_page_get_id:
 * @self: a page that loads
 *
 * Returns: (transfer none) (nullable): the id of its session
 */
const char *
lf_session_page_get_id (LfSessionPage *self)
{
  return get_private (self)->id;
}

/**
 * lf_session_page_get_writer:
 * @self: a page
 *
 * Returns: (transfer none): what makes changes of sessions
 */
LfSessionWriter *
lf_session_page_get_writer (LfSessionPage *self)
{
  return get_private (self)->writer;
}

/**
 * lf_session_page_set_footer:
 * @self: a page
 * @text: (nullable): a line about what it shows
 *
 * Sets `footer`.
 */
void
lf_session_page_set_footer (LfSessionPage *self,
                            const char    *text)
{
  LfSessionPagePrivate *priv = get_private (self);

  if (g_strcmp0 (priv->footer, text) == 0)
    return;

  g_free (priv->footer);
  priv->footer = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FOOTER]);
}

/**
 * lf_session_page_tell:
 * @self: a page
 * @text: what came of something
 * @is_failure: whether it could not be done
 *
 * Emits `message`.
 */
void
lf_session_page_tell (LfSessionPage *self,
                      const char    *text,
                      gboolean       is_failure)
{
  g_signal_emit (self, signals[MESSAGE], 0, text, is_failure);
}

typedef struct
{
  GWeakRef          page;
  LfSessionPageFunc callback;
  GDestroyNotify    free_result;
} Reading;

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Reading *reading = data;
  LfSessionPageFunc callback = reading->callback;
  GDestroyNotify free_result = reading->free_result;
  g_autoptr (LfSessionPage) self = g_weak_ref_get (&reading->page);
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gpointer read = lf_catalog_read_finish (result, &error);

  lf_release ();
  g_weak_ref_clear (&reading->page);
  g_free (reading);

  if (self != NULL && cancellable == get_private (self)->cancellable)
    callback (self, read, error);
  else if (read != NULL)
    free_result (read);
}

/**
 * lf_session_page_read:
 * @self: a page
 * @in_background: whether nobody waits for it
 * @func: what to read, on a thread of the catalog's
 * @data: (nullable): data for @func
 * @free_data: (nullable): frees @data
 * @free_result: frees what is read if the page does not want it any more
 * @callback: called with what was read
 *
 * Reads something for a page, until it goes, is stopped or shows another session.
 */
void
lf_session_page_read (LfSessionPage     *self,
                      gboolean           in_background,
                      LfReaderDataFunc   func,
                      gpointer           data,
                      GDestroyNotify     free_data,
                      GDestroyNotify     free_result,
                      LfSessionPageFunc  callback)
{
  LfSessionPagePrivate *priv = get_private (self);
  Reading *reading = g_new0 (Reading, 1);

  if (priv->cancellable == NULL)
    priv->cancellable = g_cancellable_new ();

  /* A reference would keep a closed window half alive until the answer comes */
  g_weak_ref_init (&reading->page, self);
  reading->callback = callback;
  reading->free_result = free_result;
  lf_hold ();
  lf_catalog_read_async (priv->catalog, in_background, func, data, free_data, free_result,
                         priv->cancellable, read_cb, reading);
}
