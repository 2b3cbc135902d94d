/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LfJson:
 *
 * Writes JSON (RFC 8259), value after value. Whatever is put in, what comes out is valid UTF-8 that
 * is safe to show on a terminal.
 */
typedef struct _LfJson LfJson;

LfJson *lf_json_new          (void);
void    lf_json_free         (LfJson     *self);
char   *lf_json_to_text      (LfJson     *self);
char   *lf_json_from_ids     (GArray     *ids);

void    lf_json_begin_object (LfJson     *self,
                              const char *key);
void    lf_json_end_object   (LfJson     *self);
void    lf_json_begin_array  (LfJson     *self,
                              const char *key);
void    lf_json_end_array    (LfJson     *self);
void    lf_json_add_text     (LfJson     *self,
                              const char *key,
                              const char *value);
void    lf_json_add_count    (LfJson     *self,
                              const char *key,
                              guint64     value);
void    lf_json_add_number   (LfJson     *self,
                              const char *key,
                              double      value);
void    lf_json_add_boolean  (LfJson     *self,
                              const char *key,
                              gboolean    value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfJson, lf_json_free)

G_END_DECLS
