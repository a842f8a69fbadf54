/* SPDX-License-Identifier: Apache-2.0 */

/* Images that are replaced before they are deployed. */

#ifndef PF_WORLD_IMAGES_H
#define PF_WORLD_IMAGES_H

#include "kube/pod.h"

struct pf_world;

/*
 * Is the image replaced before it is deployed (Kustomize `images:`, skaffold, ko://)?
 * One build that leaves it as it is deploys it.
 */
bool pf_world_image_is_rewritten(const struct pf_world *world, const struct pf_object *object,
	const struct pf_image_reference *image);

/* The same of that of a container, its mapping or NULL, which a patch may replace as well. */
bool pf_world_image_in_is_rewritten(const struct pf_world *world, const struct pf_object *object,
	const struct pf_image_reference *image, const struct pf_node *container);
bool pf_world_container_image_is_rewritten(const struct pf_world *world,
	const struct pf_object *object, const struct pf_pod_container *container);

#endif
