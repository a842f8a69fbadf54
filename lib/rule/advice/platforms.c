/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/advice/platforms.h"

#include "runtime/placement/architectures.h"

void pf_relate_platforms(struct pf_ctx *ctx, struct pf_finding *finding,
	const struct pf_pod_container *c, const struct pf_platforms *platforms)
{
	pf_relate_image(ctx, finding, c, &platforms->from, "the image is built for %.*s%s",
		PF_STR_ARG(pf_platform_names(pf_scratch(ctx), platforms)),
		platforms->partial ? ", as far as its configuration tells" : "");
	if (platforms->partial)
		pf_rests_on(finding, PF_EVIDENCE);
}
