/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The way from a document's root to any of its nodes.
 *
 * A tree has no pointers upwards, and looking for a node from the root costs
 * as many steps as there are siblings before it.  Whoever asks for many nodes
 * of one document asks here: one pass over the tree, then a step per level.
 */

#ifndef PF_YAML_LINEAGE_H
#define PF_YAML_LINEAGE_H

#include "yaml/document.h"

#define PF_POINTER_MAX ((size_t)4096) /* bytes; findings below one long key are many */

/* Start with PF_LINEAGE_INIT. */
struct pf_lineage {
	const struct pf_node *root; /* of the tree it knows; NULL: of none */
	struct pf_step *steps;      /* one for each node */
	size_t cap;
};

/* Where a node stands. */
struct pf_step {
	uint32_t parent; /* offset from the root */
	uint32_t i;      /* nodes before it that are its parent's own */
};

#define PF_LINEAGE_INIT ((struct pf_lineage){0})

void pf_lineage_release(struct pf_lineage *lineage);

/* Nodes from a child of the root down to the one asked for. */
struct pf_way {
	const struct pf_node *nodes[PF_YAML_MAX_DEPTH + 1];
	size_t len;
};

/* False when `node` is not in the tree of `root`. */
bool pf_lineage_find(struct pf_lineage *lineage, const struct pf_node *root,
	const struct pf_node *node, struct pf_way *out);

/* Index of a list item that pf_lineage_find() has found in its list. */
uint32_t pf_lineage_index(const struct pf_lineage *lineage, const struct pf_node *item);

/* The key of a mapping's key or value; NULL for a list item. */
const struct pf_node *pf_way_key(const struct pf_node *node);

/*
 * RFC 6901 pointer from the document's root to `node`, which is in its tree; a
 * NULL ptr where it would be longer than PF_POINTER_MAX.
 */
pf_str pf_yaml_pointer(struct pf_arena *arena, struct pf_lineage *lineage,
	const struct pf_document *document, const struct pf_node *node);

#endif
