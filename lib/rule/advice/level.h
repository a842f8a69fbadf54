/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The level of an object at which a field would be right.
 */

#ifndef PF_RULE_ADVICE_LEVEL_H
#define PF_RULE_ADVICE_LEVEL_H

#include "rule/rule.h"

/* Where a field that a type lacks would be right as it is written. */
struct pf_level {
	pf_str name;     /* "the PodSpec around it", "`template.spec`"; empty: nowhere near */
	const char *way; /* "up", "down", "over" */
};

/* Of an unknown field: look above it, below it, and in the other securityContext. */
struct pf_level pf_level_of(struct pf_ctx *ctx, const struct pf_problem *problem);

/* Can the value stand in that field, as far as its outer shape goes? */
bool pf_field_fits(const struct pf_field *field, const struct pf_node *value);

#endif
