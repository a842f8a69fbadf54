/* SPDX-License-Identifier: Apache-2.0 */

#include "report/report.h"

#include <stdlib.h>

#include "report/counts.h"

/* The most frequent first, of equals by name. */
static int by_count(const void *a, const void *b)
{
	const struct pf_rule_count *x = a, *y = b;

	if (x->findings != y->findings)
		return x->findings < y->findings ? 1 : -1;
	return strcmp(x->rule->name, y->rule->name);
}

void pf_report_stats(struct pf_buf *out, const struct pf_report *report)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	PF_CLEANUP(pf_masker_release) struct pf_masker masker = PF_MASKER_INIT;
	struct pf_counts counts = pf_counts_of(&arena, report->result, &masker);
	size_t width = sizeof("rule") - 1;

	if (counts.len)
		qsort(counts.ptr, counts.len, sizeof(*counts.ptr), by_count);
	while (counts.len && !counts.ptr[counts.len - 1].findings)
		counts.len--;
	if (!counts.len)
		return;
	for (size_t i = 0; i < counts.len; i++) {
		size_t len = strlen(counts.ptr[i].rule->name);

		width = len > width ? len : width;
	}
	pf_buf_addf(out, "%-*s  %8s  %7s\n", (int)width, "rule", "findings", "fixable");
	for (size_t i = 0; i < counts.len; i++)
		pf_buf_addf(out, "%-*s  %8zu  %7zu\n", (int)width, counts.ptr[i].rule->name,
			counts.ptr[i].findings, counts.ptr[i].fixable);
}
