/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A project of a manifest, a Dockerfile and a compose file, cut from the bytes
 * at lines of `====`, with every rule and in every format.
 */

#include "fuzz.h"
#include "run_checks.h"

static pf_str take_part(pf_str *rest)
{
	static const pf_str cut = PF_STR_INIT("\n====\n");
	size_t at = pf_str_find(*rest, cut);
	pf_str part = pf_str_sub(*rest, 0, at);

	*rest = pf_str_from_offset(*rest, at < rest->len ? at + cut.len : at);
	return part;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	pf_str rest = fuzz_text(&arena, data, size);
	struct pf_input inputs[] = {
		{.path = PF_STR("web.yaml")},
		{.path = PF_STR("web/Dockerfile"), .dockerfile = true},
		{.path = PF_STR("compose.yaml")},
	};
	struct pf_settings settings = fuzz_settings();
	struct pf_run *run;

	for (size_t i = 0; i < 3; i++)
		inputs[i].bytes = pf_str_from(pf_arena_cstr(&arena, take_part(&rest)));
	run = pf_lint(&settings, inputs, 3);
	fuzz_check_run(&settings, run);
	pf_run_free(run);
	return 0;
}
