/* SPDX-License-Identifier: Apache-2.0 */

/*
 * EXPOSE: [[ip:]host:]port[-port][/protocol], of which only the last part
 * counts; the rest has to be sound all the same.
 */

#ifndef PF_IMAGE_BUILD_PORTS_H
#define PF_IMAGE_BUILD_PORTS_H

#include "image/build/evaluation.h"

void pf_build_expose(struct pf_evaluation *e, const struct pf_instruction *in);

#endif
