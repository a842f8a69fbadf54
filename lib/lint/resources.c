/* SPDX-License-Identifier: Apache-2.0 */

/* Requests and limits as the server will see them: several rules ask. */

#include "lint/rule.h"

static bool gives(const struct pf_quantity_map *map, pf_str resource)
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

static bool written(const struct pf_resource_requirements *r, pf_str resource, bool limit)
{
	if (!r)
		return false;
	return gives(&r->limits, resource) || (!limit && gives(&r->requests, resource));
}

static bool has(const struct pf_ctx *ctx, const struct pf_pod_container *c, pf_str resource,
	bool limit)
{
	return written(c->spec->resources, resource, limit) ||
		written(c->pod->spec->resources, resource, limit) ||
		pf_world_limit_range_gives(pf_world_of(ctx), c->pod, resource, limit);
}

bool pf_has_limit(const struct pf_ctx *ctx, const struct pf_pod_container *c, pf_str resource)
{
	return has(ctx, c, resource, true);
}

bool pf_has_request(const struct pf_ctx *ctx, const struct pf_pod_container *c, pf_str resource)
{
	return has(ctx, c, resource, false);
}
