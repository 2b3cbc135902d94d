/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "catalog/lf-catalog-look.h"
#include "catalog/lf-error.h"
#include "catalog/lf-integration.h"
#include "catalog/lf-reader.h"
#include "catalog/lf-session-detail.h"
#include "catalog/lf-session-list.h"

G_BEGIN_DECLS

/**
 * LfCatalog:
 *
 * An open catalog, for a program with a main loop: it reads on two threads of its own, one for what
 * a person waits for and one for what may come later. All calls and callbacks are on the main
 * thread, and none of them blocks. Its file is closed soon after the last unref; see
 * lf_catalog_close_all().
 */
#define LF_TYPE_CATALOG (lf_catalog_get_type ())
G_DECLARE_FINAL_TYPE (LfCatalog, lf_catalog, LF, CATALOG, GObject)

void             lf_catalog_open_async             (const char          *path,
                                                    GCancellable        *cancellable,
                                                    GAsyncReadyCallback  callback,
                                                    gpointer             user_data);
LfCatalog       *lf_catalog_open_finish            (GAsyncResult        *result,
                                                    GError             **error);
void             lf_catalog_open_list_async        (const char          *path,
                                                    GCancellable        *cancellable,
                                                    GAsyncReadyCallback  callback,
                                                    gpointer             user_data);
LfCatalog       *lf_catalog_open_list_finish       (GAsyncResult        *result,
                                                    LfSessionList      **list,
                                                    GError             **error);
const char      *lf_catalog_get_path               (LfCatalog           *self);
LfLayout         lf_catalog_get_layout             (LfCatalog           *self);
gboolean         lf_catalog_is_wal                 (LfCatalog           *self);
guint            lf_catalog_get_n_openings         (LfCatalog           *self);
void             lf_catalog_reopen                 (LfCatalog           *self);
const LfCatalogLook *lf_catalog_get_first_look     (LfCatalog           *self);

void             lf_catalog_load_sessions_async    (LfCatalog           *self,
                                                    GCancellable        *cancellable,
                                                    GAsyncReadyCallback  callback,
                                                    gpointer             user_data);
LfSessionList   *lf_catalog_load_sessions_finish   (GAsyncResult        *result,
                                                    GError             **error);
void             lf_catalog_load_integration_async (LfCatalog           *self,
                                                    GCancellable        *cancellable,
                                                    GAsyncReadyCallback  callback,
                                                    gpointer             user_data);
LfIntegration   *lf_catalog_load_integration_finish (GAsyncResult       *result,
                                                    GError             **error);
void             lf_catalog_count_frames_async     (LfCatalog           *self,
                                                    GCancellable        *cancellable,
                                                    GAsyncReadyCallback  callback,
                                                    gpointer             user_data);
gboolean         lf_catalog_count_frames_finish    (GAsyncResult        *result,
                                                    guint64             *n_frames,
                                                    GError             **error);
void             lf_catalog_load_detail_async      (LfCatalog           *self,
                                                    const char          *id,
                                                    GCancellable        *cancellable,
                                                    GAsyncReadyCallback  callback,
                                                    gpointer             user_data);
LfSessionDetail *lf_catalog_load_detail_finish     (GAsyncResult        *result,
                                                    GError             **error);

void             lf_catalog_look_async             (LfCatalog           *self,
                                                    GCancellable        *cancellable,
                                                    GAsyncReadyCallback  callback,
                                                    gpointer             user_data);
LfCatalogLook   *lf_catalog_look_finish            (LfCatalog           *self,
                                                    GAsyncResult        *result,
                                                    GError             **error);

void             lf_catalog_read_async             (LfCatalog           *self,
                                                    gboolean             in_background,
                                                    LfReaderDataFunc     func,
                                                    gpointer             data,
                                                    GDestroyNotify       free_data,
                                                    GDestroyNotify       free_result,
                                                    GCancellable        *cancellable,
                                                    GAsyncReadyCallback  callback,
                                                    gpointer             user_data);
gpointer         lf_catalog_read_finish            (GAsyncResult        *result,
                                                    GError             **error);

void             lf_catalog_close_all              (void);

G_END_DECLS
