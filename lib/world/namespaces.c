/* SPDX-License-Identifier: Apache-2.0 */

#include "world/namespaces.h"

#include "world/lookup.h"
#include "world/publish.h"
#include "world/views.h"

void pf_namespace_publish(struct pf_world *world, const struct pf_object *object)
{
	if (pf_object_is_core(object, PF_STR("Namespace")) && object->name.len)
		pf_publish(world, object, pf_key(PF_INDEX_NAMESPACE, object->name, PF_STR_EMPTY),
			object);
}

const struct pf_object *pf_world_namespace_of(const struct pf_world *world,
	const struct pf_object *object)
{
	const struct pf_index_slot *slot = pf_look_up(world, object,
		pf_key(PF_INDEX_NAMESPACE, pf_world_namespace(world, object), PF_STR_EMPTY));

	return slot ? slot->values->is : NULL;
}
