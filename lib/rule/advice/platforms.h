/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What findings about platforms of images say.
 */

#ifndef PF_RULE_ADVICE_PLATFORMS_H
#define PF_RULE_ADVICE_PLATFORMS_H

#include "rule/rule.h"

/* "the image is built for linux/amd64", at where that is known from. */
void pf_relate_platforms(struct pf_ctx *ctx, struct pf_finding *finding,
	const struct pf_pod_container *container, const struct pf_platforms *platforms);

#endif
