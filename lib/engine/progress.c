/* SPDX-License-Identifier: Apache-2.0 */

#include "engine/progress_internal.h"

#include "base/clock.h"

void pf_run_enter(struct pf_run *run, enum pf_phase phase, size_t total)
{
	struct pf_progress *progress = run->settings->progress;

	if (!progress)
		return;
	atomic_store(&progress->done, 0);
	atomic_store(&progress->total, total);
	atomic_store(&progress->phase, (int)phase);
}

void pf_run_step(struct pf_run *run)
{
	if (run->settings->progress)
		atomic_fetch_add_explicit(&run->settings->progress->done, 1, memory_order_relaxed);
}

bool pf_run_is_late(struct pf_run *run)
{
	if (!run->settings->limits.deadline)
		return false;
	if (atomic_load(&run->late))
		return true;
	if (pf_clock_ms() < run->settings->limits.deadline)
		return false;
	atomic_store(&run->late, true);
	return true;
}

size_t pf_run_found(const struct pf_run *run)
{
	size_t n = run->heap.n;

	for (size_t i = 0; i < run->nfiles; i++)
		n += run->files[i]->heap.n;
	for (size_t i = 0; i < run->nchunks; i++)
		n += run->chunks[i]->heap.n;
	return n;
}

bool pf_run_is_cut(const struct pf_run *run)
{
	bool cut = run->late || pf_run_found(run) > pf_findings_max(run->settings);

	for (size_t i = 0; i < PF_POOL_MAX; i++)
		cut |= run->workers[i].sink.full;
	return cut;
}
