/* SPDX-License-Identifier: Apache-2.0 */

#include "suppress/match.h"

#include <stdlib.h>

#include "base/search.h"
#include "rule/ruleset.h"

static bool is_path_before(const void *item, const void *key)
{
	return pf_str_cmp(((const struct pf_linted_file *)item)->path, *(const pf_str *)key) < 0;
}

static const struct pf_linted_file *file_at(const struct pf_judged *judged, pf_str path)
{
	size_t i = pf_search(judged->files, judged->nfiles, sizeof(*judged->files), &path,
		is_path_before);

	return i < judged->nfiles && pf_str_eq(judged->files[i].path, path) ? &judged->files[i]
									    : NULL;
}

static bool is_stale(const struct pf_judged *judged, const struct pf_baseline_entry *entry)
{
	const struct pf_linted_file *f = file_at(judged, entry->shown);
	const struct pf_rule *rule = pf_rule_find(judged->rules, entry->rule);
	const struct pf_profile *profile = f ? f->profile : judged->profile;

	/* What came on standard input without a name may be another stream now. */
	if (!rule || (!f && !entry->gone) || pf_str_eq(entry->path, PF_STR("<stdin>")))
		return false;
	if (!profile->enabled[pf_rule_index(judged->rules, rule)])
		return false;
	if (!f)
		return true;
	if (rule->scope == PF_SCOPE_IMAGE && !judged->knows_images)
		return false;
	return f->parsed &&
		(judged->whole || !(pf_rule_needs_others(rule) || rule->on_suppression));
}

/*
 * An object that is written in several files, as in overlays, has an entry for
 * each, told apart by their order.  A run that does not see all of the files meets
 * the first entries, whosever they are: as many others are there all the same.
 */
struct stand_in {
	const struct pf_baseline_entry *entry; /* of a file that was not seen, and found */
	bool taken;                            /* for an entry that was not found */
};

static int compare_subjects(const struct pf_baseline_entry *a, const struct pf_baseline_entry *b)
{
	int order = pf_str_cmp(a->rule, b->rule);

	return order ? order : pf_str_cmp(a->object, b->object);
}

static int by_subject(const void *a, const void *b)
{
	const struct stand_in *l = a, *r = b;

	return compare_subjects(l->entry, r->entry);
}

static struct stand_in *find_stand_ins(struct pf_arena *arena, const struct pf_baseline *baseline,
	const struct pf_judged *judged, enum pf_known *known, size_t *n)
{
	struct stand_in *found = PF_NEWN(arena, struct stand_in, baseline->n);

	*n = 0;
	for (size_t i = 0; i < baseline->n; i++) {
		const struct pf_baseline_entry *entry = &baseline->entries[i];

		if (known[i] != PF_KNOWN_FOUND || entry->gone || file_at(judged, entry->shown))
			continue;
		known[i] = PF_KNOWN_ELSEWHERE;
		found[(*n)++].entry = entry;
	}
	if (*n)
		qsort(found, *n, sizeof(*found), by_subject);
	return found;
}

/* Those of one subject are taken from the first on. */
static bool is_before_or_taken(const void *item, const void *key)
{
	const struct stand_in *one = item;
	int order = compare_subjects(one->entry, key);

	return order < 0 || (order == 0 && one->taken);
}

/* Is one left for the entry?  Each is once. */
static bool take_stand_in(struct stand_in *all, size_t n, const struct pf_baseline_entry *entry)
{
	size_t i = pf_search(all, n, sizeof(*all), entry, is_before_or_taken);

	if (i == n || compare_subjects(all[i].entry, entry) != 0)
		return false;
	all[i].taken = true;
	return true;
}

static size_t judge(struct pf_arena *arena, const struct pf_baseline *baseline,
	const struct pf_judged *judged, enum pf_known *known)
{
	size_t n, nstale = 0;
	struct stand_in *stand_ins = find_stand_ins(arena, baseline, judged, known, &n);

	for (size_t i = 0; i < baseline->n; i++) {
		const struct pf_baseline_entry *entry = &baseline->entries[i];

		if (known[i] != PF_KNOWN_UNJUDGED || !is_stale(judged, entry) ||
			take_stand_in(stand_ins, n, entry))
			continue;
		known[i] = PF_KNOWN_STALE;
		nstale++;
	}
	return nstale;
}

/* Its own entries, else those of the sum that it was a part of. */
static const struct pf_baseline_entry *const *find_entries(const struct pf_baseline *baseline,
	const struct pf_item *item, size_t *n)
{
	const struct pf_baseline_entry *const *entries =
		pf_baseline_find(baseline, pf_str_from(item->finding.id), n);
	char id[sizeof(item->finding.id)];

	if (entries || !item->has_sum)
		return entries;
	pf_digest_hex(&item->sum, id);
	return pf_baseline_find(baseline, pf_str_from(id), n);
}

size_t pf_baseline_match(struct pf_arena *arena, const struct pf_baseline *baseline,
	const struct pf_judged *judged, struct pf_item *const *items, size_t n,
	enum pf_known *known)
{
	for (size_t i = 0; i < n; i++) {
		struct pf_finding *f = &items[i]->finding;
		size_t nentries;
		const struct pf_baseline_entry *const *entries =
			find_entries(baseline, items[i], &nentries);

		for (size_t k = 0; k < nentries; k++)
			known[entries[k] - baseline->entries] =
				f->suppression ? PF_KNOWN_NEEDLESS : PF_KNOWN_FOUND;
		if (nentries && !f->suppression)
			f->suppression = &entries[0]->what;
	}
	return judged->cut ? 0 : judge(arena, baseline, judged, known);
}
