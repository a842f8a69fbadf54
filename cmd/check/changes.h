/* SPDX-License-Identifier: Apache-2.0 */

#ifndef PF_CMD_CHECK_CHANGES_H
#define PF_CMD_CHECK_CHANGES_H

#include "check/check.h"

/* Read the diff of --changed-lines, if there is one. */
PF_MUST_USE bool check_load_changes(struct pf_arena *arena, struct check_changes *changes,
	struct file_fault *fault);

#endif
