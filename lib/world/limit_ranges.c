/* SPDX-License-Identifier: Apache-2.0 */

#include "world/limit_ranges.h"

#include "world/lookup.h"
#include "world/publish.h"

static void publish_resources(struct pf_world *world, const struct pf_object *object,
	const struct pf_quantity_map *given, bool limit)
{
	PF_EACH(struct pf_quantity_entry, entry, *given) {
		if (!entry->value.set)
			continue;
		pf_publish(world, object, pf_key(PF_INDEX_REQUEST, entry->key, PF_STR_EMPTY), NULL);
		if (limit)
			pf_publish(world, object, pf_key(PF_INDEX_LIMIT, entry->key, PF_STR_EMPTY),
				NULL);
	}
}

void pf_limit_range_publish(struct pf_world *world, const struct pf_object *object)
{
	const struct pf_limit_range *range;
	struct pf_decoder decoder;

	if (!pf_object_is_core(object, PF_STR("LimitRange")))
		return;
	pf_decoder_start(&decoder, world->arena, world->release);
	decoder.judge = false;
	range = pf_decode(&decoder, &pf_types[PF_TYPE_pf_limit_range], object->root);
	if (!range || !range->spec)
		return;
	world->has_limits = true;
	PF_EACH(struct pf_limit_range_item, item, range->spec->limits) {
		if (!pf_str_eq(item->type.is, PF_STR("Container")))
			continue;
		publish_resources(world, object, &item->default_, true);
		publish_resources(world, object, &item->max, true);
		publish_resources(world, object, &item->default_request, false);
		publish_resources(world, object, &item->min, false);
	}
}

bool pf_world_limit_range_gives(const struct pf_world *world, const struct pf_pod *pod,
	pf_str resource, bool limit)
{
	if (!world->has_limits)
		return false;
	return pf_look_up(world, pod->object,
		       pf_key(limit ? PF_INDEX_LIMIT : PF_INDEX_REQUEST, resource, PF_STR_EMPTY)) !=
		NULL;
}
