/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What a compose service sets and its Pod could say too, but does not.
 */

#ifndef PF_RUNTIME_COMPOSE_LOSSES_H
#define PF_RUNTIME_COMPOSE_LOSSES_H

#include "kube/pod.h"

struct pf_compose_service;
struct pf_world;

#define PF_COMPOSE_LOSSES 16 /* of one container at most */

struct pf_compose_loss {
	pf_str setting; /* "shm_size" */
	pf_str value;   /* as the message shows it, "1g"; or empty */
	const struct pf_node *node;
	const char *remedy; /* what the Pod would say, the rest of "use …" */
};

/*
 * The number of them, each setting once.  Whom a container waits for counts only
 * where the world has a Service of that name: another may stand in its place.
 */
size_t pf_compose_losses(struct pf_arena *arena, const struct pf_world *world,
	const struct pf_pod_container *c, const struct pf_compose_service *service,
	struct pf_compose_loss out[PF_COMPOSE_LOSSES]);

#endif
