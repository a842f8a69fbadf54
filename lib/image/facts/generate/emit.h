/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Tables of facts to arrays of constant structs, for the generator only: a
 * description names the table's columns in order.
 */

#ifndef PF_IMAGE_FACTS_GENERATE_EMIT_H
#define PF_IMAGE_FACTS_GENERATE_EMIT_H

#include "tables/tsv.h"

enum column_kind {
	COLUMN_TEXT,   /* a pf_str */
	COLUMN_LIST,   /* a struct pf_fact_list; commas stand between */
	COLUMN_NUMBER, /* an int64_t; 0 where it is blank */
	COLUMN_WORD,   /* one of `words`, which is a constant: `prefix` and the word */
	COLUMN_WORDS,  /* several, sorted, with commas between: bits of an unsigned */
	COLUMN_SOURCE, /* kept in the table alone, and never blank */
};

struct column {
	const char *member; /* NULL ends the columns */
	enum column_kind kind;
	bool required;
	const char *prefix;
	const char *const *words; /* ends in NULL */
};

struct description {
	const char *file;
	const char *type;  /* "pf_known_image" */
	const char *array; /* "known_images": of pf_known_images and pf_nknown_images */
	size_t nkeys;      /* columns that no two rows share, and that rows are sorted by */
	const struct column *columns;
};

/* Check the table and write its array to standard output; exits on a fault. */
void emit_table(struct pf_arena *arena, const struct description *of, const struct table *table);

#endif
