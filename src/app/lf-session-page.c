/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lf-session-page.h"

#include <glib/gi18n-lib.h>

#include "app/lf-hold.h"
#include "app/lf-status-page.h"

typedef struct
{
  LfCatalog       *catalog;
  LfSessionWriter *writer;
  char            *id;
  char            *footer;
  GCancellable    *cancellable; /* of what is being read */
  GtkStack        *stack;       /* weak; NULL if it shows neither a spinner nor errors */
  const char      *loading_text;
  guint            spinner_source;
  guint            refresh_source;      /* waits for what is being read */
  guint            n_reading;
  gboolean         active;
  gboolean         shown;       /* something of the session is shown already */
  gboolean         stale;       /* what is shown is not of the session, or not up to date */
  gboolean         quiet;       /* being read again, which nobody asked for */
} LfSessionPagePrivate;

/* What is read sooner than this is shown without a spinner before it */
#define SPINNER_DELAY_MS 150
#define SPINNER_SIZE 32

/* How long a page that is out of date waits for what it is reading, before it looks again */
#define REFRESH_DELAY_MS 200

/* Children of the stack */
#define LOADING "loading"
#define ERROR "error"

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
stop_spinner (LfSessionPage *self)
{
  LfSessionPagePrivate *priv = get_private (self);

  g_clear_handle_id (&priv->spinner_source, g_source_remove);
  if (priv->stack != NULL)
    gtk_spinner_stop (GTK_SPINNER (gtk_stack_get_child_by_name (priv->stack, LOADING)));
}

