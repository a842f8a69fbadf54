/* SPDX-License-Identifier: Apache-2.0 */

/*
 * How far a run is, and whether its time is over.
 */

#ifndef PF_ENGINE_PROGRESS_INTERNAL_H
#define PF_ENGINE_PROGRESS_INTERNAL_H

#include "engine/run_internal.h"

/* Tell who watches that a phase with `total` steps begins, and that one is done. */
void pf_run_enter(struct pf_run *run, enum pf_phase phase, size_t total);
void pf_run_step(struct pf_run *run);

/* Has the deadline come?  Once it has, this stays. */
bool pf_run_is_late(struct pf_run *run);

/* Findings so far. */
size_t pf_run_found(const struct pf_run *run);

/* Were rules kept from saying all they had to say, by the deadline or a limit? */
bool pf_run_is_cut(const struct pf_run *run);

#endif
