/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The world of a run, from all its objects.
 */

#ifndef PF_ENGINE_CENSUS_INTERNAL_H
#define PF_ENGINE_CENSUS_INTERNAL_H

#include "engine/run_internal.h"

void pf_run_census(struct pf_run *run);

#endif
