/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean lf_session_refresh_apply (GListStore *shown,
                                   GPtrArray  *fresh);

G_END_DECLS
