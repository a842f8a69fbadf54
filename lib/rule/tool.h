/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Which program this is: its version, and where it speaks of its rules.
 */

#ifndef PF_RULE_TOOL_H
#define PF_RULE_TOOL_H

extern const char pf_version[]; /* SemVer */
extern const char pf_url[];     /* rule pages are at URL/r/RULE */

#endif
