/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LF_RESOURCE_PATH "/org/lightframe/Lightframe"

void lf_catalog_register_resources (void);

G_END_DECLS
