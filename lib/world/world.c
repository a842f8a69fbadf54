/* SPDX-License-Identifier: Apache-2.0 */

#include "project/skaffold.h"
#include "world/world_internal.h"

static pf_str namespace_in(const struct pf_world *world, const struct pf_object *object,
	const struct pf_placement *placement)
{
	if (object->api && object->api->scope == PF_CLUSTER)
		return PF_STR_EMPTY;
	if (placement->namespace.len)
		return placement->namespace;
	return object->namespace.len ? object->namespace : world->options.namespace;
}

static bool is_namespaced(enum pf_index_class class)
{
	return class < PF_INDEX_REGISTRY;
}

void pf_publish(struct pf_world *world, const struct pf_object *object, struct pf_index_key key,
	const void *value)
{
	const struct pf_set *set = world->sets[object->set];

	for (uint32_t i = 0; i < set->nplacements; i++) {
		key.view = set->placements[i].view;
		key.namespace = is_namespaced(key.class)
			? namespace_in(world, object, &set->placements[i])
			: PF_STR_EMPTY;
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
	for (uint32_t i = 0; i < set->nplacements; i++) {
		key.view = set->placements[i].view;
		pf_index_add(&world->index, &key, value);
	}
	if (set->shared) {
		key.view = PF_VIEW_SHARED;
		pf_index_add(&world->index, &key, value);
	}
}

struct pf_look pf_look_from(const struct pf_world *world, const struct pf_object *object)
{
	return (struct pf_look){.world = world, .object = object, .set = world->sets[object->set]};
}

bool pf_look_next(struct pf_look *look, struct pf_index_key *key)
{
	if (look->context_next) {
		look->context_next = false;
		key->view = PF_VIEW_CONTEXT;
		return true;
	}
	if (look->set && look->i == look->set->nplacements) {
		look->set = look->set->also;
		look->i = 0;
	}
	if (look->set) {
		const struct pf_placement *at = &look->set->placements[look->i++];

		key->view = at->view;
		key->namespace = is_namespaced(key->class)
			? namespace_in(look->world, look->object, at)
			: PF_STR_EMPTY;
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

static void publish_object(struct pf_world *world, struct pf_object *object)
{
	const struct pf_node *template;

	if (pf_carries_pod_template(object, &template) && !object->patch)
		object->patch = pf_is_fragment(object, template);
	pf_services_collect(world, object);
	pf_service_account_publish(world, object);
	pf_named_publish(world, object);
	pf_limit_range_publish(world, object);
	pf_registries_publish(world, object, template);
	pf_patched_images_publish(world, object, template);
}

struct pf_world *pf_world_build(struct pf_arena *arena, struct pf_object *const *objects,
	size_t nobjects, const struct pf_document *const *projects, size_t nprojects,
	const struct pf_world_options *options)
{
	struct pf_world *world = PF_NEW(arena, struct pf_world);

	world->arena = arena;
	world->index.arena = arena;
	world->options = *options;
	world->options.namespace = options->namespace.len ? pf_arena_dup(arena, options->namespace)
							  : PF_STR("default");
	pf_sets_build(world, projects, nprojects);
	pf_sets_assign(world, objects, nobjects);
	for (size_t i = 0; i < nobjects; i++)
		publish_object(world, objects[i]);
	pf_services_publish(world);
	pf_rewrites_publish(world);
	for (size_t i = 0; i < nprojects; i++) {
		if (pf_is_skaffold(projects[i]))
			pf_artifacts_publish(world, projects[i]);
	}
	if (options->images)
		pf_bindings_publish(world, options->images);
	return world;
}

bool pf_world_together(const struct pf_world *world, const struct pf_object *a,
	const struct pf_object *b)
{
	const struct pf_set *as = world->sets[a->set];
	const struct pf_set *bs = world->sets[b->set];
	uint32_t i = 0;
	uint32_t j = 0;

	if (a->context || b->context)
		return true;
	while (i < as->nplacements && j < bs->nplacements) {
		uint32_t va = as->placements[i].view;
		uint32_t vb = bs->placements[j].view;

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
	return namespace_in(world, object, &world->sets[object->set]->placements[0]);
}

bool pf_world_is_kustomized(const struct pf_world *world, const struct pf_object *object)
{
	return world->sets[object->set]->kustomization != NULL;
}
