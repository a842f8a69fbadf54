/* SPDX-License-Identifier: Apache-2.0 */

/* Namespaces of the input. */

#ifndef PF_WORLD_NAMESPACES_H
#define PF_WORLD_NAMESPACES_H

#include "kube/object.h"

struct pf_world;

/* The Namespace that the object goes to, or NULL where the input has none of that name. */
const struct pf_object *pf_world_namespace_of(const struct pf_world *world,
	const struct pf_object *object);

/* While the world is built. */
void pf_namespace_publish(struct pf_world *world, const struct pf_object *object);

#endif
