/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void lf_hold    (void);
void lf_release (void);

G_END_DECLS
