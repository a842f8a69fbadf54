/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What each instruction does to the image.
 */

#ifndef PF_IMAGE_BUILD_CONFIG_H
#define PF_IMAGE_BUILD_CONFIG_H

#include "image/build/evaluation.h"

/* Run one in the current stage; a trigger too. */
void pf_build_run(struct pf_evaluation *e, const struct pf_instruction *in);

#endif
