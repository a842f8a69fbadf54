/* SPDX-License-Identifier: Apache-2.0 */

/* Files that hold a part of an object, for a tool to merge or to complete. */

#include "runtime/fragments.h"

#include "text/nearest.h"
#include "world/fills.h"
#include "world/members.h"

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

static bool needs_selector(const struct pf_object *object)
{
	const struct pf_field *spec, *selector = NULL;
	pf_str name = PF_STR("selector");

	if (!object->api || !object->api->type)
		return false;
	spec = pf_type_field(object->api->type, PF_STR("spec"), pf_str_hash(PF_STR("spec")));
	if (spec && spec->value == PF_V_OBJECT)
		selector = pf_type_field(&pf_types[spec->type], name, pf_str_hash(name));
	return selector && selector->required;
}

/* No labels for the selector, which Kustomize adds where told so, or no Pod at all. */
static bool has_partial_template(const struct pf_object *object)
{
	const struct pf_node *spec = pf_node_get(object->root, PF_STR("spec"));
	const struct pf_node *template = pf_node_get(spec, PF_STR("template"));

	return needs_selector(object) &&
		(!pf_node_get(template, PF_STR("spec")) ||
			!pf_node_get(pf_node_get(template, PF_STR("metadata")), PF_STR("labels")));
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

/* "repo-patch.yaml", "patches/web.yaml": for `kubectl patch`, or for whoever lists it. */
static bool is_called_patch(pf_str path)
{
	pf_str word = PF_STR("patch");

	for (size_t at = pf_str_find(path, word); at < path.len;) {
		size_t end = at + word.len;
		pf_str rest = pf_str_from_offset(path, end);

		if ((at == 0 || !pf_is_alnum(path.ptr[at - 1])) &&
			(end == path.len || !pf_is_alnum(path.ptr[end]) ||
				pf_str_starts_with(rest, PF_STR("es/"))))
			return true;
		at = end + pf_str_find(rest, word);
	}
	return false;
}

bool pf_object_is_fragment(const struct pf_world *world, const struct pf_object *object)
{
	if (pf_world_is_patch(world, object) || is_called_patch(object->document->source->path) ||
		is_bare(object) || has_partial_template(object) || is_spark_template(object))
		return true;
	if (pf_str_eq(object->kind, PF_STR("CustomResourceDefinition")))
		return !pf_node_get(pf_node_get(object->root, PF_STR("spec")), PF_STR("names"));
	return pf_str_ends_with(object->kind, PF_STR("WebhookConfiguration")) &&
		has_partial_webhook(object);
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
