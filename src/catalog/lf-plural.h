/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/**
 * LF_PLURAL:
 * @singular: a text for one
 * @plural: the text for any other number
 *
 * Two arguments of a function that hands them to g_dngettext(). It marks them for translators as the
 * two forms of one message, which two N_() would not.
 */
#define LF_PLURAL(singular, plural) singular, plural
