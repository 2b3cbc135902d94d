/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-acquisition.h"

G_BEGIN_DECLS

/* Nothing is known about the darkness of the sky */
#define LF_BORTLE_UNKNOWN 0

/**
 * LfAstrobinProblem:
 * @row: the index of the #LfAcquisition it is about
 * @column: the column of the file
 * @left_out: whether the whole row is left out, because AstroBin does not take it without that
 * @message: what is wrong, in a sentence, translated
 *
 * A value that AstroBin's importer would not take.
 */
typedef struct
{
  guint       row;
  const char *column;
  gboolean    left_out;
  char       *message;
} LfAstrobinProblem;

/**
 * LfAstrobinExport:
 * @text: the file, without the values that @problems are about
 * @rows: how many rows it has below its header
 * @problems: (element-type LfAstrobinProblem): what AstroBin would not take
 * @unmapped: (element-type utf8): filters whose number at AstroBin is not known, each once
 * @given: (element-type utf8): filters whose number the caller has given, each once
 *
 * A session's lights as AstroBin's importer of acquisitions takes them.
 */
typedef struct
{
  char      *text;
  guint      rows;
  GPtrArray *problems;
  GPtrArray *unmapped;
  GPtrArray *given;
} LfAstrobinExport;

LfAstrobinExport *lf_export_astrobin      (GPtrArray         *acquisitions,
                                           GHashTable        *filters,
                                           double             bortle);
void              lf_astrobin_export_free (LfAstrobinExport  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfAstrobinExport, lf_astrobin_export_free)

G_END_DECLS
