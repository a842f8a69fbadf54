/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The paths that a baseline is for.
 */

#ifndef PF_CMD_BASELINE_PATHS_H
#define PF_CMD_BASELINE_PATHS_H

#include "baseline/job.h"

/* `path`, as reported, from the baseline's folder; "<stdin>" stays. */
pf_str baseline_path(const struct job *job, pf_str path);

/* Those it was for and those of the command line, without what a folder among them holds. */
void baseline_take_paths(const struct job *job, struct pf_baseline *out);

#endif
