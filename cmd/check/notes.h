/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What makes a run find little for another reason than that all is well.
 */

#ifndef PF_CMD_CHECK_NOTES_H
#define PF_CMD_CHECK_NOTES_H

#include "check/inputs.h"

/* Say it on stderr, one line each. */
void check_say_notes(const struct check *check, const struct inputs *inputs,
	const struct pf_result *result);

#endif
