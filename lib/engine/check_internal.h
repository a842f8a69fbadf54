/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Rules at work on everything that is to be linted.
 */

#ifndef PF_ENGINE_CHECK_INTERNAL_H
#define PF_ENGINE_CHECK_INTERNAL_H

#include "engine/run_internal.h"

/* Find what silences findings, and call the enabled rules. */
void pf_run_check(struct pf_run *run);

#endif
