/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The fingerprint of a line that GitHub code scanning follows an alert by
 * (`primaryLocationLineHash`).
 *
 * The text is taken as UTF-16 units without blanks and tabs, every line break
 * as LF, then one unit 0xFFFF and zeros.  A line's hash is the polynomial
 * h = 37h + unit, modulo 2^64, over the 100 units from its first on, in
 * hexadecimal; after a colon stands how many lines so far have this hash.
 */

#ifndef PF_REPORT_CI_LINE_HASH_H
#define PF_REPORT_CI_LINE_HASH_H

#include "base/arena.h"
#include "source/source.h"

#define PF_LINE_HASH_UNITS 100

struct pf_line_count {
	uint64_t hash;
	uint32_t lines; /* 0: a free place */
};

/* How far one source has been read.  All fields are private. */
struct pf_line_hasher {
	const struct pf_source *source;
	size_t at;
	uint64_t hash;  /* of the window */
	uint64_t power; /* what the oldest unit is multiplied by when it leaves */
	struct {
		uint32_t line; /* that begins here, or 0 */
		uint16_t unit;
	} window[PF_LINE_HASH_UNITS];
	size_t place;   /* in the window, of the oldest unit */
	size_t after;   /* units after the end of the text, of which the first is 0xFFFF */
	uint32_t begun; /* lines that have begun */
	uint32_t done;  /* the last line whose hash is known, or 0 */
	uint32_t done_count;
	uint64_t done_hash;
	uint16_t low; /* second unit of a pair, or 0 */
	bool after_cr;
	bool at_start;               /* of a line */
	struct pf_line_count *table; /* open addressing; a power of two of places */
	size_t cap;
	size_t used;
	struct pf_arena arena;
};

#define PF_LINE_HASHER_INIT ((struct pf_line_hasher){0})

void pf_line_hasher_release(struct pf_line_hasher *hasher);

struct pf_line_hash {
	char text[32]; /* "54703d4cd895b18:1" */
};

/*
 * Hash of `line` (from 1).  Sources one after the other and lines in their
 * order take one pass over each source, whatever is asked.  Fails for what
 * others decode in another way: text that is not well-formed UTF-8 as stored.
 */
PF_MUST_USE bool pf_line_hash_of(struct pf_line_hasher *hasher, const struct pf_source *source,
	uint32_t line, struct pf_line_hash *out);

#endif
