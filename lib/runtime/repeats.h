/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What occurs twice where it should differ.
 */

#ifndef PF_RUNTIME_REPEATS_H
#define PF_RUNTIME_REPEATS_H

#include "base/arena.h"
#include "yaml/node.h"

/* One of several things that should differ in `key`. */
struct pf_repeat {
	pf_str key;
	const struct pf_node *node; /* the key as written */
	const void *item;
	size_t order;
	const struct pf_repeat *first; /* of the same key; NULL: this one is */
};

struct pf_repeats {
	struct pf_repeat *ptr;
	size_t len;
};

/* Room for `max` things; what has no key, or one that a tool fills in, is not kept. */
struct pf_repeats pf_repeats_start(struct pf_arena *arena, size_t max);
void pf_repeats_add(struct pf_repeats *list, pf_str key, const struct pf_node *node,
	const void *item);

/* Sort by key and then as added, and find the first of each key. */
void pf_mark_repeats(struct pf_repeats *list);

#endif
