/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LfStagedState:
 * @LF_STAGED_LINK: a symbolic link below the session's folder
 * @LF_STAGED_NOT_THERE: nothing is there
 * @LF_STAGED_NO_LINK: a file or a folder, which nobody touches
 * @LF_STAGED_OUTSIDE: the path does not lead straight into the session's folder
 * @LF_STAGED_SHARED: a link that a frame needs which stays
 * @LF_STAGED_FAILED: it could not be looked at, or not be removed
 *
 * What is at a staged path.
 */
typedef enum
{
  LF_STAGED_LINK,
  LF_STAGED_NOT_THERE,
  LF_STAGED_NO_LINK,
  LF_STAGED_OUTSIDE,
  LF_STAGED_SHARED,
  LF_STAGED_FAILED,
} LfStagedState;

/**
 * LfStagedLink:
 * @path: the path, as the catalog has it: any bytes
 * @state: what is there
 * @target: (nullable): where the link points to, any bytes
 *
 * Where a frame is staged for processing.
 */
typedef struct
{
  char          *path;
  LfStagedState  state;
  char          *target;
} LfStagedLink;

/**
 * LfStaging:
 *
 * A session's folder, held open: whatever is done below it is done there, even if names change
 * meanwhile. No symbolic link is followed on the way, and nothing but symbolic links is removed.
 */
typedef struct _LfStaging LfStaging;

LfStaging     *lf_staging_open    (const char     *folder);
void           lf_staging_close   (LfStaging      *self);
LfStagedState  lf_staging_probe   (LfStaging      *self,
                                   const char     *path,
                                   char          **target);
LfStagedState  lf_staging_remove  (LfStaging      *self,
                                   const char     *path);
LfStagedState  lf_staging_restore (LfStaging      *self,
                                   const char     *path,
                                   const char     *target);

LfStagedState  lf_staging_make    (LfStaging      *self,
                                   const char     *path,
                                   const char     *target);
LfStagedLink  *lf_staged_link_new  (const char    *path,
                                    LfStagedState  state,
                                    const char    *target);
void           lf_staged_link_free (LfStagedLink  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfStaging, lf_staging_close)

G_END_DECLS
