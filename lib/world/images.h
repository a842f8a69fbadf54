/* SPDX-License-Identifier: Apache-2.0 */

/* Images that are replaced before they are deployed. */

#ifndef PF_WORLD_IMAGES_H
#define PF_WORLD_IMAGES_H

#include "kube/pod.h"

struct pf_world;

/* Is the image replaced before it is deployed (Kustomize `images:`, skaffold, ko://)? */
bool pf_world_image_is_rewritten(const struct pf_world *world, const struct pf_object *object,
	const struct pf_image_reference *image);

/*
 * Does a patch that a Kustomization lists give this container of the object
 * another image?  Patches are matched by kind, name and container, not by
 * namespace.  False for a patch itself: its image is the one that counts.
 */
bool pf_world_image_is_patched(const struct pf_world *world, const struct pf_object *object,
	pf_str container);

/*
 * While the world is built: the images that a listed patch gives to containers;
 * `template` as it stands in the patch.
 */
void pf_patched_images_publish(struct pf_world *world, const struct pf_object *object,
	const struct pf_node *template);

/* The same: `images:` of all Kustomizations. */
void pf_rewrites_publish(struct pf_world *world);

#endif
