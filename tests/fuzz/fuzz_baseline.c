/* SPDX-License-Identifier: Apache-2.0 */

#include "fuzz.h"
#include "suppress/baseline.h"

/* What was read is written so that it reads the same. */
static void check_again(struct pf_arena *arena, const struct pf_baseline *baseline)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	struct pf_baseline again;
	struct pf_error err = {0};

	pf_baseline_write(&out, baseline);
	pf_assert(pf_baseline_parse(arena, pf_buf_str(&out), baseline->path, &again, &err));
	pf_assert(again.n == baseline->n && again.npaths == baseline->npaths);
	for (size_t i = 0; i < again.n; i++) {
		size_t n;

		pf_assert(again.entries[i].what.line == 5 + i);
		pf_assert(pf_str_eq(again.entries[i].id, baseline->entries[i].id));
		pf_assert(pf_baseline_find(&again, again.entries[i].id, &n) && n);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	pf_str text = fuzz_text(&arena, data, size);
	struct pf_error err = {0};
	struct pf_baseline baseline;

	if (pf_baseline_parse(&arena, text, PF_STR("ci/b.json"), &baseline, &err))
		check_again(&arena, &baseline);
	else
		pf_assert((err.code == PF_E_SYNTAX || err.code == PF_E_LIMIT) && err.msg[0]);
	return 0;
}
