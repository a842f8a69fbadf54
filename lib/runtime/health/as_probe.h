/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Probes, in YAML, that ask what a health check does.
 */

#ifndef PF_RUNTIME_HEALTH_AS_PROBE_H
#define PF_RUNTIME_HEALTH_AS_PROBE_H

#include "runtime/health/healthcheck.h"

/* "httpGet: {path: /healthz, port: 3000}": a probe's handler on one line. */
pf_str pf_health_handler(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_health_target *target);

/*
 * readinessProbe and, for a start period, startupProbe, as YAML for
 * pf_fix_add(); what Kubernetes' defaults say already is left out.
 */
pf_str pf_health_probes(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_health *health);

/* The startupProbe alone; empty without a start period. */
pf_str pf_health_startup_probe(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_health *health);

/* Nanoseconds in whole seconds, rounded up, at least 1. */
int64_t pf_health_seconds(int64_t duration);

#endif
