/* SPDX-License-Identifier: Apache-2.0 */

#include "report/tally.h"

#include <string.h>

/* Index of `rule`, or of where it belongs. */
static size_t place_of(const struct pf_tally *tally, const struct pf_rule *rule)
{
	size_t low = 0, high = tally->len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(tally->ptr[middle].rule->name, rule->name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct pf_tally_rule *pf_tally_find(const struct pf_tally *tally, const struct pf_rule *rule)
{
	size_t i = place_of(tally, rule);

	return i < tally->len && tally->ptr[i].rule == rule ? &tally->ptr[i] : NULL;
}

static struct pf_tally_rule *insert(struct pf_arena *arena, struct pf_tally *tally, size_t *cap,
	const struct pf_rule *rule)
{
	size_t at = place_of(tally, rule);

	if (tally->len == *cap) {
		struct pf_tally_rule *grown;

		*cap = *cap ? *cap * 2 : 32;
		grown = PF_NEWN(arena, struct pf_tally_rule, *cap);
		if (tally->len)
			memcpy(grown, tally->ptr, tally->len * sizeof(*grown));
		tally->ptr = grown;
	}
	memmove(&tally->ptr[at + 1], &tally->ptr[at], (tally->len - at) * sizeof(*tally->ptr));
	tally->len++;
	tally->ptr[at] = (struct pf_tally_rule){.rule = rule};
	return &tally->ptr[at];
}

static void count_fixes(struct pf_tally *tally, struct pf_tally_rule *entry,
	struct pf_masker *masker, const struct pf_finding *finding)
{
	bool safe = false, unsafe = false;

	for (const struct pf_fix *fix = finding->fixes; fix; fix = fix->next) {
		if (pf_mask_hides_fix(masker, fix))
			continue;
		safe |= fix->safe;
		unsafe |= !fix->safe;
	}
	tally->safe += safe;
	tally->unsafe += unsafe;
	entry->fixable += safe || unsafe;
}

struct pf_tally pf_tally_rules(struct pf_arena *arena, const struct pf_result *result,
	struct pf_masker *masker)
{
	struct pf_tally tally = {0};
	size_t cap = 0;

	for (size_t i = 0; i < result->nfindings; i++) {
		const struct pf_finding *finding = result->findings[i];
		struct pf_tally_rule *entry = pf_tally_find(&tally, finding->rule);

		if (!entry)
			entry = insert(arena, &tally, &cap, finding->rule);
		entry->findings++;
		if (finding->fixes)
			count_fixes(&tally, entry, masker, finding);
	}
	return tally;
}
