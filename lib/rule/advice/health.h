/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What findings say of health checks.
 */

#ifndef PF_RULE_ADVICE_HEALTH_H
#define PF_RULE_ADVICE_HEALTH_H

#include "rule/rule.h"
#include "runtime/health/healthcheck.h"

/* Point at where the health check is written, in the image or the compose file. */
void pf_relate_health(struct pf_ctx *ctx, struct pf_finding *finding,
	const struct pf_pod_container *c, const struct pf_health *health, const char *message);

#endif
