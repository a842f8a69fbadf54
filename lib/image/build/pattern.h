/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Patterns of ${name#pattern} and its like, after BuildKit: `*` is any text,
 * `?` one character, a backslash makes them ordinary.  No brackets.
 */

#ifndef PF_IMAGE_BUILD_PATTERN_H
#define PF_IMAGE_BUILD_PATTERN_H

#include "base/arena.h"

struct pf_word_pattern {
	const uint16_t *tokens; /* a byte, or one of the two wildcards */
	size_t ntokens;
};

/* False where a backslash stands before what needs none. */
PF_MUST_USE bool pf_word_pattern_parse(struct pf_arena *arena, pf_str pattern,
	struct pf_word_pattern *out);

/* The pattern that matches the texts of `pattern` read backwards. */
struct pf_word_pattern pf_word_pattern_reverse(struct pf_arena *arena,
	struct pf_word_pattern pattern);

/* Has it a `?`, which stands for several bytes of a text that is not ASCII? */
bool pf_word_pattern_has_any(struct pf_word_pattern pattern);

/*
 * The shortest (longest) part of `text` from its beginning that matches: its
 * length, or SIZE_MAX.  Takes at most |pattern| * |text| steps.
 */
size_t pf_word_pattern_prefix(struct pf_word_pattern pattern, pf_str text, bool longest);

/* The first match at or after `from`, the longest there; false when there is none. */
bool pf_word_pattern_search(struct pf_word_pattern pattern, pf_str text, size_t from, size_t *start,
	size_t *end);

#endif