static gboolean
show_spinner_cb (gpointer data)
{
  LfSessionPagePrivate *priv = get_private (data);

  priv->spinner_source = 0;
  gtk_spinner_start (GTK_SPINNER (gtk_stack_get_child_by_name (priv->stack, LOADING)));
  gtk_stack_set_visible_child_name (priv->stack, LOADING);
  lf_session_page_set_footer (data, priv->loading_text);
  return G_SOURCE_REMOVE;
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
  g_clear_handle_id (&priv->spinner_source, g_source_remove);
  g_clear_handle_id (&priv->refresh_source, g_source_remove);
  g_clear_weak_pointer (&priv->stack);
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
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  lf_session_page_reload (LF_SESSION_PAGE (widget));
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

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.retry", NULL, retry_action);
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

  if (priv->catalog != catalog || g_strcmp0 (priv->id, id) != 0)
    priv->shown = FALSE;
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

/* What is being read would never be read to its end if each change began it anew */
static gboolean
is_reading (LfSessionPage *self)
{
  LfSessionPagePrivate *priv = get_private (self);

  return priv->n_reading > 0 || priv->spinner_source != 0 || priv->quiet;
}

static gboolean
refresh_cb (gpointer data)
{
  LfSessionPagePrivate *priv = get_private (data);

  if (is_reading (data))
    return G_SOURCE_CONTINUE;

  priv->refresh_source = 0;
  if (priv->active && priv->stale)
    {
      priv->quiet = priv->stack != NULL;
      load_if_seen (data);
    }
  return G_SOURCE_REMOVE;
}

/**
 * lf_session_page_refresh:
 * @self: a page
 * @catalog: the catalog
 *
 * What it shows is out of date, for another program has changed something. It is read again without
 * anything that is seen of it, and what is being read is read to its end before.
 */
void
lf_session_page_refresh (LfSessionPage *self,
                         LfCatalog     *catalog)
{
  LfSessionPagePrivate *priv = get_private (self);

  g_set_object (&priv->catalog, catalog);
  priv->stale = TRUE;
  if (priv->active && priv->refresh_source == 0 && refresh_cb (self))
    priv->refresh_source = g_timeout_add (REFRESH_DELAY_MS, refresh_cb, self);
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
  stop_spinner (self);
  get_private (self)->quiet = FALSE;
  get_private (self)->n_reading = 0;
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

static GtkWidget *
make_spinner (void)
{
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_widget_set_size_request (spinner, SPINNER_SIZE, SPINNER_SIZE);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  return spinner;
}

static GtkWidget *
make_error_page (void)
{
  LfStatusPage *page = g_object_new (LF_TYPE_STATUS_PAGE, NULL);
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Try Again"));

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.retry");
  lf_status_page_append (page, button);
  return GTK_WIDGET (page);
}

/**
 * lf_session_page_set_stack:
 * @self: a page
 * @stack: the stack in it, which lives as long as it
 * @loading_text: (not nullable): the footer while it waits
 *
 * Gives the stack two more children, `loading` and `error`, for lf_session_page_wait() and
 * lf_session_page_show_error().
 */
void
lf_session_page_set_stack (LfSessionPage *self,
                           GtkStack      *stack,
                           const char    *loading_text)
{
  LfSessionPagePrivate *priv = get_private (self);

  g_set_weak_pointer (&priv->stack, stack);
  priv->loading_text = g_intern_string (loading_text);
  gtk_stack_add_named (stack, make_spinner (), LOADING);
  gtk_stack_add_named (stack, make_error_page (), ERROR);
}

/**
 * lf_session_page_wait:
 * @self: a page with a stack
 *
 * Something is being read. If it takes long, the stack goes to `loading`, unless it is read only
 * because of lf_session_page_refresh().
 */
void
lf_session_page_wait (LfSessionPage *self)
{
  LfSessionPagePrivate *priv = get_private (self);

  if (priv->spinner_source == 0 && !priv->quiet)
    priv->spinner_source = g_timeout_add (SPINNER_DELAY_MS, show_spinner_cb, self);
}

/**
 * lf_session_page_settle:
 * @self: a page with a stack
 *
 * Takes lf_session_page_wait() back: it is read. Which child is shown is the page's to say.
 */
void
lf_session_page_settle (LfSessionPage *self)
{
  stop_spinner (self);
  get_private (self)->shown = TRUE;
  get_private (self)->quiet = FALSE;
}

/**
 * lf_session_page_is_shown:
 * @self: a page with a stack
 *
 * Returns: whether something of its session is shown already. If it is read again, that stays until
 *   the answer comes, and nobody needs to see a spinner
 */
gboolean
lf_session_page_is_shown (LfSessionPage *self)
{
  return get_private (self)->shown;
}

/**
 * lf_session_page_is_waiting:
 * @self: a page with a stack
 *
 * Returns: whether something is being read that was told of with lf_session_page_wait()
 */
gboolean
lf_session_page_is_waiting (LfSessionPage *self)
{
  LfSessionPagePrivate *priv = get_private (self);

  return priv->spinner_source != 0 ||
         g_strcmp0 (gtk_stack_get_visible_child_name (priv->stack), LOADING) == 0;
}

/**
 * lf_session_page_show_error:
 * @self: a page with a stack
 * @error: why it could not be read
 *
 * Settles and says what went wrong, unless it was merely cancelled.
 *
 * Returns: whether there was something to say
 */
gboolean
lf_session_page_show_error (LfSessionPage *self,
                            const GError  *error)
{
  LfSessionPagePrivate *priv = get_private (self);
  GtkWidget *page = gtk_stack_get_child_by_name (priv->stack, ERROR);

  stop_spinner (self);
  priv->shown = FALSE;
  priv->quiet = FALSE;
  if (g_error_matches (error, LF_CATALOG_ERROR, LF_CATALOG_ERROR_CANCELLED))
    return FALSE;

  lf_status_page_set_texts (LF_STATUS_PAGE (page), "dialog-warning-symbolic",
                            lf_catalog_error_get_title ((LfCatalogError) error->code),
                            error->message);
  gtk_stack_set_visible_child_name (priv->stack, ERROR);
  lf_session_page_set_footer (self, "");
  return TRUE;
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
    {
      get_private (self)->n_reading--;
      callback (self, read, error);
    }
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
  priv->n_reading++;
  reading->callback = callback;
  reading->free_result = free_result;
  lf_hold ();
  lf_catalog_read_async (priv->catalog, in_background, func, data, free_data, free_result,
                         priv->cancellable, read_cb, reading);
}
