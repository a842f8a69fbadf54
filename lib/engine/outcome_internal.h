/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What the run comes to.
 */

#ifndef PF_ENGINE_OUTCOME_INTERNAL_H
#define PF_ENGINE_OUTCOME_INTERNAL_H

#include "engine/run_internal.h"

/* Fill run->result. */
void pf_run_outcome(struct pf_run *run);

#endif
