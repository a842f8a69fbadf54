/* SPDX-License-Identifier: Apache-2.0 */

/*
 * RUN --mount, as the builder takes it apart once variables are expanded.
 */

#ifndef PF_IMAGE_BUILD_MOUNTS_H
#define PF_IMAGE_BUILD_MOUNTS_H

#include "image/build/evaluation.h"

/* Complain of the mounts of a RUN that the builder refuses. */
void pf_build_judge_mounts(struct pf_evaluation *e, const struct pf_instruction *run);

#endif
