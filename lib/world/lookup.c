/* SPDX-License-Identifier: Apache-2.0 */

#include "world/lookup.h"

#include "world/members.h"
#include "world/views.h"

struct pf_look pf_look_from(const struct pf_world *world, const struct pf_object *object)
{
	return (struct pf_look){
		.world = world, .object = object, .set = pf_member_of(world, object)->set};
}

bool pf_look_next(struct pf_look *look, struct pf_index_key *key)
{
	if (look->context_next) {
		look->context_next = false;
		key->view = PF_VIEW_CONTEXT;
		return true;
	}
	if (look->set && look->i == look->set->placements.len) {
		look->set = look->set->also;
		look->i = 0;
	}
	if (look->set) {
		pf_view_enter(look->world, look->object, &look->set->placements.ptr[look->i++],
			key);
		look->context_next = look->world->has_context;
		return true;
	}
	if (look->ended || !look->world->has_shared)
		return false;
	look->ended = true;
	key->view = PF_VIEW_SHARED;
	key->namespace = PF_STR_EMPTY;
	return true;
}

const struct pf_index_slot *pf_look_up(const struct pf_world *world, const struct pf_object *object,
	struct pf_index_key key)
{
	struct pf_look look = pf_look_from(world, object);
	const struct pf_index_slot *slot = NULL;

	while (!slot && pf_look_next(&look, &key))
		slot = pf_index_get(&world->index, &key);
	return slot;
}
