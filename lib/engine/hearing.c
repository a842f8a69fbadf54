/* SPDX-License-Identifier: Apache-2.0 */

#include "engine/hearing_internal.h"

#include "engine/checker_internal.h"
#include "engine/progress_internal.h"
#include "engine/stations_internal.h"

struct hearing {
	struct pf_run *run;
	struct pf_seen seen;
};

static void tell(void *arg, const struct pf_idle_suppression *idle)
{
	struct pf_checker *c = arg;

	for (size_t i = 0; i < c->plan->nsuppression; i++)
		pf_checker_use(c, c->plan->suppression[i])->on_suppression(&c->ctx, idle);
}

/* Entries may stand in several files, so each is settled by itself. */
static void tell_of_entry(void *arg, const struct pf_idle_suppression *idle)
{
	struct pf_checker *c = arg;

	c->ctx.file = idle->at.file;
	tell(arg, idle);
	pf_stations_settle(c, &c->run->heap);
}

/* What the rules said of a file: of it as such, and of its chunks. */
static const struct pf_heap **heaps_of(struct pf_arena *arena, const struct pf_run_file *f)
{
	const struct pf_heap **heaps = PF_NEWN(arena, const struct pf_heap *, f->nchunks + 1);

	heaps[0] = &f->heap;
	for (size_t i = 0; i < f->nchunks; i++)
		heaps[i + 1] = &f->chunks[i].heap;
	return heaps;
}

static void hear_of_file(void *arg, size_t worker, size_t index)
{
	const struct hearing *hearing = arg;
	struct pf_run *run = hearing->run;
	struct pf_run_file *f = run->files[index];
	struct pf_spoken_file spoken = {.file = &f->file,
		.profile = f->plan->profile,
		.finished = hearing->seen.finished && !pf_run_file_has_fault(f),
		.nheaps = f->nchunks + 1};
	struct pf_checker c;

	if (!f->silencing || !f->plan->nsuppression)
		return;
	c = pf_checker_for(run, worker, f, NULL);
	c.ctx.dockerfile = f->file.dockerfile;
	spoken.heaps = heaps_of(&c.worker->scratch, f);
	pf_idle_in_file(&run->suppressor, f->silencing, &spoken, &hearing->seen, tell, &c);
	pf_stations_settle(&c, &f->heap);
	pf_arena_clear(&c.worker->scratch);
}

static bool is_all_read(const struct pf_run *run)
{
	for (size_t i = 0; i < run->nfiles; i++) {
		const struct pf_run_file *f = run->files[i];

		if (f->failed || (!f->skipped && !f->file.context && pf_run_file_has_fault(f)))
			return false;
	}
	return true;
}

void pf_run_hear(struct pf_run *run, const struct pf_plan *plan)
{
	struct hearing hearing = {run,
		{run->settings->input.whole, run->settings->input.complete, !pf_run_is_cut(run)}};
	struct pf_checker c;

	pf_pool_run(run->nfiles, run->settings->limits.jobs, hear_of_file, &hearing);
	if (!plan->nsuppression)
		return;
	c = pf_checker_for(run, 0, NULL, plan);
	hearing.seen.finished = hearing.seen.finished && is_all_read(run);
	pf_idle_in_config(&run->suppressor, plan->profile, &hearing.seen, tell_of_entry, &c);
	pf_arena_clear(&run->workers[0].scratch);
}
