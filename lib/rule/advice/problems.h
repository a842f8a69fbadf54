/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Words and advice for what decoding found.
 */

#ifndef PF_RULE_ADVICE_PROBLEMS_H
#define PF_RULE_ADVICE_PROBLEMS_H

#include "rule/rule.h"

/*
 * Say that `next` replaces the API of the object, and what moves with it.  Offer
 * to write it where all fields stayed what they were: same kind, nothing moved,
 * no alpha version.
 */
void pf_help_api(struct pf_ctx *ctx, struct pf_finding *finding, const struct pf_object *object,
	const struct pf_kind *next);

/* "`replicas`", "an item of `args`", "`PORT` in `data`": for messages; scratch memory. */
pf_str pf_problem_title(struct pf_ctx *ctx, const struct pf_problem *problem);

/*
 * Has the problem's mapping a key that its type lacks, spelt nearly like `like`
 * (or any, where that is empty)?  Then unknown-field tells of the fact.
 */
bool pf_has_unknown_key(const struct pf_problem *problem, pf_str like);

/* "Container" of core.v1.Container. */
pf_str pf_type_title(const struct pf_type *type);

/* Is the value of a plain boolean or number just what is written, unlike `on` and 0777? */
bool pf_scalar_is_literal(const struct pf_node *node);

/* "`TCP`, `UDP` or `SCTP`"; scratch memory; for a handful. */
pf_str pf_alternatives(struct pf_ctx *ctx, const pf_str *names, size_t n);

#endif
