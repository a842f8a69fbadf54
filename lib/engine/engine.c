/* SPDX-License-Identifier: Apache-2.0 */

#include "engine/engine.h"

#include <stdlib.h>

#include "engine/census_internal.h"
#include "engine/check_internal.h"
#include "engine/intake_internal.h"
#include "engine/outcome_internal.h"
#include "engine/progress_internal.h"
#include "engine/sources_internal.h"

static void open_files(struct pf_run *run, const struct pf_input *inputs, size_t n)
{
	struct pf_run_file *files = PF_NEWN(&run->arena, struct pf_run_file, n);

	run->files = PF_NEWN(&run->arena, struct pf_run_file *, n);
	run->nfiles = n;
	for (size_t i = 0; i < n; i++) {
		pf_run_file_start(run, &files[i], &inputs[i], i);
		run->files[i] = &files[i];
	}
}

static void start_workers(struct pf_run *run)
{
	for (size_t i = 0; i < PF_POOL_MAX; i++) {
		run->workers[i].sink.arena = &run->workers[i].arena;
		run->workers[i].sink.most = pf_findings_max(run->settings);
	}
}

/* Of part of the input rules would say what is not so: none of them runs. */
static void abandon(struct pf_run *run)
{
	for (size_t i = 0; i < run->nfiles; i++)
		run->files[i]->unfinished = true;
}

struct pf_run *pf_lint(const struct pf_settings *settings, const struct pf_input *inputs,
	size_t ninputs)
{
	struct pf_run *run = calloc(1, sizeof(*run));

	if (!run)
		pf_oom();
	run->settings = settings;
	start_workers(run);
	open_files(run, inputs, ninputs);
	pf_run_intake(run);
	if (pf_run_is_late(run)) {
		abandon(run);
	} else {
		pf_run_sources(run);
		pf_run_census(run);
		pf_run_check(run);
	}
	pf_run_outcome(run);
	return run;
}

const struct pf_result *pf_run_result(const struct pf_run *run)
{
	return &run->result;
}

void pf_run_free(struct pf_run *run)
{
	if (!run)
		return;
	for (size_t i = 0; i < PF_POOL_MAX; i++) {
		pf_arena_release(&run->workers[i].arena);
		pf_arena_release(&run->workers[i].scratch);
	}
	pf_arena_release(&run->arena);
	free(run);
}
