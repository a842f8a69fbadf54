/* SPDX-License-Identifier: Apache-2.0 */

/* How an object stands in the views that hold it. */

#ifndef PF_WORLD_VIEWS_H
#define PF_WORLD_VIEWS_H

#include "world/state.h"

/*
 * Have `key` ask for what the view of `placement` holds: in the namespace that
 * the object goes to there, where its class is told apart by that.
 */
void pf_view_enter(const struct pf_world *world, const struct pf_object *object,
	const struct pf_placement *placement, struct pf_index_key *key);

#endif
