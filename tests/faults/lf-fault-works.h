/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lf-fault.h"

G_BEGIN_DECLS

extern const LfFaultWork *const lf_fault_works[];
extern const guint lf_fault_n_works;

G_END_DECLS
