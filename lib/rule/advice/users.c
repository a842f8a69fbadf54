/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/advice/users.h"

#include "runtime/process/bases.h"

void pf_relate_non_root(struct pf_ctx *ctx, struct pf_finding *finding,
	const struct pf_pod_container *c, const struct pf_non_root *who)
{
	if (who->node) {
		pf_relate(ctx, finding, c->pod->object->document, who->node,
			"user %lld is chosen here", (long long)who->uid);
	} else if (pf_image_user(c->facts).known) {
		if (finding->confidence == PF_HIGH)
			pf_rests_on(finding, PF_EVIDENCE);
		pf_relate_image(ctx, finding, c, pf_base_origin(c->facts),
			"the base runs as user `%.*s`", PF_STR_ARG(who->name));
	} else {
		pf_relate_image(ctx, finding, c, &c->facts->user.from,
			"the image runs as user `%.*s`", PF_STR_ARG(who->name));
	}
}
