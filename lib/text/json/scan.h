/* SPDX-License-Identifier: Apache-2.0 */

/*
 * JSON (RFC 8259), piece by piece, as Go's decoder takes it.  This is the one
 * place that knows what strings and numbers look like; read.h makes documents
 * of texts that are sound here.
 */

#ifndef PF_TEXT_JSON_SCAN_H
#define PF_TEXT_JSON_SCAN_H

#include "base/arena.h"

#define PF_JSON_DEPTH_MAX 10000U /* what Go's encoding/json takes */

enum pf_json_piece {
	PF_JSON_END,    /* of a text that is one value */
	PF_JSON_BROKEN, /* no JSON, from `at` on, or nested too deeply */
	PF_JSON_OPEN,   /* an array or object begins */
	PF_JSON_CLOSE,
	PF_JSON_SCALAR,
};

/* Begin with a zeroed one that has the text. */
struct pf_json_scan {
	pf_str text;
	size_t at;    /* behind the last piece */
	pf_str piece; /* the text of that: a bracket, or a scalar with its quotes */
	pf_str key;   /* with its quotes, of a value in an object; else empty */
	size_t depth; /* of arrays and objects that are open, one that just opened included */
	unsigned char objects[PF_JSON_DEPTH_MAX / 8 + 1]; /* a bit for each level: an object */
};

/* The next piece; none comes after the end or what is broken. */
enum pf_json_piece pf_json_scan_next(struct pf_json_scan *c);

/*
 * What a string with its quotes means; borrows it where it has no escape.  Half
 * a surrogate pair becomes U+FFFD.
 */
pf_str pf_json_decode(struct pf_arena *arena, pf_str string);

enum pf_json_array {
	PF_JSON_NONE,    /* not an array, or not JSON */
	PF_JSON_STRINGS, /* of strings only */
	PF_JSON_MIXED,   /* sound, with something else in it */
};

/*
 * What the text is, from its first byte on; of PF_JSON_MIXED `*odd` is where the
 * first other value begins.
 */
enum pf_json_array pf_json_array_of(pf_str text, size_t *odd);

#endif
