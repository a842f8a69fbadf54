/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The words that the arguments of an instruction are split into.
 */

#ifndef PF_IMAGE_DOCKERFILE_WORDS_H
#define PF_IMAGE_DOCKERFILE_WORDS_H

#include "image/dockerfile/lines.h"

struct pf_dockerfile_words {
	struct pf_arena *arena;
	struct pf_dockerfile_word *ptr;
	size_t len;
	size_t cap;
};

/* The splits below add to `words`, which they do not clear. */
void pf_dockerfile_add_word(struct pf_dockerfile_words *words,
	const struct pf_dockerfile_line *line, pf_str word);
void pf_dockerfile_split_blanks(struct pf_dockerfile_words *words,
	const struct pf_dockerfile_line *line, pf_str text);

/* At blanks that are neither quoted nor escaped; quotes and escapes are kept. */
void pf_dockerfile_split_quoted(struct pf_dockerfile_words *words,
	const struct pf_dockerfile_line *line, pf_str text, char escape);

/* The strings of an array, which `text` has to be. */
void pf_dockerfile_split_json(struct pf_dockerfile_words *words,
	const struct pf_dockerfile_line *line, pf_str text);

/* Give the instruction the words, which may be used again then. */
void pf_dockerfile_keep_words(const struct pf_dockerfile_words *words, struct pf_instruction *out);

#endif
