/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Rules that hear of suppressions which do nothing, once all others have spoken.
 */

#ifndef PF_ENGINE_HEARING_INTERNAL_H
#define PF_ENGINE_HEARING_INTERNAL_H

#include "engine/run_internal.h"

/* `plan`: of the configuration's own files. */
void pf_run_hear(struct pf_run *run, const struct pf_plan *plan);

#endif
