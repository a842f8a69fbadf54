/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/advice/compose.h"

void pf_relate_setting(struct pf_ctx *ctx, struct pf_finding *finding,
	const struct pf_pod_container *c, const pf_compose_text *setting, const char *message)
{
	pf_relate_compose(ctx, finding, c, setting->node, "%s%s", message,
		setting->varies ? " (a default, which an environment may replace)" : "");
	if (setting->varies)
		pf_rests_on(finding, PF_EVIDENCE);
}
