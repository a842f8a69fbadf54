/* SPDX-License-Identifier: Apache-2.0 */

#include "world/images.h"

#include "world/binding/artifacts.h"
#include "world/binding/image_name.h"
#include "world/fills.h"

bool pf_world_image_in_is_rewritten(const struct pf_world *world, const struct pf_object *object,
	const struct pf_image_reference *image, const struct pf_node *container)
{
	pf_str name = pf_image_name_written(image->text);

	if (image->ko || pf_image_is_import_path(image) ||
		pf_world_image_is_filled(world, object, name, container))
		return true;
	/* Unlike Kustomize, skaffold leaves what has a digest as it is. */
	return image->digest.len == 0 && pf_artifact_is_built_for(world, object, name);
}

bool pf_world_image_is_rewritten(const struct pf_world *world, const struct pf_object *object,
	const struct pf_image_reference *image)
{
	return pf_world_image_in_is_rewritten(world, object, image, NULL);
}

bool pf_world_container_image_is_rewritten(const struct pf_world *world,
	const struct pf_object *object, const struct pf_pod_container *container)
{
	return pf_world_image_in_is_rewritten(world, object, &container->image,
		container->spec->node);
}
