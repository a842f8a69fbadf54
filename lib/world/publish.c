/* SPDX-License-Identifier: Apache-2.0 */

#include "world/publish.h"

#include "world/members.h"
#include "world/views.h"

void pf_publish(struct pf_world *world, const struct pf_object *object, struct pf_index_key key,
	const void *value)
{
	const struct pf_set *set = pf_member_of(world, object)->set;

	for (size_t i = 0; i < set->placements.len; i++) {
		pf_view_enter(world, object, &set->placements.ptr[i], &key);
		pf_index_add(&world->index, &key, value);
	}
	if (set->shared) {
		key.view = PF_VIEW_SHARED;
		key.namespace = PF_STR_EMPTY;
		pf_index_add(&world->index, &key, value);
	}
}

void pf_publish_for_set(struct pf_world *world, const struct pf_set *set, struct pf_index_key key,
	const void *value)
{
	for (size_t i = 0; i < set->placements.len; i++) {
		key.view = set->placements.ptr[i].view;
		pf_index_add(&world->index, &key, value);
	}
	if (set->shared) {
		key.view = PF_VIEW_SHARED;
		pf_index_add(&world->index, &key, value);
	}
}
