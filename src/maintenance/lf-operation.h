/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog/lf-connection.h"
#include "maintenance/lf-job.h"
#include "maintenance/lf-meter.h"
#include "maintenance/lf-pace.h"

G_BEGIN_DECLS

typedef struct _LfOperation LfOperation;

/**
 * LfOperationFunc:
 * @operation: an operation
 * @counts: what went through the meter since it began
 * @data: what was given with it
 *
 * Looks how far it is and says so by lf_operation_report().
 */
typedef void (*LfOperationFunc) (LfOperation         *operation,
                                 const LfMeterCounts *counts,
                                 gpointer             data);

/**
 * LfOperation:
 * @connection: what it is done with
 * @meter: what that connection goes through
 * @job: what is told how far it is, and stops it
 * @pace: how long its phases take
 * @n_steps: instructions of SQLite's virtual machine so far
 *
 * Something that SQLite does in one go, however long that takes, and which is watched meanwhile:
 * its instructions and its bytes tell how far it is. Once the job is cancelled it ends, whatever
 * SQLite is just at.
 */
struct _LfOperation
{
  LfConnection    *connection;
  LfMeter         *meter;
  LfJob           *job;
  LfPace           pace;
  guint64          n_steps;

  /*< private >*/
  LfMeterCounts    start;
  LfOperationFunc  measure;
  gpointer         data;
};

void     lf_operation_begin  (LfOperation     *self,
                              LfConnection    *connection,
                              LfMeter         *meter,
                              LfJob           *job);
void     lf_operation_go_through (LfOperation *self);
void     lf_operation_expect (LfOperation     *self,
                              const double    *seconds,
                              guint            n_phases,
                              LfOperationFunc  measure,
                              gpointer         data);
void     lf_operation_go_on  (LfOperation     *self,
                              LfOperationFunc  measure);
void     lf_operation_report (LfOperation     *self,
                              guint            phase,
                              double           done,
                              const char      *detail);
void     lf_operation_report_fold (LfOperation    *self,
                                   guint           phase,
                                   guint64         bytes,
                                   guint64         all);
double   lf_operation_get_seconds (LfOperation    *self);
gboolean lf_operation_end    (LfOperation     *self);

char    *lf_operation_describe_bytes (const char *format,
                                      guint64     bytes,
                                      guint64     all) G_GNUC_FORMAT (1);

G_END_DECLS
