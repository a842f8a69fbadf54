/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Why a target cannot be built.
 */

#ifndef PF_IMAGE_BUILD_FAULT_H
#define PF_IMAGE_BUILD_FAULT_H

#include "base/attr.h"
#include "image/build/evaluation.h"

/*
 * The new fault, for its help; never NULL.  What an argument of the build may
 * change is none.
 */
struct pf_dockerfile_fault *pf_build_complain(struct pf_evaluation *e, struct pf_piece range,
	const char *fmt, ...) PF_PRINTF(3, 4);

/* Of a text that a message is to quote, no more than it needs. */
pf_str pf_build_quotable(pf_str s);

#endif
