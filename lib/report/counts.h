/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Findings counted by rule.
 */

#ifndef PF_REPORT_COUNTS_H
#define PF_REPORT_COUNTS_H

#include "base/arena.h"
#include "report/mask/mask.h"
#include "rule/result.h"

struct pf_rule_count {
	const struct pf_rule *rule;
	size_t findings; /* without the silenced ones, as in all that follows */
	size_t fixable;
	bool seen; /* for the caller */
};

struct pf_counts {
	struct pf_rule_count *ptr; /* sorted by the rule's name */
	size_t len;
	size_t safe; /* findings with a safe fix */
	size_t unsafe;
};

/* All rules that occur.  Belongs to `arena`.  `masker` knows which fixes must not be shown. */
struct pf_counts pf_counts_of(struct pf_arena *arena, const struct pf_result *result,
	struct pf_masker *masker);

struct pf_rule_count *pf_counts_find(const struct pf_counts *counts, const struct pf_rule *rule);

#endif
