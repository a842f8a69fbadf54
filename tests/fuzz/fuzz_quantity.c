/* SPDX-License-Identifier: Apache-2.0 */

#include "fuzz.h"
#include "kube/quantity.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	pf_str text = fuzz_text(&arena, data, size), better;
	pf_quantity q = {0}, again = {0};

	if (pf_quantity_parse(text, &q)) {
		pf_assert(q.nano < 1000000000);
		pf_assert(pf_quantity_cmp(q, q) == 0);
		pf_assert(pf_quantity_is_whole(q) == (q.nano == 0));
		pf_assert(pf_quantity_bytes_text(&arena, q).len > 0);
		return 0;
	}
	better = pf_quantity_suggest(&arena, text);
	pf_assert(better.len == 0 || pf_quantity_parse(better, &again));
	return 0;
}
