/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Arrays of strings in JSON (RFC 8259), as the exec forms of a Dockerfile.
 */

#ifndef PF_TEXT_JSON_SCAN_H
#define PF_TEXT_JSON_SCAN_H

#include "base/arena.h"

#define PF_JSON_DEPTH_MAX 10000U /* what Go's encoding/json takes */

enum pf_json_array {
	PF_JSON_NONE,    /* not an array, or not JSON */
	PF_JSON_STRINGS, /* of strings only */
	PF_JSON_MIXED,   /* sound, with something else in it */
};

/* What the whole text is; of PF_JSON_MIXED `*odd` is where the first other value begins. */
enum pf_json_array pf_json_array_of(pf_str text, size_t *odd);

/*
 * The next string of a text that is PF_JSON_STRINGS, with its quotes, from
 * `*at` on, which is moved behind it.  False after the last.
 */
bool pf_json_next_string(pf_str text, size_t *at, pf_str *string);

/*
 * What a string with its quotes means; borrows it where it has no escape.  Half
 * a surrogate pair becomes U+FFFD.
 */
pf_str pf_json_decode(struct pf_arena *arena, pf_str string);

#endif
