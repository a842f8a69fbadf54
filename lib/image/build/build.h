/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What image a Dockerfile describes: the configuration that BuildKit would
 * write for one target, as facts.
 */

#ifndef PF_IMAGE_BUILD_BUILD_H
#define PF_IMAGE_BUILD_BUILD_H

#include "image/build/request.h"
#include "image/dockerfile/syntax.h"
#include "image/facts.h"

struct pf_build {
	const struct pf_dockerfile *dockerfile;
	struct pf_build_request request;
	uint32_t stage; /* PF_NO_STAGE when the target is missing */
	struct pf_image_facts facts;
	/*
	 * Why the target cannot be built although each instruction is sound: no
	 * such stage, a bad substitution, a FROM that comes out empty, values that
	 * the builder refuses.  In the order of the text; of the target's stages.
	 */
	const struct pf_dockerfile_fault *faults;
	size_t nfaults;
};

/* Never NULL; where the target is missing all facts are unknown. */
const struct pf_build *pf_build_evaluate(struct pf_arena *arena,
	const struct pf_dockerfile *dockerfile, const struct pf_build_request *request);

/*
 * Instructions of the stages that the image is made of, from the base up, as
 * they are written; NULL at the end.  Begin with a zeroed walk.
 */
struct pf_build_walk {
	size_t stage; /* of the chain */
	size_t next;  /* of its instructions */
};

const struct pf_instruction *pf_build_next(const struct pf_build *build,
	struct pf_build_walk *walk);

#endif
