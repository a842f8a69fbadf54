/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/storage/keys.h"

#include "runtime/storage/mounts.h"
#include "world/members.h"
#include "world/named.h"

static enum pf_presence in_items(const struct pf_key_to_path_list *items, pf_str file)
{
	PF_EACH(struct pf_key_to_path, item, *items) {
		if (!item->path.set)
			return PF_PRESENCE_UNKNOWN;
		if (pf_str_eq(item->path.is, file))
			return PF_PRESENT;
	}
	return items->node->len == items->len ? PF_NOT_PRESENT : PF_PRESENCE_UNKNOWN;
}

static enum pf_presence in_object(const struct pf_world *world, const struct pf_pod *pod,
	pf_str kind, pf_str name, pf_str file)
{
	static const char *const maps[] = {"data", "binaryData", "stringData"};
	const struct pf_object *object =
		world ? pf_world_named(world, pod->object, kind, name) : NULL;

	if (!object || pf_world_is_kustomized(world, object))
		return PF_PRESENCE_UNKNOWN;
	for (size_t i = 0; i < sizeof(maps) / sizeof(maps[0]); i++) {
		const struct pf_node *map = pf_node_get(object->root, pf_str_from(maps[i]));

		if (pf_node_get(map, file))
			return PF_PRESENT;
	}
	return PF_NOT_PRESENT;
}

enum pf_presence pf_volume_holds(const struct pf_world *world, const struct pf_pod *pod,
	pf_str volume, pf_str file)
{
	const struct pf_volume *v = pf_pod_volume(pod, volume);

	if (!v)
		return PF_PRESENCE_UNKNOWN;
	if (v->config_map && v->config_map->items.node)
		return in_items(&v->config_map->items, file);
	if (v->secret && v->secret->items.node)
		return in_items(&v->secret->items, file);
	if (v->config_map && v->config_map->name.is.len)
		return in_object(world, pod, PF_STR("ConfigMap"), v->config_map->name.is, file);
	if (v->secret && v->secret->secret_name.is.len)
		return in_object(world, pod, PF_STR("Secret"), v->secret->secret_name.is, file);
	return PF_PRESENCE_UNKNOWN;
}
