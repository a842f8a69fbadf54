/* SPDX-License-Identifier: Apache-2.0 */

#include "world/world.h"

#include "project/skaffold.h"
#include "world/binding/artifacts.h"
#include "world/binding/sources.h"
#include "world/limit_ranges.h"
#include "world/named.h"
#include "world/namespaces.h"
#include "world/patches.h"
#include "world/registries.h"
#include "world/service_accounts.h"
#include "world/services.h"
#include "world/sets.h"

static void publish_member(struct pf_world *world, struct pf_member *member)
{
	const struct pf_object *object = member->object;
	const struct pf_node *template;

	if (pf_carries_pod_template(object, &template) && !member->patch && !member->listed)
		member->patch = pf_is_mere_patch(object, template) ||
			(member->among_patches && pf_is_partial(object, template));
	pf_services_collect(world, object);
	pf_service_account_publish(world, object);
	pf_named_publish(world, object);
	pf_namespace_publish(world, object);
	pf_limit_range_publish(world, object);
	pf_registries_publish(world, object, template);
}

struct pf_world *pf_world_build(struct pf_arena *arena, const struct pf_object *const *objects,
	size_t nobjects, const struct pf_document *const *projects, size_t nprojects,
	const struct pf_world_options *options)
{
	struct pf_world *world = PF_NEW(arena, struct pf_world);

	world->arena = arena;
	world->index.arena = arena;
	world->release = options->release;
	world->complete = options->complete;
	world->namespace = options->namespace.len ? pf_arena_dup(arena, options->namespace)
						  : PF_STR("default");
	pf_sets_build(world, projects, nprojects);
	pf_sets_assign(world, objects, nobjects);
	for (size_t i = 0; i < nobjects; i++)
		publish_member(world, &world->members[i]);
	pf_services_publish(world);
	for (size_t i = 0; i < nprojects; i++) {
		if (pf_is_skaffold(projects[i]))
			pf_artifacts_publish(world, projects[i]);
	}
	if (options->images)
		pf_sources_publish(world, options->images);
	return world;
}
