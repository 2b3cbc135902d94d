/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * LfTestLayout:
 * @LF_TEST_LAYOUT_1: layout 1
 * @LF_TEST_LAYOUT_2: layout 2
 * @LF_TEST_MIGRATED: layout 2 without the keys of its frames
 *
 * The reference layouts.
 */
typedef enum
{
  LF_TEST_LAYOUT_1,
  LF_TEST_LAYOUT_2,
  LF_TEST_MIGRATED,
} LfTestLayout;

#define LF_TEST_N_LAYOUTS 3

/**
 * LfTestFrame:
 * @session: (nullable): the processing session to link it to
 * @type: (nullable): its type
 * @object: (nullable): its object
 * @filter: (nullable): its filter
 * @exposure: seconds; NaN for none
 * @night: (nullable): its imaging session
 *
 * A frame to be added.
 */
typedef struct
{
  const char *session;
  const char *type;
  const char *object;
  const char *filter;
  double      exposure;
  const char *night;
} LfTestFrame;

/**
 * LfTestCatalog:
 * @db: a connection that writes
 * @path: the file
 * @layout: what was chosen
 * @n_frames: frames added so far: also the id of the last one
 *
 * A catalog that is being made. Closing it completes the file.
 */
typedef struct
{
  sqlite3      *db;
  char         *path;
  LfTestLayout  layout;
  gint64        n_frames;
} LfTestCatalog;

const char    *lf_test_layout_get_name     (LfTestLayout       layout);
LfTestCatalog *lf_test_catalog_new         (const char        *folder,
                                            const char        *name,
                                            LfTestLayout       layout,
                                            gboolean           wal);
void           lf_test_catalog_close       (LfTestCatalog     *self);
void           lf_test_catalog_exec        (LfTestCatalog     *self,
                                            const char        *format,
                                            ...);
void           lf_test_catalog_add_session (LfTestCatalog     *self,
                                            const char        *id,
                                            const char        *name);
gint64         lf_test_catalog_add_frame   (LfTestCatalog     *self,
                                            const LfTestFrame *frame);
void           lf_test_catalog_link        (LfTestCatalog     *self,
                                            const char        *session,
                                            gint64             frame,
                                            const char        *type);
void           lf_test_catalog_fill        (LfTestCatalog     *self);
char          *lf_test_make_catalog        (const char        *folder,
                                            const char        *name,
                                            LfTestLayout       layout,
                                            gboolean           wal);
void           lf_test_exec                (const char        *path,
                                            const char        *sql);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfTestCatalog, lf_test_catalog_close)

G_END_DECLS
