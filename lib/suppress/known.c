/* SPDX-License-Identifier: Apache-2.0 */

/* The baseline in a run: what it silences, and which of its entries are stale. */

#include <stdlib.h>

#include "engine/run.h"
#include "rule/ruleset.h"
#include "suppress/baseline.h"

/* What the run can judge. */
struct court {
	struct pf_run *run;
	const struct pf_run_file **files; /* those that are linted, sorted by path */
	size_t nfiles;
	bool whole; /* no finding is missed because its other file is */
};

static int by_path(const void *a, const void *b)
{
	const struct pf_run_file *const *l = a, *const *r = b;

	return pf_str_cmp((*l)->file.source.path, (*r)->file.source.path);
}

static struct court convene(struct pf_run *run)
{
	struct court court = {.run = run, .whole = run->settings->baseline->covered};

	court.files = PF_NEWN(&run->arena, const struct pf_run_file *, run->nfiles);
	for (size_t i = 0; i < run->nfiles; i++) {
		court.whole = court.whole && !run->files[i]->failed;
		if (!run->files[i]->file.context && !run->files[i]->failed)
			court.files[court.nfiles++] = run->files[i];
	}
	if (court.nfiles)
		qsort(court.files, court.nfiles, sizeof(*court.files), by_path);
	return court;
}

static const struct pf_run_file *file_at(const struct court *court, pf_str path)
{
	size_t low = 0, high = court->nfiles;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = pf_str_cmp(court->files[middle]->file.source.path, path);

		if (order == 0)
			return court->files[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* All of it: what cannot be parsed may hold anything. */
static bool is_read(const struct pf_run_file *f)
{
	if (f->skipped && f->reason != PF_SKIP_NOT_KUBERNETES)
		return false;
	if (f->input->dockerfile)
		return f->file.dockerfile && !f->file.dockerfile->nfaults;
	for (size_t i = 0; i < f->nchunks; i++) {
		if (f->chunks[i].has_fault)
			return false;
	}
	return true;
}

static bool is_stale(const struct court *court, const struct pf_baseline_entry *entry)
{
	const struct pf_settings *settings = court->run->settings;
	const struct pf_run_file *f = file_at(court, entry->shown);
	const struct pf_rule *rule = pf_rule_find(settings->rules, entry->rule);
	const struct pf_profile *profile = &settings->profile;

	/* What came on standard input without a name may be another stream now. */
	if (!rule || (!f && !entry->gone) || pf_str_eq(entry->path, PF_STR("<stdin>")))
		return false;
	if (f && f->plan->profile)
		profile = f->plan->profile;
	if (!profile->enabled[pf_rule_index(settings->rules, rule)])
		return false;
	if (!f)
		return true;
	if (rule->scope == PF_SCOPE_IMAGE && settings->no_image_discovery)
		return false;
	return is_read(f) &&
		(court->whole || !(pf_rule_needs_others(rule) || rule->on_suppression));
}

/*
 * An object that is written in several files, as in overlays, has an entry for
 * each, told apart by their order.  A run that sees not all of the files meets
 * the first entries, whosever they are: as many others are there all the same.
 */
struct loan {
	const struct pf_baseline_entry *entry;
	bool repaid;
};

static int by_subject(const void *a, const void *b)
{
	const struct loan *l = a, *r = b;
	int order = pf_str_cmp(l->entry->rule, r->entry->rule);

	return order ? order : pf_str_cmp(l->entry->object, r->entry->object);
}

static struct loan *find_loans(const struct court *court, enum pf_known *known, size_t *n)
{
	const struct pf_baseline *baseline = court->run->settings->baseline;
	struct loan *loans = PF_NEWN(&court->run->arena, struct loan, baseline->n);

	*n = 0;
	for (size_t i = 0; i < baseline->n; i++) {
		const struct pf_baseline_entry *entry = &baseline->entries[i];

		if (known[i] != PF_KNOWN_FOUND || entry->gone || file_at(court, entry->shown))
			continue;
		known[i] = PF_KNOWN_LENT;
		loans[(*n)++].entry = entry;
	}
	if (*n)
		qsort(loans, *n, sizeof(*loans), by_subject);
	return loans;
}

/* Was an entry of another file met for this one?  Once only for each. */
static bool repay(struct loan *loans, size_t n, const struct pf_baseline_entry *entry)
{
	const struct loan wanted = {.entry = entry};
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = by_subject(&loans[middle], &wanted);

		if (order < 0 || (!order && loans[middle].repaid))
			low = middle + 1;
		else
			high = middle;
	}
	if (low == n || by_subject(&loans[low], &wanted) != 0)
		return false;
	loans[low].repaid = true;
	return true;
}

static void judge(struct pf_run *run, enum pf_known *known)
{
	const struct pf_baseline *baseline = run->settings->baseline;
	struct court court = convene(run);
	size_t nloans;
	struct loan *loans = find_loans(&court, known, &nloans);

	for (size_t i = 0; i < baseline->n; i++) {
		const struct pf_baseline_entry *entry = &baseline->entries[i];

		if (known[i] != PF_KNOWN_UNJUDGED || !is_stale(&court, entry) ||
			repay(loans, nloans, entry))
			continue;
		known[i] = PF_KNOWN_STALE;
		run->result.nstale++;
	}
}

void pf_run_baseline(struct pf_run *run, struct pf_item *const *items, size_t n)
{
	const struct pf_baseline *baseline = run->settings->baseline;
	enum pf_known *known;

	if (!baseline)
		return;
	known = PF_NEWN(&run->arena, enum pf_known, baseline->n);
	for (size_t i = 0; i < n; i++) {
		struct pf_finding *f = &items[i]->finding;
		size_t nentries;
		const struct pf_baseline_entry *const *entries =
			pf_baseline_find(baseline, pf_str_from(f->id), &nentries);

		for (size_t k = 0; k < nentries; k++)
			known[entries[k] - baseline->entries] =
				f->suppression ? PF_KNOWN_NEEDLESS : PF_KNOWN_FOUND;
		if (nentries && !f->suppression)
			f->suppression = &entries[0]->what;
	}
	if (!pf_run_is_cut(run))
		judge(run, known);
	run->result.known = known;
}
