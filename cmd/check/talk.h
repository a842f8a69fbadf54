/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What is said of a run on stderr, beside the report.
 */

#ifndef PF_CMD_CHECK_TALK_H
#define PF_CMD_CHECK_TALK_H

#include "check/check.h"

/* "PATH: MESSAGE" for each error. */
void check_say_errors(const struct pf_result *result);

/* Why there was nothing to lint, or NULL: there was. */
const char *check_nothing(const struct pf_result *result);

/* All that the options do not silence; `seconds` is how long the run took. */
void check_say_result(struct pf_arena *arena, const struct check *check,
	const struct pf_result *result, double seconds);

#endif
