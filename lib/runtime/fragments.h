/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What another tool completes, so that nothing is missing from it.
 */

#ifndef PF_RUNTIME_FRAGMENTS_H
#define PF_RUNTIME_FRAGMENTS_H

#include "kube/pod.h"

struct pf_world;

/*
 * Is nothing else worth saying to be missing from it: is it in a patch, or without an
 * image, which is either filled in with the rest or the mistake to mend first?
 */
bool pf_container_is_fragment(const struct pf_pod_container *c);

/*
 * Does every build of the input give the container, or the Pod's spec, a value at
 * `path` ("resources/limits/cpu"), so that the file need not?
 */
bool pf_container_is_filled(const struct pf_world *world, const struct pf_pod_container *c,
	pf_str path);
bool pf_pod_is_filled(const struct pf_world *world, const struct pf_pod *pod, pf_str path);

/* Is `field` in the mapping under a nearly equal key, which is reported as unknown? */
bool pf_is_misspelt(const struct pf_object *object, const struct pf_node *map, pf_str field);

/*
 * Is it plainly a part of an object, for Kustomize or another program to merge
 * or complete?  Then nothing is missing.  Patches are, known or unlisted; whoever
 * forgot a part of an object elsewhere made a mistake.
 */
bool pf_object_is_fragment(const struct pf_world *world, const struct pf_object *object);

/* Is the item of a list an instruction to Kustomize: has it a `$patch`? */
bool pf_is_patch_step(const struct pf_node *item);

#endif
