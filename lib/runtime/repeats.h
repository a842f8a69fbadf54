/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What occurs twice where it should differ, and references to what was there.
 */

#ifndef PF_RUNTIME_REPEATS_H
#define PF_RUNTIME_REPEATS_H

#include "rule/rule.h"

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

/* Is the item of a list an instruction to Kustomize: has it a `$patch`? */
bool pf_is_patch_step(const struct pf_node *item);

/* Take the next "$(NAME)" off the front of `*rest`; "$$" stands for a dollar. */
bool pf_next_reference(pf_str *rest, pf_str *name);

/*
 * Can the container have the variable?  It cannot when it is not in `env`, all
 * of its variables are written there, and no Service gives it that name.
 */
bool pf_may_have_variable(const struct pf_pod_container *c, pf_str name);

#endif
