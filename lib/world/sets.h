/* SPDX-License-Identifier: Apache-2.0 */

/* Which set an object is in, and which views hold the set. */

#ifndef PF_WORLD_SETS_H
#define PF_WORLD_SETS_H

#include "world/state.h"

#define PF_WORLD_MAX_VIEWS 64 /* that share a set and are told apart */

/* Sets of the Kustomizations and the views that hold them; to be called first. */
void pf_sets_build(struct pf_world *world, const struct pf_document *const *projects,
	size_t nprojects);

/*
 * Make each object a member of its set, and a patch where it was listed or is
 * marked as one.
 */
void pf_sets_assign(struct pf_world *world, const struct pf_object *const *objects,
	size_t nobjects);

#endif
