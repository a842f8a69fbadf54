/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Who expects a container to answer at the Pod's own address.
 */

#ifndef PF_RULES_LOOPBACK_LISTENER_EXPECTATION_H
#define PF_RULES_LOOPBACK_LISTENER_EXPECTATION_H

#include "rule/rule.h"

struct pf_expectation {
	int64_t port;
	pf_str what;                        /* "its readinessProbe asks for": scratch memory */
	const struct pf_document *document; /* of `node` */
	const struct pf_node *node;
};

/*
 * Is the container expected to answer at `port` (0: at any)?  By a probe, a
 * Service of the set, or, where no other container can pass the traffic on, by
 * the port that it declares.  On the node's network only probes count.
 */
bool pf_is_expected(struct pf_ctx *ctx, const struct pf_pod_container *c, int64_t port,
	struct pf_expectation *out);

#endif
