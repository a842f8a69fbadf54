/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Keys of one mapping: those written twice, and what merges make of them.
 *
 * Sorting instead of hashing bounds the cost whatever the keys are.
 */

#ifndef PF_YAML_KEYS_H
#define PF_YAML_KEYS_H

#include "base/arena.h"
#include "yaml/node.h"

/* Growing list of numbers; zeroed is empty. */
struct pf_indices {
	uint32_t *ptr;
	size_t len;
	size_t cap;
};

void pf_indices_add(struct pf_indices *list, uint32_t value);
void pf_indices_release(struct pf_indices *list);

/* A `<<` that go-yaml takes for a merge; the loader normalises `!!merge`. */
static inline bool pf_key_is_merge(const struct pf_node *key)
{
	return key->kind == PF_SCALAR && key->len == 2 && key->style == PF_PLAIN &&
		key->tag == PF_TAG_NONE && key->as.text[0] == '<' && key->as.text[1] == '<';
}

/*
 * Add a pair of indices, first and again, for each key of `nodes[map]` that
 * has been there before.  Works before aliases and merges are resolved.
 */
void pf_keys_find_duplicates(const struct pf_node *nodes, uint32_t map, struct pf_indices *out);

enum pf_merge_result {
	PF_MERGED,
	PF_MERGE_NO_MAP, /* `*at` is what is merged and no mapping */
	PF_MERGE_TOO_BIG /* `*at` is the key that crosses the budget */
};

/*
 * Set `map->as.entries`.  Mappings that it merges must have theirs already.
 * `*budget` goes down by each entry looked at.
 */
enum pf_merge_result pf_keys_merge(struct pf_arena *arena, struct pf_node *map, uint32_t *budget,
	const struct pf_node **at);

#endif
