/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-session-writer.h"
#include "catalog/lf-catalog.h"

G_BEGIN_DECLS

#define LF_TYPE_SESSION_PAGE (lf_session_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (LfSessionPage, lf_session_page, LF, SESSION_PAGE, GtkWidget)

/**
 * LfSessionPageClass:
 * @load: reads what the page shows of its session and shows it. Called when the page is seen and
 *   what it shows is not of its session, or not up to date
 * @forget: nobody waits for what is being read; may be %NULL
 *
 * A page of the session dialog. It reads nothing before it is seen. `footer` is a line about what
 * it shows; `message` is emitted with a text and whether it tells of a failure, to be shown for
 * some seconds.
 */
struct _LfSessionPageClass
{
  GtkWidgetClass parent_class;

  void (*load)   (LfSessionPage *self);
  void (*forget) (LfSessionPage *self);
};

/**
 * LfSessionPageFunc:
 * @self: a page
 * @result: (transfer full) (nullable): what was read
 * @error: (nullable): why it was not
 *
 * Called with what was read for a page, unless nobody waits for it any more.
 */
typedef void (*LfSessionPageFunc) (LfSessionPage *self,
                                   gpointer       result,
                                   const GError  *error);

void        lf_session_page_set_session (LfSessionPage     *self,
                                         LfCatalog         *catalog,
                                         const char        *id);
void        lf_session_page_set_writer  (LfSessionPage     *self,
                                         LfSessionWriter   *writer);
void        lf_session_page_set_active  (LfSessionPage     *self,
                                         gboolean           active);
void        lf_session_page_reload      (LfSessionPage     *self);
void        lf_session_page_refresh     (LfSessionPage     *self,
                                         LfCatalog         *catalog);
void        lf_session_page_stop        (LfSessionPage     *self);
const char *lf_session_page_get_footer  (LfSessionPage     *self);

/* For kinds of pages */
LfCatalog  *lf_session_page_get_catalog (LfSessionPage     *self);
const char *lf_session_page_get_id      (LfSessionPage     *self);
LfSessionWriter *lf_session_page_get_writer (LfSessionPage *self);
void        lf_session_page_set_footer  (LfSessionPage     *self,
                                         const char        *text);
void        lf_session_page_tell        (LfSessionPage     *self,
                                         const char        *text,
                                         gboolean           is_failure);
void        lf_session_page_set_stack   (LfSessionPage     *self,
                                         GtkStack          *stack,
                                         const char        *loading_text);
void        lf_session_page_wait        (LfSessionPage     *self);
void        lf_session_page_settle      (LfSessionPage     *self);
gboolean    lf_session_page_is_shown    (LfSessionPage     *self);
gboolean    lf_session_page_is_waiting  (LfSessionPage     *self);
gboolean    lf_session_page_show_error  (LfSessionPage     *self,
                                         const GError      *error);
void        lf_session_page_read        (LfSessionPage     *self,
                                         gboolean           in_background,
                                         LfReaderDataFunc   func,
                                         gpointer           data,
                                         GDestroyNotify     free_data,
                                         GDestroyNotify     free_result,
                                         LfSessionPageFunc  callback);

G_END_DECLS
