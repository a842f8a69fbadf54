/* SPDX-License-Identifier: Apache-2.0 */

/* A file, a line of `%%%%`, and hunks that lead to the file. */

#include "fuzz.h"
#include "harness.h"
#include "suppress/changes.h"

static void lint(struct pf_diff *diff, pf_str text, bool dockerfile)
{
	struct pf_changes changes = {diff->files, diff->n};
	struct pf_settings settings = harness_settings("all");
	struct pf_input input = {
		.path = PF_STR("x"), .bytes = text, .named = true, .dockerfile = dockerfile};
	struct pf_run *run;

	settings.changes = &changes;
	pf_changes_sort(&changes);
	run = pf_lint(&settings, &input, 1);
	pf_assert(pf_run_result(run)->nerrors == 0);
	pf_run_free(run);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const pf_str mark = PF_STR_INIT("%%%%\n");
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	pf_str both = {(const char *)data, size}, text, hunks;
	size_t at = pf_str_find(both, mark);
	struct pf_error err = {0};
	struct pf_diff diff;

	if (at == both.len)
		return 0;
	text = pf_arena_dup(&arena, pf_str_sub(both, 0, at));
	hunks = pf_str_from_offset(both, at + mark.len);
	hunks = pf_arena_fmt(&arena, "--- x\n+++ x\n%.*s", PF_STR_ARG(hunks));
	if (!pf_diff_parse(&arena, hunks, &diff, &err))
		return 0;
	lint(&diff, text, false);
	lint(&diff, text, true);
	return 0;
}
