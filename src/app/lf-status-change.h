/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lf-session-writer.h"

G_BEGIN_DECLS

void lf_status_change_run (LfSessionWriter   *writer,
                           const char *const *sessions,
                           const char *const *known,
                           const char        *status,
                           gpointer           owner,
                           LfWrittenFunc      done);

G_END_DECLS
