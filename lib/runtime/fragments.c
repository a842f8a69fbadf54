/* SPDX-License-Identifier: Apache-2.0 */

/* Files that hold a part of an object, for a tool to merge or to complete. */

#include "runtime/fragments.h"

#include "text/nearest.h"
#include "world/fills.h"
#include "world/members.h"
#include "world/patches.h"

static bool is_bare(const struct pf_object *object)
{
	struct pf_kids kids = pf_kids(object->root);

	while (pf_kids_next(&kids)) {
		pf_str key = pf_node_text(kids.key);

		if (!pf_str_eq(key, PF_STR("apiVersion")) && !pf_str_eq(key, PF_STR("kind")) &&
			!pf_str_eq(key, PF_STR("metadata")))
			return false;
	}
	return true;
}

/* Spark fills in its containers, which have fixed names, by itself. */
static bool is_spark_template(const struct pf_object *object)
{
	const struct pf_node *spec = pf_node_get(object->root, PF_STR("spec"));
	struct pf_kids kids = pf_kids(pf_node_get(spec, PF_STR("containers")));

	while (pf_str_eq(object->kind, PF_STR("Pod")) && pf_kids_next(&kids)) {
		if (pf_str_starts_with(pf_node_get_text(kids.value, PF_STR("name")),
			    PF_STR("spark-kubernetes-")))
			return true;
	}
	return false;
}

static bool has_partial_webhook(const struct pf_object *object)
{
	struct pf_kids kids = pf_kids(pf_node_get(object->root, PF_STR("webhooks")));

	while (pf_kids_next(&kids)) {
		if (!pf_node_get(kids.value, PF_STR("clientConfig")) &&
			!pf_node_get(kids.value, PF_STR("admissionReviewVersions")))
			return true;
	}
	return false;
}

/*
 * Nothing of it is whole, so that it is for a program that knows the rest: `kubectl
 * delete`, or one that fills in what it generates.
 */
static bool is_stub(const struct pf_object *object)
{
	if (is_bare(object))
		return true;
	if (pf_str_eq(object->kind, PF_STR("CustomResourceDefinition")))
		return !pf_node_get(pf_node_get(object->root, PF_STR("spec")), PF_STR("names"));
	return pf_str_ends_with(object->kind, PF_STR("WebhookConfiguration")) &&
		has_partial_webhook(object);
}

/* A workload says by what it lacks whether it is a patch; of other kinds the name must do. */
static bool is_unlisted_patch(const struct pf_world *world, const struct pf_object *object)
{
	const struct pf_node *template;

	if (pf_carries_pod_template(object, &template))
		return false;
	return is_stub(object) ||
		(pf_world_is_among_patches(world, object) &&
			pf_is_called_patch(object->document->source->path));
}

bool pf_object_is_fragment(const struct pf_world *world, const struct pf_object *object)
{
	return pf_world_is_patch(world, object) || is_unlisted_patch(world, object) ||
		is_spark_template(object);
}

bool pf_container_is_fragment(const struct pf_pod_container *c)
{
	return c->pod->patch || !c->spec->image.node;
}

bool pf_container_is_filled(const struct pf_world *world, const struct pf_pod_container *c,
	pf_str path)
{
	return pf_world_is_filled(world, c->pod->object, c->spec->node, path);
}

bool pf_pod_is_filled(const struct pf_world *world, const struct pf_pod *pod, pf_str path)
{
	return pf_world_is_filled(world, pod->object, pod->spec_node, path);
}

bool pf_is_misspelt(const struct pf_object *object, const struct pf_node *map, pf_str field)
{
	struct pf_kids kids = pf_kids(map);

	/* Of kinds that no table describes no field is known to be unknown. */
	while (object->api && kids.is_map && pf_kids_next(&kids)) {
		pf_str key = pf_node_text(kids.key);

		if (!pf_str_eq(key, field) && pf_edit_distance(key, field, 2) <= 2)
			return true;
	}
	return false;
}

bool pf_is_patch_step(const struct pf_node *item)
{
	return pf_node_get(item, PF_STR("$patch")) != NULL;
}
