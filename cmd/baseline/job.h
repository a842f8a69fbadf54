/* SPDX-License-Identifier: Apache-2.0 */

/*
 * `podfit baseline`: a verb at work.
 */

#ifndef PF_CMD_BASELINE_JOB_H
#define PF_CMD_BASELINE_JOB_H

#include "check/inputs.h"

struct job {
	struct call call; /* without the verb */
	struct check check;
	struct inputs inputs;    /* of a verb that lints */
	struct pf_result result; /* of the run, likewise */
};

/* "entry" or "entries". */
static inline const char *baseline_entries(size_t n)
{
	return n == 1 ? "entry" : "entries";
}

#endif
