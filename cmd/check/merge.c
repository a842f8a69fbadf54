/* SPDX-License-Identifier: Apache-2.0 */

#include "check/merge.h"

#include <stdlib.h>

static int compare_skipped(const void *a, const void *b)
{
	const struct pf_skipped *x = a, *y = b;

	return pf_str_cmp(x->path, y->path);
}

static int compare_errors(const void *a, const void *b)
{
	const struct pf_run_error *x = a, *y = b;
	int order = pf_str_cmp(x->path, y->path);

	return order ? order : pf_str_cmp(x->message, y->message);
}

static void merge_skipped(struct pf_arena *arena, struct pf_result *result,
	const struct inputs *inputs)
{
	const struct pf_discovery *found = &inputs->found;
	struct pf_skipped *all =
		PF_NEWN(arena, struct pf_skipped, result->nskipped + found->nskipped + 1);
	size_t n = 0;

	for (size_t i = 0; i < result->nskipped; i++)
		all[n++] = result->skipped[i];
	for (size_t i = 0; i < found->nskipped; i++)
		all[n++] = found->skipped[i];
	if (inputs->excluded)
		all[n++] = *inputs->excluded;
	qsort(all, n, sizeof(*all), compare_skipped);
	result->files_skipped += n - result->nskipped;
	result->skipped = all;
	result->nskipped = n;
}

static void merge_errors(struct pf_arena *arena, struct pf_result *result,
	const struct inputs *inputs)
{
	struct pf_run_error *all =
		PF_NEWN(arena, struct pf_run_error, result->nerrors + inputs->nerrors + 1);
	size_t n = 0;

	for (size_t i = 0; i < result->nerrors; i++)
		all[n++] = result->errors[i];
	for (size_t i = 0; i < inputs->nerrors; i++)
		all[n++] = inputs->errors[i];
	qsort(all, n, sizeof(*all), compare_errors);
	result->files_failed += inputs->nerrors;
	result->errors = all;
	result->nerrors = n;
}

struct pf_result check_merge(struct pf_arena *arena, const struct pf_result *run,
	const struct inputs *inputs)
{
	struct pf_result result = *run;

	merge_skipped(arena, &result, inputs);
	merge_errors(arena, &result, inputs);
	return result;
}
