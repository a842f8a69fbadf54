/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A document of a file: its tree, or what is wrong with it.  Limits stand here;
 * crossing one is a fault of that document.
 */

#ifndef PF_YAML_DOCUMENT_H
#define PF_YAML_DOCUMENT_H

#include "source/source.h"
#include "yaml/node.h"

#define PF_YAML_MAX_DEPTH 128
#define PF_YAML_MAX_EXPANSION 1000000U /* nodes that aliases add to a document's own */
#define PF_YAML_MAX_DOCUMENTS 100000U  /* of one file */

enum pf_yaml_fault_kind {
	PF_YAML_SYNTAX,
	PF_YAML_TAB,      /* a tab where YAML wants spaces */
	PF_YAML_TEMPLATE, /* fails at or next to a mark of a template: yaml/mold.h */
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

#endif
