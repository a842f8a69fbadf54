/* SPDX-License-Identifier: Apache-2.0 */

#include "fuzz.h"
#include "source/diff.h"

static void check_file(const struct pf_diff_file *file)
{
	for (size_t i = 0; i < file->nadded; i++)
		pf_assert(file->added[i].first > 0 && file->added[i].first <= file->added[i].last);
	for (size_t i = 0; i < file->nblocks; i++)
		pf_assert(file->blocks[i].text.len > 0 && file->blocks[i].text.ptr[0] != ' ');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	pf_str text = fuzz_text(&arena, data, size);
	struct pf_error err = {0};
	struct pf_diff diff;

	if (!pf_diff_parse(&arena, text, &diff, &err)) {
		pf_assert(err.code == PF_E_SYNTAX && err.msg[0]);
		return 0;
	}
	for (size_t i = 0; i < diff.n; i++)
		check_file(&diff.files[i]);
	return 0;
}
