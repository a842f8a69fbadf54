/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Positioned YAML tree.
 *
 * The nodes of one document stand in one array in the order of the text: a
 * collection is followed by all that it holds, `span` nodes in all counting
 * itself.  A mapping holds key, value, key, value …  There are no pointers to
 * follow for the common case and none to store; walk with pf_kids().
 *
 * Nodes and all bytes they point at belong to the arena given to the loader,
 * or to the source text.  Nothing outside lib/yaml sees libyaml types.
 */

#ifndef PF_YAML_NODE_H
#define PF_YAML_NODE_H

#include "base/str.h"

enum pf_node_kind {
	PF_SCALAR,
	PF_SEQ,
	PF_MAP,
	PF_ALIAS, /* only ever seen inside lib/yaml: cursors resolve it */
};

enum pf_node_style {
	PF_PLAIN,
	PF_SINGLE_QUOTED,
	PF_DOUBLE_QUOTED,
	PF_LITERAL,
	PF_FOLDED,
	PF_BLOCK, /* collections */
	PF_FLOW,
};

/* Explicit core tags; an explicit tag beats what a plain scalar looks like. */
enum pf_node_tag {
	PF_TAG_NONE,
	PF_TAG_STR,
	PF_TAG_INT,
	PF_TAG_FLOAT,
	PF_TAG_BOOL,
	PF_TAG_NULL,
	PF_TAG_OTHER,
};

#define PF_NODE_IS_VALUE 1U /* the value of a mapping entry: its key is the node before */
#define PF_NODE_IS_KEY 2U
#define PF_NODE_VERBATIM 4U /* scalar: `text` points into the source */
#define PF_NODE_ANCHORED 8U

struct pf_node {
	/*
	 * Byte range in the source: of a scalar exactly, with its quotes; of a
	 * collection to the end of its last token, white space trimmed.
	 */
	uint32_t start;
	uint32_t end;
	uint32_t span; /* nodes of this subtree, itself included */
	uint32_t hash; /* of a key's text, else 0 */
	union {
		const char *text;                 /* scalar: not NUL-terminated */
		const struct pf_entries *entries; /* map that merges (`<<`), else NULL */
		const struct pf_node *target;     /* alias: never an alias itself */
	} as;
	uint32_t len; /* scalar: bytes of text; seq: items; map: entries as written */
	uint8_t kind;
	uint8_t style;
	uint8_t tag;
	uint8_t flags;
};

/*
 * Entries of a mapping as Kubernetes' YAML reader sees them, merges applied.
 * For mappings without `<<` there is none of this.
 */
struct pf_entries {
	const struct pf_node *const *keys; /* nodes of where they were written */
	const struct pf_node *const *values;
	uint32_t n;
};

static inline pf_str pf_node_text(const struct pf_node *scalar)
{
	return (pf_str){scalar->as.text, scalar->len};
}

/*
 * Walk the items of a sequence or the entries of a mapping:
 *
 *	struct pf_kids kids = pf_kids(node);
 *	while (pf_kids_next(&kids))
 *		… kids.key, kids.value, kids.i …
 *
 * `value` is resolved: never an alias.  NULL, scalars and aliases have none.
 * Duplicate keys all come, in the order written: the last one counts.
 */
struct pf_kids {
	const struct pf_node *key; /* NULL in a sequence */
	const struct pf_node *value;
	const struct pf_node *raw; /* value as written: an alias where there is one */
	uint32_t i;
	uint32_t n;
	const struct pf_node *next;
	const struct pf_entries *entries;
	bool is_map;
};

struct pf_kids pf_kids(const struct pf_node *node);
bool pf_kids_next(struct pf_kids *kids);

/*
 * Value for `key` (the last one of duplicates), or NULL.  A NULL node and one
 * that is no mapping have no keys.  Never an alias.
 */
const struct pf_node *pf_node_get(const struct pf_node *map, pf_str key);

/* The same, with the key's node in `*key_node` when found. */
const struct pf_node *pf_node_get_entry(const struct pf_node *map, pf_str key,
	const struct pf_node **key_node);

/* Text of a string scalar below `key`, or empty: for peeking, not decoding. */
pf_str pf_node_get_text(const struct pf_node *map, pf_str key);

/* The node itself, or what the alias stands for. */
static inline const struct pf_node *pf_node_resolve(const struct pf_node *node)
{
	return node->kind == PF_ALIAS ? node->as.target : node;
}

/* Key of the entry whose value this is, or NULL.  Not for resolved aliases. */
static inline const struct pf_node *pf_node_key(const struct pf_node *value)
{
	return value->flags & PF_NODE_IS_VALUE ? value - 1 : NULL;
}

#endif
