/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/advice/health.h"

void pf_relate_health(struct pf_ctx *ctx, struct pf_finding *finding,
	const struct pf_pod_container *c, const struct pf_health *health, const char *message)
{
	if (health->compose)
		pf_relate_compose(ctx, finding, c, health->compose, "%s", message);
	else
		pf_relate_image(ctx, finding, c, health->image, "%s", message);
}
