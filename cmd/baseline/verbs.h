/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What the verbs do once all is read that they need.  Each returns the exit
 * status.
 */

#ifndef PF_CMD_BASELINE_VERBS_H
#define PF_CMD_BASELINE_VERBS_H

#include "baseline/job.h"

/* After a run that shows what is suppressed. */
int baseline_write(const struct job *job);
int baseline_prune(const struct job *job);

int baseline_show(const struct job *job);

#endif
