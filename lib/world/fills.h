/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What Kustomize fills in or changes before an object is deployed.
 *
 * A build is a Kustomization that no other one includes; it passes an object
 * through all the Kustomizations on its way.  What every build of an object
 * writes to is unknown; where one of them does not, the object is deployed
 * from there as it is written.  An object that no build takes is as it is.
 */

#ifndef PF_WORLD_FILLS_H
#define PF_WORLD_FILLS_H

#include "kube/object.h"

struct pf_world;

/*
 * Does every build write to what is below `node` of the object at `path`: keys parted
 * by slashes, "resources/limits/memory"; empty for the node itself?  Of several, parted
 * by bars, each build may write to another one.
 */
bool pf_world_is_filled(const struct pf_world *world, const struct pf_object *object,
	const struct pf_node *node, pf_str path);

/* Does every build give the Pods of the workload that label? */
bool pf_world_label_is_filled(const struct pf_world *world, const struct pf_object *object,
	pf_str key);

/* Does every build put another image in place of `name`, written at the key `image` of `container`?
 */
bool pf_world_image_is_filled(const struct pf_world *world, const struct pf_object *object,
	pf_str name, const struct pf_node *container);

/* Does some build make or change that ConfigMap or Secret of the object's by a generator? */
bool pf_world_is_generated(const struct pf_world *world, const struct pf_object *object,
	pf_str kind, pf_str name);

/*
 * The workload that a listed patch is merged into, by its kind and name; NULL where
 * that is not certain.
 */
const struct pf_object *pf_world_merged_into(const struct pf_world *world,
	const struct pf_object *patch);

/* Does some build take the object, as a resource or as a patch of one? */
bool pf_world_is_built(const struct pf_world *world, const struct pf_object *object);

#endif
