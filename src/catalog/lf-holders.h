/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LfHolder:
 * @pid: number of a process
 * @name: name of its program, valid UTF-8
 *
 * A process that has a file open.
 */
typedef struct
{
  int   pid;
  char *name;
} LfHolder;

GPtrArray *lf_holders_find     (const char *path);
char      *lf_holders_describe (const char *path);
void       lf_holder_free      (LfHolder   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfHolder, lf_holder_free)

G_END_DECLS
