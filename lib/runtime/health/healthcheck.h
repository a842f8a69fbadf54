/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What Docker checks of a container's health.
 */

#ifndef PF_RUNTIME_HEALTH_HEALTHCHECK_H
#define PF_RUNTIME_HEALTH_HEALTHCHECK_H

#include "kube/pod.h"
#include "runtime/health/target.h"

struct pf_health {
	struct pf_healthcheck healthcheck; /* with the engine's defaults */
	const struct pf_origin *image;     /* where the image says it, or NULL */
	const struct pf_node *compose;     /* where the compose service says it, or NULL */
	/* EXEC where the program is told to listen where only itself reaches it. */
	struct pf_health_target target;
	bool loopback; /* for that reason */
};

/*
 * The health check that Docker runs, of the image or of the compose service that
 * stands for it.  False where there is none (NONE), or it is not known.
 */
bool pf_health_of(struct pf_arena *arena, const struct pf_pod_container *c, struct pf_health *out);

/*
 * A path that the command of the health check names and that only compose
 * brings: a volume of the service is mounted over it, and none of the container's.
 * Empty where there is none.
 */
pf_str pf_health_needs_mount(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_health *health);

/* "HEALTHCHECK of the image", "healthcheck of compose service `web`". */
pf_str pf_health_title(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_health *health);

#endif
