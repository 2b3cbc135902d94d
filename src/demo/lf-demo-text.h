/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo/lf-demo-plan.h"

G_BEGIN_DECLS

#define LF_DEMO_DAY G_GINT64_CONSTANT (86400)

/* Bytes that the texts below need at most, with their ends */
#define LF_DEMO_TIME_SIZE 27
#define LF_DEMO_FILE_SIZE 64
#define LF_DEMO_FOLDER_SIZE 128

void        lf_demo_text_day        (char              text[11],
                                     gint64            date);
void        lf_demo_text_time       (char              text[LF_DEMO_TIME_SIZE],
                                     gint64            time);
void        lf_demo_text_night_id   (char              text[18],
                                     const char       *day,
                                     guint             rig);
void        lf_demo_text_session_id (char              text[18],
                                     gint64            created,
                                     guint             number);
void        lf_demo_text_file       (char              text[LF_DEMO_FILE_SIZE],
                                     const LfDemoRun  *run,
                                     guint             frame);
void        lf_demo_text_folder     (char              text[LF_DEMO_FOLDER_SIZE],
                                     const LfDemoPlan *plan,
                                     const LfDemoRun  *run);
const char *lf_demo_text_object     (const LfDemoRun  *run);
const char *lf_demo_text_frame_type (LfDemoFrameType   type);

G_END_DECLS
