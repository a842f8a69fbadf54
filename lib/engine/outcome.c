/* SPDX-License-Identifier: Apache-2.0 */

/* What the run comes to: findings in order, with their ids, and the counts. */

#include <stdio.h>
#include <stdlib.h>

#include "engine/run.h"

static int by_report_order(const void *a, const void *b)
{
	const struct pf_item *const *left = a, *const *right = b;
	const struct pf_finding *l = &(*left)->finding, *r = &(*right)->finding;
	int order = pf_str_cmp(l->at.file->source.path, r->at.file->source.path);

	if (order)
		return order;
	if (l->at.start != r->at.start)
		return l->at.start < r->at.start ? -1 : 1;
	order = strcmp(l->rule->name, r->rule->name);
	if (order)
		return order;
	order = pf_str_cmp(l->pointer, r->pointer);
	return order ? order : pf_str_cmp(l->message, r->message);
}

static int by_digest(const void *a, const void *b)
{
	const struct pf_item *const *left = a, *const *right = b;
	const struct pf_digest *l = &(*left)->digest, *r = &(*right)->digest;

	if (l->hi != r->hi)
		return l->hi < r->hi ? -1 : 1;
	if (l->lo != r->lo)
		return l->lo < r->lo ? -1 : 1;
	return by_report_order(a, b);
}

static size_t gather(struct pf_item **into, const struct pf_heap *heap)
{
	size_t n = 0;

	for (struct pf_item *item = heap->items; item; item = item->next)
		into[n++] = item;
	return n;
}

/* Findings that would have one id are told apart by their order. */
static void name_findings(struct pf_item **items, size_t n)
{
	size_t ordinal = 0;

	qsort(items, n, sizeof(*items), by_digest);
	for (size_t i = 0; i < n; i++) {
		struct pf_digest digest = items[i]->digest;

		ordinal = i > 0 && items[i - 1]->digest.hi == digest.hi &&
				items[i - 1]->digest.lo == digest.lo
			? ordinal + 1
			: 0;
		if (ordinal) {
			char number[24];

			(void)snprintf(number, sizeof(number), "%zu", ordinal);
			pf_digest_add(&digest, pf_str_from(number));
		}
		pf_digest_hex(&digest, items[i]->finding.id);
	}
}

static void index_lines(struct pf_run *run, const struct pf_file *file)
{
	if (!file->lines.n)
		file->self->lines = pf_lines_of(&run->arena, file->source.text);
}

static void count_findings(struct pf_run *run)
{
	struct pf_result *result = &run->result;
	const struct pf_file *last = NULL;

	for (size_t i = 0; i < result->nfindings; i++) {
		const struct pf_finding *f = result->findings[i];

		index_lines(run, f->at.file);
		if (!f->suppression) {
			result->count[f->severity]++;
			result->files_with_findings += f->at.file != last && !f->at.file->of_config;
			last = f->at.file;
		}
		for (const struct pf_related *r = f->related; r; r = r->next)
			index_lines(run, r->at.file);
	}
}

static const struct pf_change_map *find_changes(struct pf_run *run, const struct pf_file *file)
{
	const struct pf_changes *changes = run->settings->changes;

	if (!pf_changes_know(changes, file->source.path))
		return NULL;
	index_lines(run, file);
	return pf_change_map_of(&run->arena, changes, file);
}

/*
 * Looked for once: many findings may have a place in one file.  Files of the
 * configuration outlive the run, and are small.
 */
static const struct pf_change_map *changes_of(struct pf_run *run, const struct pf_file *file)
{
	if (file->of_config)
		return find_changes(run, file);
	if (!file->changes_known) {
		file->self->changes_known = true;
		file->self->changes = find_changes(run, file);
	}
	return file->changes;
}

static bool is_of_change(struct pf_run *run, const struct pf_finding *f)
{
	if (!run->settings->changes || pf_change_touches(changes_of(run, f->at.file), f))
		return true;
	for (const struct pf_related *r = f->related; r; r = r->next) {
		if (pf_change_adds(changes_of(run, r->at.file), r->at))
			return true;
	}
	return false;
}

/* Those to report, in the order of `items`; what is silenced is counted. */
static void take_findings(struct pf_run *run, struct pf_item *const *items, size_t n)
{
	struct pf_result *result = &run->result;

	result->findings = PF_NEWN(&run->arena, struct pf_finding *, n);
	for (size_t i = 0; i < n; i++) {
		struct pf_finding *f = &items[i]->finding;

		if (f->severity < run->settings->min_severity || !is_of_change(run, f))
			continue;
		if (f->suppression)
			result->suppressed[f->suppression->by]++;
		if (!f->suppression || run->settings->show_suppressed)
			result->findings[result->nfindings++] = f;
	}
}

static void order_findings(struct pf_run *run)
{
	struct pf_item **items;
	size_t n = pf_run_found(run);

	items = PF_NEWN(&run->arena, struct pf_item *, n);
	n = gather(items, &run->heap);
	for (size_t i = 0; i < run->nfiles; i++)
		n += gather(items + n, &run->files[i]->heap);
	for (size_t i = 0; i < run->nchunks; i++)
		n += gather(items + n, &run->chunks[i]->heap);
	if (n > pf_findings_max(run->settings)) {
		run->cut = true;
		qsort(items, n, sizeof(*items), by_report_order);
		n = pf_findings_max(run->settings);
	}
	name_findings(items, n);
	qsort(items, n, sizeof(*items), by_report_order);
	pf_run_baseline(run, items, n);
	take_findings(run, items, n);
}

static void add_error(struct pf_result *result, enum pf_trouble_kind kind, pf_str path,
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

	add_error(result, PF_TROUBLE_LIMIT, PF_STR_EMPTY,
		pf_arena_fmt(&run->arena, "stopped after %lld s: %zu of %zu files are not linted",
			(long long)run->settings->seconds, unfinished,
			unfinished + result->files_checked));
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
				f->error.code == PF_E_LIMIT ? PF_TROUBLE_LIMIT : PF_TROUBLE_IO,
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
		run->cut |= run->workers[i].full;
	if (unfinished)
		say_late(run, unfinished);
	if (run->cut)
		add_error(result, PF_TROUBLE_LIMIT, PF_STR_EMPTY,
			pf_arena_fmt(&run->arena,
				"more than %zu findings; the rest is not reported",
				pf_findings_max(run->settings)));
}

static int by_bound_place(const void *a, const void *b)
{
	const struct pf_bound *l = a, *r = b;
	int order = pf_str_cmp(l->at.file->source.path, r->at.file->source.path);

	if (order)
		return order;
	return l->at.start < r->at.start ? -1 : l->at.start > r->at.start;
}

static void order_bindings(struct pf_run *run)
{
	struct pf_result *result = &run->result;
	size_t n = 0;

	for (size_t i = 0; i < PF_POOL_MAX; i++)
		n += run->workers[i].nbounds;
	result->bindings = PF_NEWN(&run->arena, struct pf_bound, n);
	for (size_t i = 0; i < PF_POOL_MAX; i++) {
		for (const struct pf_bound_item *item = run->workers[i].bounds; item;
			item = item->next) {
			index_lines(run, item->bound.at.file);
			result->bindings[result->nbindings++] = item->bound;
		}
	}
	qsort(result->bindings, n, sizeof(*result->bindings), by_bound_place);
}

void pf_run_outcome(struct pf_run *run)
{
	order_bindings(run);
	order_findings(run);
	count_findings(run);
	count_files(run);
}
