/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Which variables the words of an instruction see, and how ARG declares them.
 */

#ifndef PF_IMAGE_BUILD_SCOPE_H
#define PF_IMAGE_BUILD_SCOPE_H

#include "image/build/evaluation.h"

/* The scope of FROM; `undeclared`, where not NULL, gets the first unknown name. */
struct pf_build_from_scope {
	struct pf_evaluation *e;
	pf_str *undeclared;
};

struct pf_build_scope pf_build_global_scope(const struct pf_build_from_scope *data);
struct pf_build_scope pf_build_stage_scope(struct pf_evaluation *e);

/* Index the arguments that the build is given. */
void pf_build_take_args(struct pf_evaluation *e);

/* ARG, before the first FROM and in a stage. */
void pf_build_global_arg(struct pf_evaluation *e, const struct pf_instruction *in);
void pf_build_stage_arg(struct pf_evaluation *e, const struct pf_instruction *in);

#endif
