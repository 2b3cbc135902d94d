/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"
#include "catalog/lf-session.h"
#include "catalog/lf-staging.h"
#include "catalog/lf-undo.h"

G_BEGIN_DECLS

/**
 * LfRemoval:
 * @session: the session's id
 * @object: (nullable): the object; %NULL for lights without one
 * @counts: frames that go, by type
 * @seconds: integration that goes
 * @everything: whether no light remains, so that all of the session's frames go
 * @folder: (nullable): the session's folder, as the catalog has it: any bytes
 * @links: (element-type LfStagedLink): where the frames that go are staged, each path once
 * @n_links: how many of @links are symbolic links below the folder, which can be removed
 * @ids: (element-type gint64): the links in the catalog that go, in order
 * @missing: (element-type gint64): those of them whose frames are not in the catalog
 *
 * What goes if an object is removed from a session.
 */
typedef struct
{
  char      *session;
  char      *object;
  guint      counts[LF_N_FRAME_TYPES];
  double     seconds;
  gboolean   everything;
  char      *folder;
  GPtrArray *links;
  guint      n_links;
  GArray    *ids;
  GArray    *missing;
} LfRemoval;

LfRemoval *lf_removal_new   (LfConnection   *connection,
                             const char     *session,
                             const char     *object,
                             GError        **error);
gboolean   lf_removal_apply (LfRemoval      *self,
                             LfConnection   *connection,
                             gboolean        remove_links,
                             LfUndo        **undo,
                             GError        **error);
void       lf_removal_free  (LfRemoval      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfRemoval, lf_removal_free)

G_END_DECLS
