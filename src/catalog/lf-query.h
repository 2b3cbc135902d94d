/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The names of the queries: files in src/catalog/sql without their ".sql" */
#define LF_QUERY_CALIBRATION_CATALOG    "calibration/catalog"
#define LF_QUERY_CALIBRATION_SESSION    "calibration/session"
#define LF_QUERY_CALIBRATION_SESSIONS   "calibration/sessions"
#define LF_QUERY_EDIT_ADD_FRAMES        "edit/add-frames"
#define LF_QUERY_EDIT_DELETE_LINKS      "edit/delete-links"
#define LF_QUERY_EDIT_DELETE_SESSION_LINKS "edit/delete-session-links"
#define LF_QUERY_EDIT_DELETE_SESSION_RESULTS "edit/delete-session-results"
#define LF_QUERY_EDIT_DELETE_SESSIONS   "edit/delete-sessions"
#define LF_QUERY_EDIT_DELETION          "edit/deletion"
#define LF_QUERY_EDIT_DELETION_FOLDERS  "edit/deletion-folders"
#define LF_QUERY_EDIT_DELETION_LINKS    "edit/deletion-links"
#define LF_QUERY_EDIT_DELETION_MISSING  "edit/deletion-missing"
#define LF_QUERY_EDIT_DELETION_REFERENCES "edit/deletion-references"
#define LF_QUERY_EDIT_DELETION_RESULTS  "edit/deletion-results"
#define LF_QUERY_EDIT_DELETION_SESSIONS "edit/deletion-sessions"
#define LF_QUERY_EDIT_DELETION_STRUCTURE "edit/deletion-structure"
#define LF_QUERY_EDIT_GENERATED         "edit/generated"
#define LF_QUERY_EDIT_LINK_STATE        "edit/link-state"
#define LF_QUERY_EDIT_LINKS             "edit/links"
#define LF_QUERY_EDIT_NEW_SESSION       "edit/new-session"
#define LF_QUERY_EDIT_NEW_SESSION_FOLDER "edit/new-session-folder"
#define LF_QUERY_EDIT_NEW_SESSION_LINKS "edit/new-session-links"
#define LF_QUERY_EDIT_NEW_SESSION_ROW   "edit/new-session-row"
#define LF_QUERY_EDIT_OBJECTS           "edit/objects"
#define LF_QUERY_EDIT_REMOVAL           "edit/removal"
#define LF_QUERY_EDIT_SESSION           "edit/session"
#define LF_QUERY_EDIT_SESSION_CONTENTS  "edit/session-contents"
#define LF_QUERY_EDIT_SESSION_NAME      "edit/session-name"
#define LF_QUERY_EDIT_STAGED_PATHS      "edit/staged-paths"
#define LF_QUERY_EDIT_STRUCTURE         "edit/structure"
#define LF_QUERY_EDIT_TOUCH_SESSION     "edit/touch-session"
#define LF_QUERY_EDIT_UPDATE_OBJECTS    "edit/update-objects"
#define LF_QUERY_EDIT_UPDATE_SESSION    "edit/update-session"
#define LF_QUERY_EXPORT_ACQUISITIONS    "export/acquisitions"
#define LF_QUERY_FRAME_COUNT            "frame-count"
#define LF_QUERY_FRAME_COLUMNS          "frames/columns"
#define LF_QUERY_SESSION_DETAILS        "session-details"
#define LF_QUERY_SESSION_FRAME_TYPES    "session-frame-types"
#define LF_QUERY_SESSION_INTEGRATION    "session-integration"
#define LF_QUERY_SESSION_LIST           "session-list"
#define LF_QUERY_SESSION_RECORD         "session-record"
#define LF_QUERY_SESSION_RESULTS        "session/results"
#define LF_QUERY_SESSION_SOURCES        "session/sources"

GStrv       lf_query_list_names (void);
const char *lf_query_get_sql    (const char *name);
char       *lf_query_get_header (const char *name,
                                 const char *field);

G_END_DECLS
