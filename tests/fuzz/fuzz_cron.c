/* SPDX-License-Identifier: Apache-2.0 */

#include "fuzz.h"
#include "kube/cron.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	pf_str text = fuzz_text(&arena, data, size);
	struct pf_cron_check check = pf_cron_check(text);

	pf_assert((check.verdict == PF_CRON_OK) == (check.fault == NULL));
	pf_assert(check.at <= text.len);
	(void)pf_time_zone_fault(text);
	return 0;
}
