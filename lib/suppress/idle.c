/* SPDX-License-Identifier: Apache-2.0 */

/* What was to silence findings and does not. */

#include "suppress/covers_internal.h"
#include "suppress/ignores_internal.h"
#include "suppress/suppress.h"

#define MISSES_MOST 100U /* of one file: looking for one takes time */

/* Of a partial input nobody knows what such a rule would say of the whole. */
static bool is_judged(const struct pf_ruleset *rules, const struct pf_seen *seen,
	const struct pf_profile *profile, size_t rule)
{
	bool partial = !seen->whole && !seen->complete;

	return profile->enabled[rule] && !(partial && pf_rule_needs_others(rules->ptr[rule]));
}

static bool is_star_judged(const struct pf_ruleset *rules, const struct pf_seen *seen,
	const struct pf_profile *profile)
{
	for (size_t i = 0; i < rules->len; i++) {
		if ((rules->ptr[i]->sets & PF_DEFAULT) && !is_judged(rules, seen, profile, i))
			return false;
	}
	return true;
}

/* Would it have been used by now if there were anything to silence? */
static bool is_due(const struct pf_ruleset *rules, const struct pf_seen *seen,
	const struct pf_profile *profile, const struct pf_silencer *s)
{
	if (s->star)
		return is_star_judged(rules, seen, profile);
	for (size_t i = 0; i < s->rules.len; i++) {
		size_t rule = s->rules.ptr[i].rule;

		if (!is_judged(rules, seen, profile, rule) || rules->ptr[rule]->on_suppression)
			return false;
	}
	return true;
}

static bool is_of(const struct pf_silencer *s, const struct pf_item *item)
{
	for (size_t i = 0; i < s->rules.len; i++) {
		if (s->rules.ptr[i].rule == item->rule_index)
			return true;
	}
	return false;
}

static uint32_t distance(uint32_t a, uint32_t b)
{
	return a < b ? b - a : a - b;
}

/* One answer for every order in which they are looked at. */
static bool is_nearer(uint32_t to, struct pf_piece piece, struct pf_piece best)
{
	uint32_t far = distance(piece.start, to), near = distance(best.start, to);

	if (far != near)
		return far < near;
	return piece.start != best.start ? piece.start < best.start : piece.end < best.end;
}

static void look_nearer(const struct pf_heap *heap, const struct pf_silencer *s,
	struct pf_piece *best)
{
	for (const struct pf_item *item = heap->items; item; item = item->next) {
		struct pf_piece piece = {item->finding.at.start, item->finding.at.end};

		if (item->finding.suppression || !is_of(s, item))
			continue;
		if (best->end == 0 || is_nearer(s->at.start, piece, *best))
			*best = piece;
	}
}

/* What it may have been written for; empty where its rules found nothing else. */
static struct pf_piece find_miss(const struct pf_spoken_file *file, const struct pf_silencer *s)
{
	struct pf_piece best = {0, 0};

	for (size_t i = 0; i < file->nheaps; i++)
		look_nearer(file->heaps[i], s, &best);
	return best;
}

void pf_idle_in_file(const struct pf_suppressor_of_run *run, struct pf_silencing *silencing,
	const struct pf_spoken_file *file, const struct pf_seen *seen, pf_idle_fn say, void *arg)
{
	size_t nmisses = 0;

	pf_silencing_tell(silencing);
	for (const struct pf_silencer *s = silencing->silencers; s; s = s->next) {
		struct pf_idle_suppression idle = {.what = &s->what,
			.fault = s->fault,
			.at = {file->file, s->at.start, s->at.end},
			.spare = s->spare,
			.why = s->why,
			.help = s->help};

		if (s->foreign)
			continue;
		if (!s->faulty &&
			(!file->finished || s->used || !is_due(run->rules, seen, file->profile, s)))
			continue;
		if (!s->faulty && nmisses++ < MISSES_MOST)
			idle.miss = find_miss(file, s);
		say(arg, &idle);
	}
}

static bool is_ignore_due(const struct pf_ruleset *rules, const struct pf_profile *profile,
	const struct pf_ignore *ignore)
{
	for (size_t i = 0; i < rules->len; i++) {
		if (ignore->rules[i] && (!profile->enabled[i] || rules->ptr[i]->on_suppression))
			return false;
	}
	return true;
}

void pf_idle_in_config(const struct pf_suppressor_of_run *run, const struct pf_profile *profile,
	const struct pf_seen *seen, pf_idle_fn say, void *arg)
{
	const struct pf_suppress_settings *settings = run->settings;

	for (size_t i = 0; i < settings->nignores; i++) {
		const struct pf_ignore *ignore = &settings->ignores[i];
		bool used = atomic_load(&run->ignore_used[i]);
		bool counts = pf_ignore_counts(settings, ignore);
		struct pf_idle_suppression idle = {.what = &ignore->what,
			.fault = counts           ? PF_SUPPRESSION_UNUSED
				: ignore->expired ? PF_SUPPRESSION_EXPIRED
						  : PF_SUPPRESSION_WITHOUT_REASON,
			.at = ignore->at};

		/* What does not count matters where it would have silenced something. */
		if (counts ? !used && seen->finished && seen->whole &&
					is_ignore_due(run->rules, profile, ignore)
			   : used || seen->whole)
			say(arg, &idle);
	}
}
