/* SPDX-License-Identifier: Apache-2.0 */

/* What an object sees of the others. */

#ifndef PF_WORLD_LOOKUP_H
#define PF_WORLD_LOOKUP_H

#include "world/state.h"

/* A walk through the views and namespaces in which an object looks for others. */
struct pf_look {
	const struct pf_world *world;
	const struct pf_object *object;
	const struct pf_set *set;
	size_t i;
	bool context_next;
	bool ended;
};

struct pf_look pf_look_from(const struct pf_world *world, const struct pf_object *object);

/* The next view and namespace for `key`. */
bool pf_look_next(struct pf_look *look, struct pf_index_key *key);

/* The first slot for `key` that an object sees, or NULL. */
const struct pf_index_slot *pf_look_up(const struct pf_world *world, const struct pf_object *object,
	struct pf_index_key key);

#endif
