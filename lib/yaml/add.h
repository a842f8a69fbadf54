/* SPDX-License-Identifier: Apache-2.0 */

/* Where and how to write further entries of a mapping. */

#ifndef PF_YAML_ADD_H
#define PF_YAML_ADD_H

#include "yaml/lineage.h"

/* What to insert: `text`, before the byte at offset `at` of the source. */
struct pf_addition {
	uint32_t at;
	pf_str text;
};

/*
 * Add `entries`, YAML in block style at column 0 with lines ended by \n, to
 * `mapping`.  Into a block mapping they come after its last line, or after the
 * last one where that surely changes nothing else (never after a block scalar,
 * whose end the line break behind it decides), at its own indentation and
 * with its own line breaks; into a flow mapping in flow style; as JSON where
 * the document is JSON.
 *
 * False where there is no sure place: the mapping, or something it is in, has
 * an anchor, so that the entries might appear elsewhere too; a tag; a key with
 * `?`; and where `entries` are no mapping.  The text belongs to `arena`.
 */
PF_MUST_USE bool pf_yaml_add(struct pf_arena *arena, struct pf_lineage *lineage,
	const struct pf_document *document, const struct pf_node *mapping, pf_str entries,
	struct pf_addition *out);

#endif
