/* SPDX-License-Identifier: Apache-2.0 */

/* Registries that want credentials. */

#ifndef PF_WORLD_REGISTRIES_H
#define PF_WORLD_REGISTRIES_H

#include "kube/pod.h"

struct pf_world;

/*
 * Does the input show that a registry wants credentials: a Pod with pull secrets
 * whose images come from there, or a pull Secret that names it?
 */
bool pf_world_registry_is_private(const struct pf_world *world, const struct pf_object *object,
	pf_str domain);

/* While the world is built; `template`: of an object that carries one, else NULL. */
void pf_registries_publish(struct pf_world *world, const struct pf_object *object,
	const struct pf_node *template);

#endif
