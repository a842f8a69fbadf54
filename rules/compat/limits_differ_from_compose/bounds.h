/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Limits and reservations of a compose service, as Kubernetes would have them.
 */

#ifndef PF_RULES_LIMITS_DIFFER_FROM_COMPOSE_BOUNDS_H
#define PF_RULES_LIMITS_DIFFER_FROM_COMPOSE_BOUNDS_H

#include "kube/quantity.h"
#include "project/compose/compose.h"
#include "rule/rule.h"

#define PF_COMPOSE_BOUNDS 4 /* of one service: memory and cpu, limits and reservations */

struct pf_compose_bound {
	const pf_compose_text *compose;
	pf_str resource; /* "memory", "cpu" */
	bool is_memory;
	bool is_limit;
	pf_quantity amount; /* more than 0 */
};

/* Those that are known, limits first and memory before cpu; the number of them. */
size_t pf_compose_bounds(const struct pf_compose_service *service,
	struct pf_compose_bound out[PF_COMPOSE_BOUNDS]);

/* As Kubernetes writes it: in the greatest unit that leaves nothing over. */
pf_str pf_bound_written(struct pf_ctx *ctx, const struct pf_compose_bound *bound);

/* "`512m` (512 MiB)", of cores "`1.5`": for messages; scratch memory. */
pf_str pf_bound_shown(struct pf_ctx *ctx, const struct pf_compose_bound *bound, pf_str text,
	pf_quantity amount);

/* Of memory, of cpu or of both in this order: "`512m` (512 MiB) and cpu `1.5`". */
pf_str pf_bounds_shown(struct pf_ctx *ctx, const struct pf_compose_bound *bounds, size_t n);

/* "`memory: 512Mi` and `cpu: 1500m`". */
pf_str pf_bounds_written(struct pf_ctx *ctx, const struct pf_compose_bound *bounds, size_t n);

/* The reservations as `requests:`, each line behind `indent`; empty where there are none. */
pf_str pf_bounds_requests(struct pf_ctx *ctx, const struct pf_compose_service *service,
	const char *indent);

/* Is it that amount, cores to the thousandth? */
bool pf_bound_is(const struct pf_compose_bound *bound, pf_quantity amount);

/* Would it, as a limit, be below the container's request, or as a request above its limit? */
bool pf_bound_crosses_other(const struct pf_pod_container *c, const struct pf_compose_bound *bound);

#endif
