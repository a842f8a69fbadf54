/* SPDX-License-Identifier: Apache-2.0 */

#ifndef PF_CMD_CHECK_MERGE_H
#define PF_CMD_CHECK_MERGE_H

#include "check/inputs.h"

/* What the run found with what stood in its way before it began. */
struct pf_result check_merge(struct pf_arena *arena, const struct pf_result *run,
	const struct inputs *inputs);

#endif
