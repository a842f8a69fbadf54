/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Edits of the security contexts of containers and Pods.
 */

#ifndef PF_RULE_ADVICE_SECURITY_CONTEXT_H
#define PF_RULE_ADVICE_SECURITY_CONTEXT_H

#include "rule/rule.h"

/* Offer to set `field` of the container's (Pod's) securityContext, which may not be there yet. */
void pf_fix_security_context(struct pf_ctx *ctx, struct pf_finding *finding,
	const struct pf_pod_container *c, const char *field, int64_t value);
void pf_fix_pod_security_context(struct pf_ctx *ctx, struct pf_finding *finding,
	const struct pf_pod *pod, const char *field, int64_t value);

/*
 * The mount that the container hands on to the node (Bidirectional), or NULL: the API
 * server lets only privileged containers have one, so that they have to stay so.
 */
const struct pf_volume_mount *pf_hands_mounts_on(const struct pf_pod_container *c);

/* Does the API server refuse `allowPrivilegeEscalation: false` there? */
bool pf_must_escalate(const struct pf_pod_container *c);

#endif
