/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Parses Dockerfiles as BuildKit's frontend does: parser directives,
 * continuations and comments inside them, heredocs, exec, shell and invalid
 * JSON forms.
 */

#ifndef PF_IMAGE_DOCKERFILE_DOCKERFILE_H
#define PF_IMAGE_DOCKERFILE_DOCKERFILE_H

#include "base/arena.h"
#include "image/dockerfile/syntax.h"

/* Parse the whole text of `source`, which must outlive the result.  Never fails. */
const struct pf_dockerfile *pf_dockerfile_parse(struct pf_arena *arena,
	const struct pf_source *source);

/* The instruction that `offset` is in, or NULL. */
const struct pf_instruction *pf_dockerfile_at(const struct pf_dockerfile *file, size_t offset);

/*
 * Is the word that of a heredoc, as in `<<EOF`, or `<< EOF` where blanks are no
 * ends of words?  Then `out` has all but the body.
 */
bool pf_dockerfile_heredoc_word(struct pf_arena *arena, pf_str word, struct pf_heredoc *out);

#endif
