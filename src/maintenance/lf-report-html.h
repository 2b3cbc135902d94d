/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "maintenance/lf-report.h"

G_BEGIN_DECLS

void lf_html_add_text            (GString    *html,
                                  const char *text);
void lf_html_add_element         (GString    *html,
                                  const char *tag,
                                  const char *class_name,
                                  const char *text);
void lf_html_add_icon            (GString    *html,
                                  const char *name);
void lf_html_add_pill            (GString    *html,
                                  const char *class_name,
                                  const char *icon,
                                  const char *text);

void lf_report_add_html_timings  (GString    *html,
                                  LfRun      *run);
void lf_report_add_html_sizes    (GString    *html,
                                  LfRun      *run);
void lf_report_add_html_plans    (GString    *html,
                                  LfRun      *run);
void lf_report_add_html_findings (GString    *html,
                                  LfRun      *run);
void lf_report_add_html_changes  (GString    *html,
                                  LfRun      *run);
void lf_report_add_html_steps    (GString    *html,
                                  LfRun      *run);
void lf_report_add_html_data     (GString    *html,
                                  LfRun      *run);

G_END_DECLS
