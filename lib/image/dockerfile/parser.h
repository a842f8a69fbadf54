/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The state of the Dockerfile parser.
 */

#ifndef PF_IMAGE_DOCKERFILE_PARSER_H
#define PF_IMAGE_DOCKERFILE_PARSER_H

#include "image/dockerfile/flags.h"
#include "image/dockerfile/heredoc.h"
#include "image/dockerfile/words.h"

struct pf_dockerfile_parser {
	struct pf_arena *arena;
	struct pf_dockerfile_reader reader;
	struct pf_dockerfile_faults faults;
	struct pf_dockerfile_words words;       /* used again for each instruction */
	struct pf_dockerfile_flags flags;       /* so are these */
	struct pf_dockerfile_heredocs heredocs; /* and these */
	/* The last line was no instruction: faults of the next ones may follow from it. */
	bool lost;
};

/* An instruction that is being parsed. */
struct pf_dockerfile_parsing {
	struct pf_dockerfile_parser *p;
	const struct pf_dockerfile_line *line;
	struct pf_instruction *out;
	struct pf_instruction *trigger; /* of ONBUILD, once its keyword is known */
	bool is_trigger;
	bool is_known; /* the keyword is one */
	bool is_torn;  /* the line cannot be taken apart, which a trigger is at once */
};

#endif
