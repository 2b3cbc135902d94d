/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"

G_BEGIN_DECLS

/**
 * LfWriteCheck:
 * @session: (nullable): why nothing can be changed that is said about sessions
 * @links: (nullable): why it cannot be changed which frames a session has
 *
 * What is in the way of changes, known before one is tried.
 */
typedef struct
{
  GError *session;
  GError *links;
} LfWriteCheck;

gpointer lf_write_check_run          (LfConnection   *connection,
                                      gpointer        data,
                                      GError        **error);
void     lf_write_check_free         (LfWriteCheck   *self);
gboolean lf_write_check_is_damage    (const GError   *obstacle);

G_END_DECLS
