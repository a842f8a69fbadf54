/* SPDX-License-Identifier: Apache-2.0 */

#include "report/counts.h"

#include <string.h>

#include "base/search.h"
#include "base/vec.h"
#include "rule/rule.h"

static bool is_before(const void *item, const void *rule)
{
	return strcmp(((const struct pf_rule_count *)item)->rule->name,
		       ((const struct pf_rule *)rule)->name) < 0;
}

/* Index of `rule`, or of where it belongs. */
static size_t place_of(const struct pf_counts *counts, const struct pf_rule *rule)
{
	return pf_search(counts->ptr, counts->len, sizeof(*counts->ptr), rule, is_before);
}

struct pf_rule_count *pf_counts_find(const struct pf_counts *counts, const struct pf_rule *rule)
{
	size_t i = place_of(counts, rule);

	return i < counts->len && counts->ptr[i].rule == rule ? &counts->ptr[i] : NULL;
}

static struct pf_rule_count *insert(struct pf_arena *arena, struct pf_counts *counts, size_t *cap,
	const struct pf_rule *rule)
{
	size_t at = place_of(counts, rule);

	counts->ptr = pf_vec_grow(arena, counts->ptr, counts->len, cap, sizeof(*counts->ptr));
	memmove(&counts->ptr[at + 1], &counts->ptr[at], (counts->len - at) * sizeof(*counts->ptr));
	counts->len++;
	counts->ptr[at] = (struct pf_rule_count){.rule = rule};
	return &counts->ptr[at];
}

static void count_fixes(struct pf_counts *counts, struct pf_rule_count *entry,
	struct pf_masker *masker, const struct pf_finding *finding)
{
	bool safe = false, unsafe = false;

	for (const struct pf_fix *fix = finding->fixes; fix; fix = fix->next) {
		if (pf_mask_hides_fix(masker, fix))
			continue;
		safe |= fix->safe;
		unsafe |= !fix->safe;
	}
	counts->safe += safe;
	counts->unsafe += unsafe;
	entry->fixable += safe || unsafe;
}

struct pf_counts pf_counts_of(struct pf_arena *arena, const struct pf_result *result,
	struct pf_masker *masker)
{
	struct pf_counts counts = {0};
	size_t cap = 0;

	for (size_t i = 0; i < result->nfindings; i++) {
		const struct pf_finding *finding = result->findings[i];
		struct pf_rule_count *entry = pf_counts_find(&counts, finding->rule);

		if (!entry)
			entry = insert(arena, &counts, &cap, finding->rule);
		if (finding->suppression)
			continue;
		entry->findings++;
		if (finding->fixes)
			count_fixes(&counts, entry, masker, finding);
	}
	return counts;
}
