/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Flags before the arguments of an instruction.
 */

#ifndef PF_IMAGE_DOCKERFILE_FLAGS_H
#define PF_IMAGE_DOCKERFILE_FLAGS_H

#include "image/dockerfile/fault.h"
#include "image/dockerfile/lines.h"

struct pf_dockerfile_flags {
	struct pf_arena *arena;
	struct pf_dockerfile_flag *ptr;
	size_t len;
	size_t cap;
};

/* Take the flags off the front of `*rest`, and the blanks behind them. */
void pf_dockerfile_take_flags(struct pf_dockerfile_flags *flags,
	const struct pf_dockerfile_line *line, pf_str *rest, char escape);

/* Does the builder take the flags of this instruction?  Says what it does not. */
bool pf_dockerfile_judge_flags(struct pf_dockerfile_faults *faults,
	const struct pf_instruction *instruction);

#endif
