/* SPDX-License-Identifier: Apache-2.0 */

#include "world/service_accounts.h"

#include "world/lookup.h"
#include "world/members.h"
#include "world/publish.h"

static bool is_filled_list(const struct pf_node *node)
{
	return node && node->kind == PF_SEQ && node->len > 0;
}

void pf_service_account_publish(struct pf_world *world, const struct pf_object *object)
{
	if (!pf_object_is_core(object, PF_STR("ServiceAccount")))
		return;
	if (!pf_world_is_patch(world, object))
		pf_publish(world, object,
			pf_key(PF_INDEX_SERVICE_ACCOUNT, object->name, PF_STR_EMPTY), object);
	if (is_filled_list(pf_node_get(object->root, PF_STR("imagePullSecrets"))))
		pf_publish(world, object,
			pf_key(PF_INDEX_SERVICE_ACCOUNT_PULLS, object->name, PF_STR_EMPTY), NULL);
}

const struct pf_object *pf_world_service_account(const struct pf_world *world,
	const struct pf_pod *pod)
{
	const struct pf_index_slot *slot = pf_look_up(world, pod->object,
		pf_key(PF_INDEX_SERVICE_ACCOUNT, pf_pod_service_account_name(pod), PF_STR_EMPTY));

	return slot ? slot->values->is : NULL;
}

bool pf_world_service_account_has_pull_secrets(const struct pf_world *world,
	const struct pf_pod *pod)
{
	return pf_world_account_has_pull_secrets(world, pod->object,
		pf_pod_service_account_name(pod));
}

bool pf_world_account_has_pull_secrets(const struct pf_world *world, const struct pf_object *object,
	pf_str name)
{
	return pf_look_up(world, object,
		       pf_key(PF_INDEX_SERVICE_ACCOUNT_PULLS, name, PF_STR_EMPTY)) != NULL;
}
