/* SPDX-License-Identifier: Apache-2.0 */

/* Objects that others refer to by name alone. */

#ifndef PF_WORLD_NAMED_H
#define PF_WORLD_NAMED_H

#include "kube/object.h"

struct pf_world;

/*
 * The object of that kind (Service, ConfigMap, Secret) and name that `object`
 * would find in its namespace, or NULL.
 */
const struct pf_object *pf_world_named(const struct pf_world *world, const struct pf_object *object,
	pf_str kind, pf_str name);

/* Is there a workload of that name, of whatever kind, in its namespace? */
bool pf_world_has_workload(const struct pf_world *world, const struct pf_object *object,
	pf_str name);

/* While the world is built. */
void pf_named_publish(struct pf_world *world, const struct pf_object *object);

#endif
