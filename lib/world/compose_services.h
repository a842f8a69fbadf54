/* SPDX-License-Identifier: Apache-2.0 */

/* Which compose service stands for a container. */

#ifndef PF_WORLD_COMPOSE_SERVICES_H
#define PF_WORLD_COMPOSE_SERVICES_H

#include "world/binding.h"
#include "world/state.h"

/* Set `service` and `service_by_name`; `source` and `guess` of `out` are set. */
void pf_compose_service_find(const struct pf_world *world, struct pf_arena *scratch,
	const struct pf_object *object, const struct pf_pod_container *container,
	struct pf_image_binding *out);

#endif
