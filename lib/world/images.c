/* SPDX-License-Identifier: Apache-2.0 */

#include "world/images.h"

#include "world/binding/artifacts.h"
#include "world/binding/image_name.h"
#include "world/lookup.h"
#include "world/members.h"
#include "world/publish.h"

static struct pf_index_key patched_key(const struct pf_object *object, pf_str container)
{
	struct pf_index_key key = pf_key(PF_INDEX_PATCHED, object->kind, object->name);

	key.third = container;
	return key;
}

static void publish_patched(struct pf_world *world, const struct pf_object *patch,
	const struct pf_node *containers)
{
	struct pf_kids kids = pf_kids(containers);

	while (pf_kids_next(&kids)) {
		pf_str name = pf_node_get_text(kids.value, PF_STR("name"));

		if (name.len == 0 || pf_node_get_text(kids.value, PF_STR("image")).len == 0)
			continue;
		pf_publish(world, patch, patched_key(patch, name), NULL);
		world->has_patched_images = true;
	}
}

void pf_patched_images_publish(struct pf_world *world, const struct pf_object *object,
	const struct pf_node *template)
{
	const struct pf_node *spec;

	/* What only looks like a patch is merged into nothing. */
	if (!pf_world_is_patch(world, object) || !pf_world_is_kustomized(world, object))
		return;
	spec = pf_node_get(template, PF_STR("spec"));
	publish_patched(world, object, pf_node_get(spec, PF_STR("initContainers")));
	publish_patched(world, object, pf_node_get(spec, PF_STR("containers")));
}

/* Whatever the namespace: a patch may say the one before or after `namespace:` was applied. */
bool pf_world_image_is_patched(const struct pf_world *world, const struct pf_object *object,
	pf_str container)
{
	if (!world->has_patched_images || pf_world_is_patch(world, object))
		return false;
	return pf_look_up(world, object, patched_key(object, container)) != NULL;
}

void pf_rewrites_publish(struct pf_world *world)
{
	for (size_t i = 0; i < world->sets.len; i++) {
		const struct pf_set *set = world->sets.ptr[i];
		const struct pf_kustomization *k = set->kustomization;

		for (size_t j = 0; k && j < k->nimages; j++)
			pf_publish_for_set(world, set,
				pf_key(PF_INDEX_IMAGE, k->images[j], PF_STR_EMPTY), NULL);
	}
}

bool pf_world_image_is_rewritten(const struct pf_world *world, const struct pf_object *object,
	const struct pf_image_reference *image)
{
	pf_str name = pf_image_name_written(image->text);

	if (image->ko || pf_image_is_import_path(image))
		return true;
	if (pf_look_up(world, object, pf_key(PF_INDEX_IMAGE, name, PF_STR_EMPTY)))
		return true;
	/* Unlike Kustomize, skaffold leaves what has a digest as it is. */
	return image->digest.len == 0 && pf_artifact_is_built_for(world, object, name);
}
