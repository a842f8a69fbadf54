/* SPDX-License-Identifier: Apache-2.0 */

/* A container whose image something is sought for. */

#ifndef PF_WORLD_BINDING_SOUGHT_H
#define PF_WORLD_BINDING_SOUGHT_H

#include "kube/pod.h"

struct pf_world;

struct pf_sought {
	const struct pf_world *world;
	struct pf_arena *scratch;
	const struct pf_object *object;
	const struct pf_pod_container *container;
	struct pf_image_reference image; /* a tag that is still to be filled in cut off */
	pf_str path;                     /* of the manifest */
};

struct pf_sought pf_sought_of(const struct pf_world *world, struct pf_arena *scratch,
	const struct pf_object *object, const struct pf_pod_container *container);

/*
 * Is that the container's name, or its workload's where it is the only one?
 * Compose allows `_` where Kubernetes has `-`.
 */
bool pf_sought_is_called(const struct pf_sought *sought, pf_str name);

/* Is the tag of `reference`, an image as written, that of another image of the repository? */
bool pf_sought_is_other_image(const struct pf_sought *sought, pf_str reference);

/* Do both tags hold the same words? */
bool pf_sought_is_same_image(const struct pf_sought *sought, pf_str reference);

/* Are the manifest and `folder` in the same repository? */
bool pf_sought_is_of_repository(const struct pf_sought *sought, pf_str folder);

/* Is the manifest in `folder` or below it, and in the same repository? */
bool pf_sought_is_below(const struct pf_sought *sought, pf_str folder);

#endif
