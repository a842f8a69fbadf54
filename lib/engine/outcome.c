/* SPDX-License-Identifier: Apache-2.0 */

#include "engine/outcome_internal.h"

#include "engine/bound_internal.h"
#include "engine/lines_internal.h"
#include "engine/progress_internal.h"
#include "engine/stations_internal.h"

static size_t gather(struct pf_item **into, const struct pf_heap *heap)
{
	size_t n = 0;

	for (struct pf_item *item = heap->items; item; item = item->next)
		into[n++] = item;
	return n;
}

static void count_findings(struct pf_run *run)
{
	struct pf_result *result = &run->result;
	const struct pf_file *last = NULL;

	for (size_t i = 0; i < result->nfindings; i++) {
		const struct pf_finding *f = result->findings[i];

		pf_run_index_lines(run, f->at.file);
		if (!f->suppression) {
			result->count[f->severity]++;
			result->files_with_findings +=
				f->at.file != last && f->at.file->number != PF_NO_FILE;
			last = f->at.file;
		}
		for (const struct pf_related *r = f->related; r; r = r->next)
			pf_run_index_lines(run, r->at.file);
	}
}

static void collect_findings(struct pf_run *run)
{
	struct pf_result *result = &run->result;
	size_t n = pf_run_found(run);
	struct pf_item **items = PF_NEWN(&run->arena, struct pf_item *, n);

	n = gather(items, &run->heap);
	for (size_t i = 0; i < run->nfiles; i++)
		n += gather(items + n, &run->files[i]->heap);
	for (size_t i = 0; i < run->nchunks; i++)
		n += gather(items + n, &run->chunks[i]->heap);
	n = pf_stations_finish(run, items, n);
	result->findings = PF_NEWN(&run->arena, struct pf_finding *, n);
	result->nfindings = n;
	for (size_t i = 0; i < n; i++)
		result->findings[i] = &items[i]->finding;
}

static void add_error(struct pf_result *result, enum pf_run_error_kind kind, pf_str path,
	pf_str message)
{
	result->errors[result->nerrors++] =
		(struct pf_run_error){.kind = kind, .path = path, .message = message};
}

static bool is_unfinished(const struct pf_run_file *f)
{
	bool unfinished = f->unfinished;

	for (size_t i = 0; i < f->nchunks; i++)
		unfinished |= f->chunks[i].unfinished;
	return unfinished;
}

static void say_late(struct pf_run *run, size_t unfinished)
{
	struct pf_result *result = &run->result;
	size_t all = unfinished + result->files_checked;

	add_error(result, PF_RUN_ERROR_LIMIT, PF_STR_EMPTY,
		pf_arena_fmt(&run->arena, "stopped after %lld s: %zu of %zu %s %s not linted",
			(long long)run->settings->limits.seconds, unfinished, all,
			all == 1 ? "file" : "files", unfinished == 1 ? "is" : "are"));
}

static void count_files(struct pf_run *run)
{
	struct pf_result *result = &run->result;
	size_t unfinished = 0;

	result->skipped = PF_NEWN(&run->arena, struct pf_skipped, run->nfiles);
	result->errors = PF_NEWN(&run->arena, struct pf_run_error, run->nfiles + 2);
	for (size_t i = 0; i < run->nfiles; i++) {
		const struct pf_run_file *f = run->files[i];

		if (f->failed) {
			result->files_failed++;
			add_error(result,
				f->error.code == PF_E_LIMIT ? PF_RUN_ERROR_LIMIT : PF_RUN_ERROR_IO,
				f->input->path, pf_str_from(f->error.msg));
		} else if (f->file.context) {
			continue;
		} else if (f->skipped) {
			result->skipped[result->nskipped++] =
				(struct pf_skipped){f->input->path, f->reason, f->detail};
		} else if (is_unfinished(f)) {
			unfinished++;
		} else {
			result->files_checked++;
			for (size_t k = 0; k < f->nchunks; k++)
				result->objects += f->chunks[k].objects.len;
		}
	}
	result->files_skipped = result->nskipped;
	for (size_t i = 0; i < PF_POOL_MAX; i++)
		run->cut |= run->workers[i].sink.full;
	for (size_t i = 0; i < PF_POOL_MAX; i++)
		result->unjudged += run->workers[i].sink.unjudged;
	if (unfinished)
		say_late(run, unfinished);
	if (run->cut)
		add_error(result, PF_RUN_ERROR_LIMIT, PF_STR_EMPTY,
			pf_arena_fmt(&run->arena,
				"more than %zu findings; the rest is not reported",
				pf_findings_max(run->settings)));
}

void pf_run_outcome(struct pf_run *run)
{
	pf_bound_finish(run);
	collect_findings(run);
	count_findings(run);
	count_files(run);
}
