/* SPDX-License-Identifier: Apache-2.0 */

/* Which compose service stands for a container. */

#ifndef PF_WORLD_BINDING_COMPOSE_SERVICES_H
#define PF_WORLD_BINDING_COMPOSE_SERVICES_H

#include "kube/pod.h"
#include "project/compose/compose.h"

struct pf_world;

/*
 * The service that runs the same image, or else (`*by_name`) the one of the
 * container's or workload's name; NULL: none, or several that disagree.
 */
const struct pf_compose_service *pf_compose_service_for(const struct pf_world *world,
	struct pf_arena *scratch, const struct pf_object *object,
	const struct pf_pod_container *container, bool *by_name);

#endif
