/* SPDX-License-Identifier: Apache-2.0 */

#include "engine/checker_internal.h"

struct pf_checker pf_checker_for(struct pf_run *run, size_t worker, const struct pf_run_file *f,
	const struct pf_plan *plan)
{
	struct pf_worker *w = &run->workers[worker];
	struct pf_checker c = {
		.run = run, .worker = w, .silencing = f ? f->silencing : NULL, .plan = plan};

	if (f)
		c.plan = f->plan;
	c.ctx = (struct pf_ctx){
		.sink = &w->sink,
		.scratch = &w->scratch,
		.lineage = &w->identity.of_document,
		.rules = run->settings->rules,
		.profile = c.plan->profile,
		.world = run->world,
		.cluster = &run->settings->target.cluster,
		.release = run->settings->target.release,
		.file = f ? &f->file : NULL,
	};
	return c;
}
