/* SPDX-License-Identifier: Apache-2.0 */

/* How an object stands in the views that hold it. */

#ifndef PF_WORLD_VIEWS_H
#define PF_WORLD_VIEWS_H

#include "kube/object.h"

struct pf_index_key;
struct pf_placement;
struct pf_world;

/* Is the run told that its input is all there is? */
bool pf_world_is_complete(const struct pf_world *world);

/* Does some view hold both?  Objects that are not together cannot clash. */
bool pf_world_together(const struct pf_world *world, const struct pf_object *a,
	const struct pf_object *b);

/*
 * The namespace an object goes to, in the first of its views; empty for kinds
 * that have none.
 */
pf_str pf_world_namespace(const struct pf_world *world, const struct pf_object *object);

/*
 * For lib/world alone: have `key` ask for what the view of `placement` holds,
 * in the namespace that the object goes to there where its class is told apart
 * by that.
 */
void pf_view_enter(const struct pf_world *world, const struct pf_object *object,
	const struct pf_placement *placement, struct pf_index_key *key);

#endif
