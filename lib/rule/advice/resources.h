/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What rules about requests and limits share.
 */

#ifndef PF_RULE_ADVICE_RESOURCES_H
#define PF_RULE_ADVICE_RESOURCES_H

#include "rule/rule.h"

/* Of every rule about what containers ask for: `init`. */
extern const struct pf_option pf_resource_options[];

/* The `data` of a rule that misses a request or a limit. */
struct pf_missing_resource {
	pf_str resource;     /* "cpu" */
	bool limit;          /* else it is the request that is missing */
	const char *message; /* behind the container's title: "has no CPU limit: it may …" */
	const char *help;
};

/* `on_container` of such a rule; it has the options above and the lists below. */
void pf_check_missing_resource(struct pf_ctx *ctx, const struct pf_pod_container *container);

extern const char *const pf_missing_resource_yields_to[];
extern const char *const pf_missing_resource_refs[];

#endif
