/* SPDX-License-Identifier: Apache-2.0 */

#include "world/members.h"

#include "base/error.h"
#include "world/state.h"

const struct pf_member *pf_member_of(const struct pf_world *world, const struct pf_object *object)
{
	pf_assert(object->number < world->nmembers);
	pf_assert(world->members[object->number].object == object);
	return &world->members[object->number];
}

bool pf_world_is_patch(const struct pf_world *world, const struct pf_object *object)
{
	return pf_member_of(world, object)->patch;
}

bool pf_world_is_among_patches(const struct pf_world *world, const struct pf_object *object)
{
	return pf_member_of(world, object)->among_patches;
}

bool pf_world_is_kustomized(const struct pf_world *world, const struct pf_object *object)
{
	return pf_member_of(world, object)->set->kustomization != NULL;
}
