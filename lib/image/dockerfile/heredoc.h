/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Which words of a line announce heredocs.
 *
 * The builder runs its lexer for variables over the whole line, whatever the
 * shell would make of it, and a line that the lexer refuses (a quote without an
 * end, "${x^^}") has none.  Its escape character is the backslash in any case.
 */

#ifndef PF_IMAGE_DOCKERFILE_HEREDOC_H
#define PF_IMAGE_DOCKERFILE_HEREDOC_H

#include "base/arena.h"
#include "image/dockerfile/syntax.h"

struct pf_dockerfile_heredocs {
	struct pf_arena *arena;
	struct pf_announced_heredoc {
		struct pf_heredoc heredoc;
		pf_str word; /* that announces it */
	} * ptr;
	size_t len;
	size_t cap;
};

/* Add the heredocs that the text of a line announces. */
void pf_dockerfile_find_heredocs(struct pf_dockerfile_heredocs *heredocs, pf_str text);

#endif
