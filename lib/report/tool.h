/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Who made the report.
 */

#ifndef PF_REPORT_TOOL_H
#define PF_REPORT_TOOL_H

extern const char pf_version[]; /* SemVer */
extern const char pf_url[];     /* rule pages are at URL/r/RULE */

#endif
