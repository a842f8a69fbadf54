/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The logical lines of a Dockerfile, and their way back to the source.
 */

#ifndef PF_IMAGE_DOCKERFILE_LINES_H
#define PF_IMAGE_DOCKERFILE_LINES_H

#include "base/vec.h"
#include "image/dockerfile/fault.h"

/* From `at` in the text of a line on, bytes come from `from` in the source. */
struct pf_dockerfile_seam {
	uint32_t at;
	uint32_t from;
};

/* An instruction's line, continuations joined and the comments in them gone. */
struct pf_dockerfile_line {
	pf_str text;           /* blanks before it are gone, those behind are not */
	struct pf_piece range; /* in the source, to the end of the last line that it has */
	const struct pf_dockerfile_seam *seams; /* until the next line is read */
	size_t nseams;
	bool has_empty_line; /* between its first and its last */
};

struct pf_dockerfile_reader {
	struct pf_arena *arena;
	struct pf_dockerfile_faults *faults;
	pf_str text;
	size_t at; /* where the next line begins */
	char escape;
	pf_str check; /* the value of that directive */
	bool past_directives;
	unsigned seen;                           /* directives, a bit each */
	PF_VEC(struct pf_dockerfile_seam) seams; /* of the last line */
};

/* The next line that is not blank nor a comment; false at the end. */
bool pf_dockerfile_next_line(struct pf_dockerfile_reader *reader, struct pf_dockerfile_line *out);

/*
 * The lines up to the one that ends a heredoc, which is read too, and `*end`
 * where that ends.  False when there is none: then all that is left is read.
 */
bool pf_dockerfile_read_body(struct pf_dockerfile_reader *reader, struct pf_heredoc *heredoc,
	size_t *end);

/* Where `part`, bytes of the text of `line`, stands in the source. */
struct pf_piece pf_dockerfile_place(const struct pf_dockerfile_line *line, pf_str part);

#endif
