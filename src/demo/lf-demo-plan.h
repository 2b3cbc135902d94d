/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "demo/lf-demo-gear.h"
#include "demo/lf-demo-random.h"

G_BEGIN_DECLS

/* What everything random in a catalog starts from; another number gives another catalog */
#define LF_DEMO_SEED G_GUINT64_CONSTANT (0x4c696768746672)

typedef enum
{
  LF_DEMO_LIGHT,
  LF_DEMO_DARK,
  LF_DEMO_FLAT,
  LF_DEMO_BIAS,
} LfDemoFrameType;

/* What a frame lacks that it should have */
typedef enum
{
  LF_DEMO_LACKS_NOTHING,
  LF_DEMO_LACKS_OBJECT,
  LF_DEMO_LACKS_FILTER,
  LF_DEMO_LACKS_EXPOSURE,
} LfDemoLack;

/* A night with one telescope and camera; @date is its evening's 0 h UTC in seconds since 1970 */
typedef struct
{
  gint64 date;
  guint  rig;
  guint  site;
  double seeing;
  double sky_quality;
  double cloud_cover;
  char   day[11];
  char   id[18];
} LfDemoNight;

/* Frames taken one after another that differ in nothing but time. @first is the id of the first
 * one, @object is an index of the sky or -1, @start is in seconds since 1970, @step is from one
 * start to the next in seconds */
typedef struct
{
  guint           first;
  guint           count;
  guint           night;
  int             object;
  int             filter;
  LfDemoFrameType type;
  double          exposure;
  gint64          start;
  gint64          step;
} LfDemoRun;

/* The lights of an object taken with one rig and palette, by the palette's filters */
typedef struct
{
  guint   object;
  guint   rig;
  guint   palette;
  guint   nights_left;
  GArray *lights[LF_DEMO_MAX_PALETTE];
  guint   cursors[LF_DEMO_MAX_PALETTE];
  guint   taken_by;
} LfDemoProject;

/* A processing session: frames chosen to be stacked together, as ids; lights first, @n_lights of
 * them. @created is in seconds since 1970 */
typedef struct
{
  GArray *frames;
  guint   n_lights;
  guint   number;
  guint   object;
  guint   palette;
  gint64  created;
  char    id[18];
} LfDemoSession;

/* All that will be in a catalog, before any of it is written */
typedef struct
{
  guint         n_frames;
  guint         n_sessions;
  guint         n_links;
  LfDemoRandom  random;
  GArray       *nights;
  GArray       *runs;
  GPtrArray    *projects;
  GPtrArray    *sessions;
  GHashTable   *lacks;
} LfDemoPlan;

LfDemoPlan        *lf_demo_plan_new          (guint             n_frames,
                                              guint             n_sessions);
void               lf_demo_plan_free         (LfDemoPlan       *plan);
void               lf_demo_plan_add_sessions (LfDemoPlan       *plan);
const LfDemoRun   *lf_demo_plan_find_run     (const LfDemoPlan *plan,
                                              guint             frame);
const LfDemoNight *lf_demo_plan_get_night    (const LfDemoPlan *plan,
                                              const LfDemoRun  *run);
LfDemoLack         lf_demo_plan_get_lack     (const LfDemoPlan *plan,
                                              guint             frame);
void               lf_demo_session_free      (LfDemoSession    *session);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfDemoPlan, lf_demo_plan_free)

G_END_DECLS
