/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What the stages of a Dockerfile are built on, and which of them are needed.
 */

#ifndef PF_IMAGE_BUILD_STAGE_H
#define PF_IMAGE_BUILD_STAGE_H

#include "image/build/evaluation.h"

/* Fills `stages` from base to `reachable`; false when there is no target. */
bool pf_build_resolve(struct pf_evaluation *e);

/* ONBUILD instructions of a stage: indices into `triggers`. */
void pf_build_triggers_of(const struct pf_evaluation *e, uint32_t stage, size_t *first,
	size_t *end);

#endif
