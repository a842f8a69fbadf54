/* SPDX-License-Identifier: Apache-2.0 */

#include "world/views.h"

#include "world/members.h"
#include "world/state.h"

static pf_str namespace_in(const struct pf_world *world, const struct pf_object *object,
	const struct pf_placement *placement)
{
	if (object->api && object->api->scope == PF_CLUSTER)
		return PF_STR_EMPTY;
	if (placement->namespace.len)
		return placement->namespace;
	return object->namespace.len ? object->namespace : world->namespace;
}

static bool is_namespaced(enum pf_index_class class)
{
	return class < PF_INDEX_REGISTRY;
}

void pf_view_enter(const struct pf_world *world, const struct pf_object *object,
	const struct pf_placement *placement, struct pf_index_key *key)
{
	key->view = placement->view;
	key->namespace =
		is_namespaced(key->class) ? namespace_in(world, object, placement) : PF_STR_EMPTY;
}

bool pf_world_is_complete(const struct pf_world *world)
{
	return world->complete;
}

bool pf_world_together(const struct pf_world *world, const struct pf_object *a,
	const struct pf_object *b)
{
	const struct pf_set *as = pf_member_of(world, a)->set;
	const struct pf_set *bs = pf_member_of(world, b)->set;
	size_t i = 0;
	size_t j = 0;

	if (a->context || b->context)
		return true;
	while (i < as->placements.len && j < bs->placements.len) {
		uint32_t va = as->placements.ptr[i].view;
		uint32_t vb = bs->placements.ptr[j].view;

		if (va == vb)
			return true;
		if (va < vb)
			i++;
		else
			j++;
	}
	return false;
}

pf_str pf_world_namespace(const struct pf_world *world, const struct pf_object *object)
{
	return namespace_in(world, object, &pf_member_of(world, object)->set->placements.ptr[0]);
}
