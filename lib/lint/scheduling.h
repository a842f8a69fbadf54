/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The terms of a Pod's affinities.  Part of lint/rule.h: what several rules ask.
 */

#ifndef PF_LINT_SCHEDULING_H
#define PF_LINT_SCHEDULING_H

#include "lint/rule.h"

/* The terms of node affinity, required ones first; scratch memory. */
struct pf_node_terms {
	const struct pf_node_selector_term **ptr;
	size_t len;
};

struct pf_node_terms pf_node_terms(struct pf_ctx *ctx, const struct pf_pod *pod);

/* Those of Pod affinity, then of anti-affinity. */
struct pf_pod_terms {
	const struct pf_pod_affinity_term **ptr;
	size_t len;
};

struct pf_pod_terms pf_pod_terms(struct pf_ctx *ctx, const struct pf_pod *pod);

#endif
