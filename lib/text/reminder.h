/* SPDX-License-Identifier: Apache-2.0 */

/* Text that is written to be replaced, by a person or a script. */

#ifndef PF_TEXT_REMINDER_H
#define PF_TEXT_REMINDER_H

#include "base/str.h"

/*
 * Is it one whatever reads it later: `<name>`, `[YOUR NAME]`, `@NAME@`, `__NAME__`,
 * CHANGEME, TODO, XXX, YOUR_NAME, `your-name-here`, FILLED_BY_…?
 */
bool pf_is_reminder(pf_str text);

/* Are there words between two characters: `<node name>`, `{name}`?  `more` may be in them. */
bool pf_has_enclosed(pf_str text, char open, char close, const char *more);

#endif
