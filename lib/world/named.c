/* SPDX-License-Identifier: Apache-2.0 */

/* Objects that others refer to by name alone. */

#include "world/named.h"

#include "kube/pod.h"
#include "world/lookup.h"
#include "world/members.h"
#include "world/publish.h"

static bool is_referred_to(const struct pf_object *object)
{
	return pf_object_is_core(object, PF_STR("Service")) ||
		pf_object_is_core(object, PF_STR("ConfigMap")) ||
		pf_object_is_core(object, PF_STR("Secret"));
}

void pf_named_publish(struct pf_world *world, const struct pf_object *object)
{
	const struct pf_node *template;

	if (pf_world_is_patch(world, object) || object->name.len == 0)
		return;
	if (is_referred_to(object))
		pf_publish(world, object, pf_key(PF_INDEX_OBJECT, object->kind, object->name),
			object);
	else if (pf_carries_pod_template(object, &template))
		pf_publish(world, object, pf_key(PF_INDEX_OBJECT, PF_STR_EMPTY, object->name),
			object);
}

const struct pf_object *pf_world_named(const struct pf_world *world, const struct pf_object *object,
	pf_str kind, pf_str name)
{
	const struct pf_index_slot *slot =
		pf_look_up(world, object, pf_key(PF_INDEX_OBJECT, kind, name));

	return slot ? slot->values->is : NULL;
}

bool pf_world_has_workload(const struct pf_world *world, const struct pf_object *object,
	pf_str name)
{
	return pf_world_named(world, object, PF_STR_EMPTY, name) != NULL;
}
