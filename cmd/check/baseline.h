/* SPDX-License-Identifier: Apache-2.0 */

#ifndef PF_CMD_CHECK_BASELINE_H
#define PF_CMD_CHECK_BASELINE_H

#include "check/inputs.h"

/*
 * Find the baseline that holds, and read it if there is one: that of --baseline,
 * which must be there if `needed`, or the one beside the configuration, or
 * without one the nearest from the current folder up.  Settles where ids start
 * from, too.
 */
PF_MUST_USE bool check_load_baseline(struct pf_arena *arena, struct check *check, bool needed,
	struct file_fault *fault);

/* Tell the run of the baseline, and which of its files are gone. */
void check_use_baseline(const struct call *call, struct check *check, const struct inputs *inputs);

#endif
