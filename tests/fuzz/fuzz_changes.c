/* SPDX-License-Identifier: Apache-2.0 */

/* A file, a line of `%%%%`, and hunks that lead to the file. */

#include "engine/engine.h"
#include "fuzz.h"
#include "rule/ruleset.h"
#include "suppress/changes.h"

static void lint(struct pf_arena *arena, struct pf_diff *diff, pf_str text, bool dockerfile)
{
	struct pf_changes changes = {diff->files, diff->n};
	bool *enabled = PF_NEWN(arena, bool, pf_nrules + 1);
	enum pf_severity *severity = PF_NEWN(arena, enum pf_severity, pf_nrules + 1);
	struct pf_selection all = {.op = PF_SELECT, .name = PF_STR("all")};
	struct pf_settings settings = {.release = PF_RELEASE_LAST,
		.namespace = PF_STR("default"),
		.profile = {.enabled = enabled, .severity = severity},
		.changes = &changes,
		.jobs = 1};
	struct pf_input input = {
		.path = PF_STR("x"), .bytes = text, .named = true, .dockerfile = dockerfile};
	struct pf_error err = {0};
	struct pf_run *run;

	pf_assert(pf_select_rules(&all, 1, enabled, &err));
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
	lint(&arena, &diff, text, false);
	lint(&arena, &diff, text, true);
	return 0;
}
