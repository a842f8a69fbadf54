/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The faults of a Dockerfile, as its parser finds them.
 */

#ifndef PF_IMAGE_DOCKERFILE_FAULT_H
#define PF_IMAGE_DOCKERFILE_FAULT_H

#include "base/arena.h"
#include "base/attr.h"
#include "image/dockerfile/syntax.h"

struct pf_dockerfile_faults {
	struct pf_arena *arena;
	struct pf_dockerfile_fault *ptr;
	size_t len;
	struct pf_dockerfile_fault spare; /* takes those past PF_DOCKERFILE_FAULTS_MAX */
};

/* The new fault, for its help; never NULL. */
struct pf_dockerfile_fault *pf_dockerfile_complain(struct pf_dockerfile_faults *faults,
	struct pf_piece range, const char *fmt, ...) PF_PRINTF(3, 4);

/* The same with its help, which may be NULL; false. */
bool pf_dockerfile_refuse(struct pf_dockerfile_faults *faults, struct pf_piece range,
	const char *help, const char *fmt, ...) PF_PRINTF(4, 5);

/* Of a text that a message is to quote, no more than it needs. */
pf_str pf_dockerfile_quotable(pf_str s);

#endif
