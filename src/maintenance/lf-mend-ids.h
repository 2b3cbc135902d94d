/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-mend-private.h"

G_BEGIN_DECLS

/**
 * LfMendIds:
 * @number: tells this from those of other tables
 * @n_moved: how many rows get another id
 * @n_bad: those of them whose id was no whole number
 *
 * What becomes of the ids of a table. As long as the transaction lasts, it stands in temporary
 * tables.
 */
typedef struct
{
  guint  number;
  gint64 n_moved;
  gint64 n_bad;
} LfMendIds;

gboolean  lf_mend_ids_make          (LfWriter       *writer,
                                     LfMendTable    *table,
                                     LfMendIds      *ids,
                                     GError        **error);
gboolean  lf_mend_ids_follow        (LfWriter       *writer,
                                     LfMendFollower *follower,
                                     LfMendIds      *ids,
                                     gint64         *n_rows,
                                     GError        **error);
gboolean  lf_mend_ids_are_followed  (LfWriter       *writer,
                                     LfMendFollower *follower,
                                     LfMendIds      *ids,
                                     gboolean       *followed,
                                     GError        **error);
gboolean  lf_mend_ids_describe      (LfWriter       *writer,
                                     LfMendTable    *table,
                                     LfMendIds      *ids,
                                     LfRun          *run,
                                     GPtrArray      *lines,
                                     GError        **error);
char     *lf_mend_ids_get_expression (LfMendTable   *table,
                                     LfMendIds      *ids);

G_END_DECLS
