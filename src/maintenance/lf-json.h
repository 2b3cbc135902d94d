/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Exports are JSON as well, and they belong to the catalog */
#include "catalog/lf-json.h"
