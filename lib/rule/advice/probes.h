/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Which probe to offer to a container that has none.
 */

#ifndef PF_RULE_ADVICE_PROBES_H
#define PF_RULE_ADVICE_PROBES_H

#include "rule/rule.h"

/* Help that offers the probe that fits what is known of the container's ports. */
void pf_help_probe(struct pf_ctx *ctx, struct pf_finding *finding, const struct pf_pod_container *c,
	const char *name);

#endif
