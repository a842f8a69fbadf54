/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The builder's own checks, where `# check=error=true` lets a build fail on them.
 */

#ifndef PF_IMAGE_BUILD_CHECKS_H
#define PF_IMAGE_BUILD_CHECKS_H

#include "image/build/evaluation.h"

/*
 * Complain of a check directive that the builder cannot read, and of what breaks
 * a check where the directive makes that fatal.  Left out are checks for which
 * one has to know the base image, the ignore file or the variables of a base.
 * After the stages are resolved.
 */
void pf_build_run_checks(struct pf_evaluation *e);

#endif
