/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Calendar dates as text, "2027-01-31".  Such texts are ordered as the days
 * are, so pf_str_cmp() compares them.
 */

#ifndef PF_TEXT_DATE_H
#define PF_TEXT_DATE_H

#include "base/str.h"

/* Is it the date of a day that there is, written with ten characters? */
bool pf_is_date(pf_str text);

#endif
