/* SPDX-License-Identifier: Apache-2.0 */

/* What the world knows of one object. */

#ifndef PF_WORLD_MEMBERS_H
#define PF_WORLD_MEMBERS_H

#include "kube/object.h"

struct pf_member;
struct pf_world;

/* Is it a fragment for Kustomize to merge, not a whole object? */
bool pf_world_is_patch(const struct pf_world *world, const struct pf_object *object);

/*
 * Lies it where patches lie, by the name of its file or below a Kustomization, and
 * lists nobody its file as a resource?
 */
bool pf_world_is_among_patches(const struct pf_world *world, const struct pf_object *object);

/* Is the object in the set of a Kustomization, which may add labels and names to it? */
bool pf_world_is_kustomized(const struct pf_world *world, const struct pf_object *object);

/* For lib/world alone; of an object that the world was built from. */
const struct pf_member *pf_member_of(const struct pf_world *world, const struct pf_object *object);

#endif
