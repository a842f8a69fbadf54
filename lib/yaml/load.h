/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Text to trees.
 *
 * libyaml cannot go on after an error, so a stream is cut at its document
 * separators first and each piece is parsed alone: one broken document hides
 * no other.  Limits stand here; crossing one is a fault of that document.
 */

#ifndef PF_YAML_LOAD_H
#define PF_YAML_LOAD_H

#include "source/source.h"
#include "yaml/node.h"

#define PF_YAML_MAX_DEPTH 128
#define PF_YAML_MAX_EXPANSION 1000000U /* nodes that aliases add to a document's own */
#define PF_YAML_MAX_DOCUMENTS 100000U  /* of one file */

struct pf_pieces {
	struct pf_piece *ptr;
	size_t len;
};

/*
 * Cut at lines that start a document: `---` followed by a blank or the line's
 * end.  `%` directives belong to the document after them.  Every byte of the
 * text is in exactly one piece.
 */
struct pf_pieces pf_yaml_split(struct pf_arena *arena, pf_str text);

enum pf_yaml_fault_kind {
	PF_YAML_SYNTAX,
	PF_YAML_TAB,      /* a tab where YAML wants spaces */
	PF_YAML_TEMPLATE, /* fails at or next to a `{{`, or is `{{ … }}` unquoted */
	PF_YAML_ANCHOR,   /* an alias without its anchor, or inside what it names */
	PF_YAML_LIMIT,
	PF_YAML_ENCODING,
	PF_YAML_JSON, /* legal JSON that the YAML reader refuses */
};

struct pf_yaml_fault {
	enum pf_yaml_fault_kind kind;
	uint32_t start; /* byte range of the token at fault */
	uint32_t end;
	pf_str message;   /* one line; no place, no full stop */
	uint32_t context; /* where the broken construct began, when `has_context` */
	bool has_context;
	pf_str context_message;
	pf_str help; /* what to write instead, or empty */
};

struct pf_duplicate_key {
	const struct pf_node *first;
	const struct pf_node *again;
};

struct pf_document {
	const struct pf_source *source;
	const struct pf_node *root;        /* NULL when empty or broken */
	const struct pf_yaml_fault *fault; /* NULL when sound; then `root` is NULL */
	const struct pf_duplicate_key *duplicates;
	uint32_t nduplicates;
	uint32_t index; /* in the stream, from 0; the loader of a piece starts at 0 */
	uint32_t start; /* byte range in the source */
	uint32_t end;
	bool bare; /* nothing but comments and blanks */
};

struct pf_documents {
	struct pf_document *ptr;
	size_t len;
};

/* The documents of one piece; a fault ends it.  All belongs to `arena`. */
void pf_yaml_load(struct pf_arena *arena, const struct pf_source *source, struct pf_piece piece,
	struct pf_documents *out);

/*
 * Make `document`, and with it all to the end of the source, the fault of there
 * being more than PF_YAML_MAX_DOCUMENTS: for who puts pieces together.
 */
void pf_document_refuse(struct pf_arena *arena, struct pf_document *document);

/*
 * What to underline for `node`: a scalar its own range; a mapping or list that
 * is an entry's value the entry's key; another collection its first line.
 */
struct pf_piece pf_yaml_place(const struct pf_document *document, const struct pf_node *node);

#endif
