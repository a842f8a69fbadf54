/* SPDX-License-Identifier: Apache-2.0 */

/* Registries that want credentials: what an object shows of them. */

#ifndef PF_WORLD_REGISTRIES_H
#define PF_WORLD_REGISTRIES_H

#include "world/state.h"

/* `template`: of an object that carries one, else NULL. */
void pf_registries_publish(struct pf_world *world, const struct pf_object *object,
	const struct pf_node *template);

#endif
