/* SPDX-License-Identifier: Apache-2.0 */

/* Requests and limits as the server will see them. */

#include "runtime/resources.h"

#include <stdio.h>

#include "kube/quantity.h"
#include "runtime/fragments.h"
#include "world/limit_ranges.h"
#include "yaml/scalar.h"

#define PATHS_LEN 128 /* of limit and request, of the longest resource that is asked for */

bool pf_wants_resources(const struct pf_pod_container *c, bool init)
{
	if (pf_container_is_fragment(c) || c->class == PF_EPHEMERAL)
		return false;
	return c->class != PF_INIT || init;
}

bool pf_resource_is_given(const struct pf_quantity_map *map, pf_str resource)
{
	const struct pf_quantity_entry *entry = pf_quantity_map_get(map, resource);
	pf_quantity quantity;

	/* What cannot be read is reported elsewhere; it is not missing. */
	if (!entry || !entry->value.node)
		return false;
	if (!entry->value.set || !pf_quantity_parse(entry->value.is, &quantity))
		return !pf_node_is_null(entry->value.node);
	return !pf_quantity_is_zero(quantity);
}

/* Written, but not as a mapping: wrong, not missing. */
static bool is_unreadable(const struct pf_node *node)
{
	return node && node->kind != PF_MAP && !pf_node_is_null(node);
}

static bool lacks(const struct pf_object *object, const struct pf_resource_requirements *r,
	const struct pf_quantity_map *map, pf_str field)
{
	return !is_unreadable(map->node) && !pf_is_misspelt(object, r->node, field);
}

static bool written(const struct pf_object *object, const struct pf_resource_requirements *r,
	pf_str resource, bool limit)
{
	if (!r)
		return false;
	if (pf_resource_is_given(&r->limits, resource) ||
		!lacks(object, r, &r->limits, PF_STR("limits")))
		return true;
	return !limit &&
		(pf_resource_is_given(&r->requests, resource) ||
			!lacks(object, r, &r->requests, PF_STR("requests")));
}

static bool has(const struct pf_world *world, const struct pf_pod_container *c, pf_str resource,
	bool limit)
{
	const struct pf_object *object = c->pod->object;
	pf_str field = PF_STR("resources");

	if (!c->spec->resources &&
		(is_unreadable(pf_node_get(c->spec->node, field)) ||
			pf_is_misspelt(object, c->spec->node, field)))
		return true;
	return written(object, c->spec->resources, resource, limit) ||
		written(object, c->pod->spec->resources, resource, limit) ||
		pf_world_limit_range_gives(world, c->pod, resource, limit);
}

/* By every build, as a limit or a request, which a limit implies. */
static bool is_filled(const struct pf_world *world, const struct pf_pod_container *c,
	pf_str resource, bool limit)
{
	char text[PATHS_LEN];
	int n = snprintf(text, sizeof(text),
		limit ? "resources/limits/%.*s" : "resources/limits/%.*s|resources/requests/%.*s",
		PF_STR_ARG(resource), PF_STR_ARG(resource));
	pf_str paths = pf_str_from(text);

	return n < (int)sizeof(text) &&
		(pf_container_is_filled(world, c, paths) || pf_pod_is_filled(world, c->pod, paths));
}

bool pf_has_limit(const struct pf_world *world, const struct pf_pod_container *c, pf_str resource)
{
	return has(world, c, resource, true) || is_filled(world, c, resource, true);
}

bool pf_has_request(const struct pf_world *world, const struct pf_pod_container *c, pf_str resource)
{
	return has(world, c, resource, false) || is_filled(world, c, resource, false);
}
