/* SPDX-License-Identifier: Apache-2.0 */

/*
 * One line of a Dockerfile to an instruction.
 */

#ifndef PF_IMAGE_DOCKERFILE_INSTRUCTION_H
#define PF_IMAGE_DOCKERFILE_INSTRUCTION_H

#include "image/dockerfile/parser.h"

/*
 * Parse one line, and the heredocs behind it, to `out`, which has its index and
 * stage.  False when it is not sound, which is a fault.  A FROM has a word in
 * any case: a stage begins there, sound or not.
 */
bool pf_dockerfile_instruction(struct pf_dockerfile_parser *parser,
	const struct pf_dockerfile_line *line, struct pf_instruction *out);

#endif
