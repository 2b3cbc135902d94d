/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LfCliJson:
 *
 * Writes JSON (RFC 8259), value after value. Whatever is put in, what comes out is valid UTF-8 that
 * is safe to show on a terminal.
 */
typedef struct _LfCliJson LfCliJson;

LfCliJson *lf_cli_json_new          (void);
void       lf_cli_json_free         (LfCliJson  *self);
char      *lf_cli_json_to_text      (LfCliJson  *self);

void       lf_cli_json_begin_object (LfCliJson  *self,
                                     const char *key);
void       lf_cli_json_end_object   (LfCliJson  *self);
void       lf_cli_json_begin_array  (LfCliJson  *self,
                                     const char *key);
void       lf_cli_json_end_array    (LfCliJson  *self);
void       lf_cli_json_add_text     (LfCliJson  *self,
                                     const char *key,
                                     const char *value);
void       lf_cli_json_add_count    (LfCliJson  *self,
                                     const char *key,
                                     guint64     value);
void       lf_cli_json_add_number   (LfCliJson  *self,
                                     const char *key,
                                     double      value);
void       lf_cli_json_add_boolean  (LfCliJson  *self,
                                     const char *key,
                                     gboolean    value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfCliJson, lf_cli_json_free)

G_END_DECLS
