/* SPDX-License-Identifier: Apache-2.0 */

/*
 * One thread calling rules on one thing after the other.
 */

#ifndef PF_ENGINE_CHECKER_INTERNAL_H
#define PF_ENGINE_CHECKER_INTERNAL_H

#include "engine/run_internal.h"

struct pf_checker {
	struct pf_ctx ctx;
	struct pf_run *run;
	struct pf_worker *worker;
	struct pf_silencing *silencing; /* of ctx.file; NULL: nothing in it is silenced */
	const struct pf_plan *plan;     /* the rules that look at it */
};

/* For the file, whose plan is there; NULL: for the configuration, by `plan`. */
struct pf_checker pf_checker_for(struct pf_run *run, size_t worker, const struct pf_run_file *f,
	const struct pf_plan *plan);

/* The rule that is called next. */
static inline const struct pf_rule *pf_checker_use(struct pf_checker *c, size_t rule)
{
	c->ctx.rule = c->ctx.rules->ptr[rule];
	c->ctx.rule_index = rule;
	return c->ctx.rule;
}

#endif
