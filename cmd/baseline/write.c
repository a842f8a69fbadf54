/* SPDX-License-Identifier: Apache-2.0 */

/* `podfit baseline write` and `prune`: what makes the file anew. */

#include <stdlib.h>

#include "baseline/paths.h"
#include "baseline/verbs.h"
#include "print.h"
#include "report/report.h"
#include "say.h"

static int compare_entries(const void *a, const void *b)
{
	return pf_baseline_compare(a, b);
}

/* Of two with one id the first in this order is written. */
enum rank {
	RANK_LENT, /* its own file was not seen, and is as it was */
	RANK_FOUND,
	RANK_KNOWN, /* not found */
};

struct candidate {
	struct pf_baseline_entry entry;
	enum rank rank;
};

static int compare_candidates(const void *a, const void *b)
{
	const struct candidate *l = a, *r = b;
	int order = pf_str_cmp(l->entry.id, r->entry.id);

	if (!order)
		order = (int)l->rank - (int)r->rank;
	return order ? order : pf_baseline_compare(&l->entry, &r->entry);
}

static int put_baseline(const struct job *job, const struct pf_baseline *baseline)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;

	pf_baseline_write(&out, baseline);
	return print_to_file(pf_arena_cstr(job->call.arena, job->check.baseline.known.path), &out);
}

static struct pf_baseline_entry entry_of(const struct job *job, const struct pf_finding *finding)
{
	struct pf_arena *arena = job->call.arena;

	return (struct pf_baseline_entry){
		.id = pf_arena_dup(arena, pf_str_from(finding->id)),
		.rule = pf_str_from(finding->rule->name),
		.path = baseline_path(job, finding->at.file->source.path),
		.object = finding->object ? pf_object_title(arena, finding->object) : PF_STR_EMPTY,
	};
}

/* What was found, and what was known and may still be there. */
static struct candidate *collect(const struct job *job, size_t *n)
{
	const struct pf_baseline *old = &job->check.baseline.known;
	struct candidate *all =
		PF_NEWN(job->call.arena, struct candidate, job->result.nfindings + old->n);

	*n = 0;
	for (size_t i = 0; i < job->result.nfindings; i++) {
		const struct pf_finding *f = job->result.findings[i];

		if (!f->suppression || f->suppression->by == PF_BY_BASELINE)
			all[(*n)++] = (struct candidate){entry_of(job, f), RANK_FOUND};
	}
	for (size_t i = 0; i < old->n; i++) {
		enum pf_known known = job->result.known[i];

		if (known != PF_KNOWN_STALE && known != PF_KNOWN_NEEDLESS)
			all[(*n)++] = (struct candidate){old->entries[i],
				known == PF_KNOWN_ELSEWHERE ? RANK_LENT : RANK_KNOWN};
	}
	if (*n)
		qsort(all, *n, sizeof(*all), compare_candidates);
	return all;
}

static void take_entries(const struct job *job, struct pf_baseline *out)
{
	size_t n;
	struct candidate *all = collect(job, &n);

	out->entries = PF_NEWN(job->call.arena, struct pf_baseline_entry, n);
	for (size_t i = 0; i < n; i++) {
		if (!i || !pf_str_eq(all[i].entry.id, all[i - 1].entry.id))
			out->entries[out->n++] = all[i].entry;
	}
	if (out->n)
		qsort(out->entries, out->n, sizeof(*out->entries), compare_entries);
}

static void say_written(const struct job *job, const struct pf_baseline *new)
{
	const struct pf_baseline *old = &job->check.baseline.known;
	size_t nnew = 0, ndropped = 0, n;

	for (size_t i = 0; i < new->n; i++)
		nnew += pf_baseline_find(old, new->entries[i].id, &n) == NULL;
	for (size_t i = 0; i < old->n; i++)
		ndropped += job->result.known[i] == PF_KNOWN_STALE ||
			job->result.known[i] == PF_KNOWN_NEEDLESS;
	say("%.*s: %zu %s (%zu new, %zu kept, %zu dropped)",
		PF_STR_ARG(job->check.baseline.known.path), new->n, baseline_entries(new->n), nnew,
		new->n - nnew, ndropped);
}

int baseline_write(const struct job *job)
{
	struct pf_baseline baseline = {0};
	int status;

	/* A path that does not exist, most likely: no reason to make a file. */
	if (job->result.nerrors && !job->result.files_checked)
		return EXIT_BROKEN;
	take_entries(job, &baseline);
	baseline_take_paths(job, &baseline);
	status = put_baseline(job, &baseline);
	if (status == EXIT_CLEAN && !job->check.output.quiet)
		say_written(job, &baseline);
	return status;
}

int baseline_prune(const struct job *job)
{
	struct pf_baseline baseline = job->check.baseline.known;
	size_t n = 0;
	int status = EXIT_CLEAN;

	for (size_t i = 0; i < baseline.n; i++) {
		if (job->result.known[i] != PF_KNOWN_STALE)
			baseline.entries[n++] = baseline.entries[i];
	}
	baseline.n = n;
	if (job->result.nstale)
		status = put_baseline(job, &baseline);
	if (status == EXIT_CLEAN && !job->check.output.quiet)
		say("%.*s: %zu %s removed, %zu kept", PF_STR_ARG(job->check.baseline.known.path),
			job->result.nstale, baseline_entries(job->result.nstale), n);
	return status;
}
