/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Comments and annotations of one file, while they are read.
 */

#ifndef PF_SUPPRESS_READER_INTERNAL_H
#define PF_SUPPRESS_READER_INTERNAL_H

#include "suppress/covers_internal.h"
#include "suppress/ignore.h"

#define PF_SILENCERS_MAX 1000000U /* names in the comments and annotations of one file */

struct pf_suppress_reader {
	struct pf_arena *arena;
	const struct pf_ruleset *rules;
	const struct pf_suppress_settings *settings;
	const struct pf_file *file;
	struct pf_lines lines; /* of its text */
	struct pf_silencing *out;
	struct pf_silencer **last;
	size_t nsuggestions; /* looking for the nearest name takes time */
	bool full;
};

/* A new silencer at the end of the list; NULL past PF_SILENCERS_MAX. */
struct pf_silencer *pf_suppress_add(struct pf_suppress_reader *r, enum pf_suppressor by,
	pf_str pattern, struct pf_piece at);

/* It silences nothing, and why. */
void pf_silencer_fault(struct pf_silencer *s, enum pf_suppression_fault fault, pf_str why);

/* Where a comment stands. */
struct pf_comment_stand {
	struct pf_piece subject; /* what an `ignore` in it is about */
	struct pf_piece begun;   /* the entry or item that begins on its line; or empty */
	bool line;               /* the subject is its line */
	bool head;               /* of the file */
	pf_str nowhere;          /* why it is about nothing; or empty */
};

/* List the comments and annotations of the file in r->out. */
void pf_suppress_read(struct pf_suppress_reader *r);

#endif
