/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lf-test-damage.h"
#include "lf-test-disk.h"
#include "lf-test-faulty-vfs.h"
#include "lf-test-folder.h"
#include "lf-test-support.h"
#include "maintenance/lf-content.h"
#include "maintenance/lf-job.h"

G_BEGIN_DECLS

typedef struct _LfFault LfFault;

/**
 * LfFaultWork:
 * @name: what it is
 * @prepare: (nullable): changes the catalog that copies are made of, once
 * @run: does it; returns whether it is done, and what it has to say if it is not
 * @check: (nullable): looks at what else must be true whatever happened
 *
 * Something that is done to a catalog, and whose safety is tested.
 */
typedef struct
{
  const char *name;
  void     (*prepare) (const char  *path);
  gboolean (*run)     (const char  *path,
                       LfJob       *job,
                       char       **message);
  void     (*check)   (LfFault     *place);
} LfFaultWork;

/**
 * LfFault:
 * @work: what is tested
 * @wal: whether the catalog is in WAL mode
 * @disk: (nullable): the file system that all of it is on, if it can be made full
 * @folder: where it is
 * @original: the catalog that copies are made of
 * @path: the copy that is worked on, a new one in each trial
 * @before: what is in it before
 * @schema: its definitions before
 * @after: what is in it when the work was done
 * @schema_after: its definitions then
 * @job: (nullable): the job, while it is being done
 * @microseconds: how long that took
 * @counts: how often SQLite did what meanwhile
 * @phases: (element-type guint64): the first of each in each step
 *
 * A place to try what becomes of a catalog when something goes wrong.
 */
struct _LfFault
{
  const LfFaultWork *work;
  gboolean           wal;
  LfTestDisk        *disk;
  const char        *folder;
  char              *original;
  char              *path;
  LfContent         *before;
  char              *schema;
  LfContent         *after;
  char              *schema_after;
  LfJob             *job;
  guint64            microseconds;
  guint64            counts[LF_TEST_N_OPERATIONS];
  GArray            *phases[LF_TEST_N_OPERATIONS];
};

typedef void (*LfFaultTest)   (LfFault  *self);
typedef void (*LfFaultAction) (LfFault  *self,
                               gpointer  data);

int       lf_fault_main          (int                argc,
                                  char             **argv,
                                  void             (*add_tests) (void));
void      lf_fault_add_tests     (const char        *name,
                                  LfFaultTest        test,
                                  gboolean           needs_disk);
guint     lf_fault_get_trials    (guint              usual,
                                  guint              full);
LfFault  *lf_fault_new           (const LfFaultWork *work,
                                  gboolean           wal);
void      lf_fault_free          (LfFault           *self);
void      lf_fault_reset         (LfFault           *self);
gboolean  lf_fault_run           (LfFault           *self,
                                  char             **message);
gboolean  lf_fault_run_with      (LfFault           *self,
                                  LfTestOperation    operation,
                                  guint64            moment,
                                  LfFaultAction      action,
                                  gpointer           data,
                                  char             **message);
GArray   *lf_fault_choose_moments (LfFault          *self,
                                   LfTestOperation   operation,
                                   guint             n_between);
gboolean  lf_fault_run_killed    (LfFault           *self,
                                  const LfTestFault *fault,
                                  guint64            microseconds);
void      lf_fault_assert_whole  (LfFault           *self,
                                  const char        *path,
                                  const char        *where);
void      lf_fault_assert_honest (LfFault           *self,
                                  const char        *path,
                                  gboolean           done,
                                  const char        *message,
                                  const char        *where);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfFault, lf_fault_free)

G_END_DECLS
