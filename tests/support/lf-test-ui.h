/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/lf-main-window.h"
#include "app/lf-session-window.h"
#include "app/lf-style.h"
#include "lf-test-support.h"

G_BEGIN_DECLS

/**
 * LfTestUi:
 * @application: an application
 * @style: the style sheet
 * @settings: the settings, all as they are before the first start
 * @folder: a folder for catalogs
 * @window: (nullable): the main window, from lf_test_ui_open() on until it is closed
 *
 * What a test of windows needs.
 */
typedef struct
{
  GtkApplication *application;
  LfStyle        *style;
  GSettings      *settings;
  LfTestFolder   *folder;
  LfMainWindow   *window;
} LfTestUi;

typedef void (*LfTestUiFunc) (LfTestUi      *ui,
                              gconstpointer  data);

void             lf_test_ui_init           (int              *argc,
                                            char           ***argv);
void             lf_test_ui_add            (const char       *path,
                                            LfTestUiFunc      func,
                                            gconstpointer     data);
void             lf_test_ui_close          (LfTestUi         *self);
void             lf_test_ui_settle         (void);
void             lf_test_ui_show           (LfTestUi         *self,
                                            const char       *path);
void             lf_test_ui_open           (LfTestUi         *self,
                                            const char       *path);
const char      *lf_test_ui_get_page       (LfTestUi         *self);
GtkWidget       *lf_test_ui_get_browser    (LfTestUi         *self);
GtkColumnView   *lf_test_ui_get_view       (LfTestUi         *self);
gboolean         lf_test_ui_is_listed      (LfTestUi         *self);
gboolean         lf_test_ui_is_summed      (LfTestUi         *self);
char            *lf_test_ui_dup_ids        (LfTestUi         *self);
char            *lf_test_ui_dup_row        (LfTestUi         *self,
                                            const char       *id);
const char      *lf_test_ui_get_totals     (LfTestUi         *self);
void             lf_test_ui_search         (LfTestUi         *self,
                                            const char       *text);
void             lf_test_ui_select         (LfTestUi         *self,
                                            const char       *id);
const char      *lf_test_ui_get_selected   (LfTestUi         *self);
LfSessionWindow *lf_test_ui_get_dialog     (LfTestUi         *self);
LfSessionWindow *lf_test_ui_activate       (LfTestUi         *self,
                                            const char       *id);
LfSessionWindow *lf_test_ui_open_page      (LfTestUi         *self,
                                            const char       *path,
                                            const char       *id,
                                            const char       *page);
gboolean         lf_test_ui_is_read        (LfSessionWindow  *dialog);
const char      *lf_test_ui_get_message    (gpointer          window);

gpointer         lf_test_ui_child          (gpointer          widget,
                                            const char       *id);
GtkWidget       *lf_test_ui_find           (gpointer          root,
                                            GType             type,
                                            guint             n);
gpointer         lf_test_ui_find_window    (GType             type);
gpointer         lf_test_ui_find_content   (GType             type);
char            *lf_test_ui_dup_texts      (gpointer          root);
gboolean         lf_test_ui_can            (gpointer          widget,
                                            const char       *action);
gboolean         lf_test_ui_press          (gpointer          widget,
                                            guint             keyval,
                                            GdkModifierType   modifiers);

gboolean         lf_test_ui_late_cb        (gpointer          data);

/* Runs the main loop until something is true; what is not true in time fails the test */
#define lf_test_ui_until(condition)                                                               \
  G_STMT_START                                                                                    \
    {                                                                                             \
      gboolean late_ = FALSE;                                                                     \
      guint late_id_ = g_timeout_add (LF_TEST_PATIENCE_MS, lf_test_ui_late_cb, &late_);           \
                                                                                                  \
      while (!late_ && !(condition))                                                              \
        g_main_context_iteration (NULL, TRUE);                                                    \
      g_source_remove (late_id_);                                                                 \
      g_assert_true (condition);                                                                  \
    }                                                                                             \
  G_STMT_END

#define lf_test_ui_assert_has(text, part)                                                         \
  G_STMT_START                                                                                    \
    {                                                                                             \
      const char *text_ = (text);                                                                 \
      const char *part_ = (part);                                                                 \
                                                                                                  \
      if (text_ == NULL || strstr (text_, part_) == NULL)                                         \
        g_error ("%s:%d: “%s” is not in “%s”", __FILE__, __LINE__, part_, text_);                 \
    }                                                                                             \
  G_STMT_END

G_END_DECLS
