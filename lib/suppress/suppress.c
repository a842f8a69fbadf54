/* SPDX-License-Identifier: Apache-2.0 */

/* What covers a finding. */

#include "suppress/suppress_internal.h"

#include <stdlib.h>

#include "rule/ruleset.h"

#define NO_COVER UINT32_MAX

/* Covers. */

struct raw {
	struct pf_silencer *silencer;
	size_t order;
	uint32_t rule;
};

/* By rule, then outer ones first, then as they were read. */
static int by_range(const void *a, const void *b)
{
	const struct raw *l = a, *r = b;
	const struct pf_piece *x = &l->silencer->range, *y = &r->silencer->range;

	if (l->rule != r->rule)
		return l->rule < r->rule ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->end != y->end)
		return x->end > y->end ? -1 : 1;
	return l->order < r->order ? -1 : l->order > r->order;
}

static bool covers_anything(const struct pf_silencer *s, bool line)
{
	return !s->faulty && !s->star && s->line == line;
}

static bool is_same(const struct pf_cover *cover, const struct raw *raw)
{
	return cover->rule == raw->rule && cover->start == raw->silencer->range.start &&
		cover->end == raw->silencer->range.end;
}

/* Equal ranges of one rule become one; each knows the next one around it. */
static void merge(struct pf_covers *covers, const struct raw *raws, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct raw *raw = &raws[i];
		uint32_t around = covers->len ? (uint32_t)covers->len - 1 : NO_COVER;

		if (around == NO_COVER || !is_same(&covers->ptr[around], raw)) {
			while (around != NO_COVER &&
				(covers->ptr[around].rule != raw->rule ||
					covers->ptr[around].end <= raw->silencer->range.start))
				around = covers->ptr[around].around;
			covers->ptr[covers->len++] = (struct pf_cover){
				.rule = raw->rule,
				.start = raw->silencer->range.start,
				.end = raw->silencer->range.end,
				.around = around,
				.silencer = raw->silencer,
			};
		}
		covers->of[covers->nof++] =
			(struct pf_cover_of){raw->silencer, (uint32_t)covers->len - 1};
	}
}

static struct pf_covers make_covers(struct pf_arena *arena, struct pf_silencer *list, bool line)
{
	struct pf_covers covers = {0};
	struct raw *raws;
	size_t n = 0, order = 0;

	for (const struct pf_silencer *s = list; s; s = s->next)
		n += covers_anything(s, line) ? s->rules.len : 0;
	if (n == 0)
		return covers;
	raws = PF_NEWN(arena, struct raw, n);
	n = 0;
	for (struct pf_silencer *s = list; s; s = s->next, order++) {
		for (size_t i = 0; covers_anything(s, line) && i < s->rules.len; i++)
			raws[n++] = (struct raw){s, order, s->rules.ptr[i].rule};
	}
	qsort(raws, n, sizeof(*raws), by_range);
	covers.ptr = PF_NEWN(arena, struct pf_cover, n);
	covers.of = PF_NEWN(arena, struct pf_cover_of, n);
	merge(&covers, raws, n);
	return covers;
}

void pf_silencing_index(struct pf_arena *arena, struct pf_silencing *s)
{
	s->lines = make_covers(arena, s->silencers, true);
	s->tree = make_covers(arena, s->silencers, false);
	for (struct pf_silencer *one = s->silencers; one && !s->star; one = one->next) {
		if (one->star && !one->faulty)
			s->star = one;
	}
}

/* The innermost cover; all around it are marked too. */
static const struct pf_suppression *find_cover(struct pf_covers *covers, uint32_t rule, uint32_t at)
{
	const struct pf_suppression *found = NULL;
	size_t low = 0, high = covers->len;
	uint32_t i;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct pf_cover *cover = &covers->ptr[middle];

		if (cover->rule < rule || (cover->rule == rule && cover->start <= at))
			low = middle + 1;
		else
			high = middle;
	}
	for (i = low ? (uint32_t)low - 1 : NO_COVER; i != NO_COVER; i = covers->ptr[i].around) {
		struct pf_cover *cover = &covers->ptr[i];

		if (cover->rule != rule || at >= cover->end)
			continue;
		pf_suppress_mark(&cover->used);
		if (!found)
			found = &cover->silencer->what;
	}
	return found;
}

/* A `[*]` does not silence what is said of itself. */
const struct pf_suppression *pf_silencing_find(struct pf_silencing *s, uint32_t rule, uint32_t at)
{
	const struct pf_suppression *line = find_cover(&s->lines, rule, at);
	const struct pf_suppression *tree = find_cover(&s->tree, rule, at);
	const struct pf_suppression *any = find_cover(&s->tree, PF_ANY_RULE, at);
	bool star = s->star && s->star->at.start != at;

	if (star)
		pf_suppress_mark(&s->star_used);
	if (line)
		return line;
	if (tree || any)
		return tree ? tree : any;
	return star ? &s->star->what : NULL;
}

static void tell(const struct pf_covers *covers)
{
	for (size_t i = 0; i < covers->nof; i++) {
		struct pf_silencer *silencer = covers->of[i].silencer;

		silencer->used |= atomic_load(&covers->ptr[covers->of[i].cover].used);
	}
}

void pf_silencing_tell(struct pf_silencing *s)
{
	tell(&s->lines);
	tell(&s->tree);
	for (struct pf_silencer *one = s->silencers; one; one = one->next) {
		if (one->star)
			one->used = atomic_load(&s->star_used);
	}
}

/* Files. */

static void read_file(void *arg, size_t worker, size_t index)
{
	struct pf_run *run = arg;
	struct pf_run_file *f = run->files[index];
	struct pf_arena *arena = &run->workers[worker].arena;
	struct pf_silencing found = {0};
	struct pf_suppress_reader reader = {
		.arena = arena, .run = run, .file = f, .out = &found, .last = &found.silencers};

	if (f->failed || f->file.context || (f->skipped && !f->file.template))
		return;
	if (!run->settings->no_inline_ignores)
		pf_suppress_read(&reader);
	pf_suppress_config_read(arena, run, &found, f->input);
	if (!found.silencers && !found.nignores)
		return;
	f->silencing = PF_NEW(arena, struct pf_silencing);
	f->silencing->silencers = found.silencers;
	f->silencing->n = found.n;
	f->silencing->ignores = found.ignores;
	f->silencing->nignores = found.nignores;
	pf_silencing_index(arena, f->silencing);
}

void pf_run_suppress(struct pf_run *run)
{
	run->ignore_used = PF_NEWN(&run->arena, atomic_bool, run->settings->nignores);
	pf_pool_run(run->nfiles, run->settings->jobs, read_file, run);
}

/* Judging. */

#define MISSES_MOST 100U /* of one file: looking for one takes time */

/* Of a partial input nobody knows what such a rule would say of the whole. */
static bool is_judged(const struct pf_settings *settings, const struct pf_profile *profile,
	size_t rule)
{
	bool partial = !settings->whole && !settings->complete;

	return profile->enabled[rule] &&
		!(partial && pf_rule_needs_others(settings->rules->ptr[rule]));
}

static bool is_star_judged(const struct pf_settings *settings, const struct pf_profile *profile)
{
	for (size_t i = 0; i < settings->rules->len; i++) {
		if ((settings->rules->ptr[i]->sets & PF_DEFAULT) &&
			!is_judged(settings, profile, i))
			return false;
	}
	return true;
}

/* Would it have been used by now if there were anything to silence? */
static bool is_due(const struct pf_settings *settings, const struct pf_profile *profile,
	const struct pf_silencer *s)
{
	if (s->star)
		return is_star_judged(settings, profile);
	for (size_t i = 0; i < s->rules.len; i++) {
		size_t rule = s->rules.ptr[i].rule;

		if (!is_judged(settings, profile, rule) ||
			settings->rules->ptr[rule]->on_suppression)
			return false;
	}
	return true;
}

static bool has_fault(const struct pf_run_file *f)
{
	bool fault = f->file.dockerfile && f->file.dockerfile->nfaults;

	for (size_t i = 0; i < f->nchunks; i++)
		fault |= f->chunks[i].has_fault;
	return fault;
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
static struct pf_piece find_miss(const struct pf_run_file *f, const struct pf_silencer *s)
{
	struct pf_piece best = {0, 0};

	look_nearer(&f->heap, s, &best);
	for (size_t i = 0; i < f->nchunks; i++)
		look_nearer(&f->chunks[i].heap, s, &best);
	return best;
}

void pf_run_idle_in_file(const struct pf_run *run, const struct pf_run_file *f, bool finished,
	pf_idle_fn say, void *arg)
{
	bool judged = finished && !has_fault(f);
	size_t nmisses = 0;

	if (!f->silencing)
		return;
	pf_silencing_tell(f->silencing);
	for (const struct pf_silencer *s = f->silencing->silencers; s; s = s->next) {
		struct pf_idle_suppression idle = {.what = &s->what,
			.fault = s->fault,
			.at = {&f->file, s->at.start, s->at.end},
			.spare = s->spare,
			.why = s->why,
			.help = s->help};

		if (s->foreign)
			continue;
		if (!s->faulty &&
			(!judged || s->used || !is_due(run->settings, f->plan->profile, s)))
			continue;
		if (!s->faulty && nmisses++ < MISSES_MOST)
			idle.miss = find_miss(f, s);
		say(arg, &idle);
	}
}

static bool is_ignore_due(const struct pf_settings *settings, const struct pf_ignore *ignore)
{
	for (size_t i = 0; i < settings->rules->len; i++) {
		if (ignore->rules[i] &&
			(!settings->profile.enabled[i] || settings->rules->ptr[i]->on_suppression))
			return false;
	}
	return settings->whole;
}

static bool is_finished(const struct pf_run *run)
{
	for (size_t i = 0; i < run->nfiles; i++) {
		const struct pf_run_file *f = run->files[i];

		if (f->failed || (!f->skipped && !f->file.context && has_fault(f)))
			return false;
	}
	return true;
}

void pf_run_idle_in_config(const struct pf_run *run, bool finished, pf_idle_fn say, void *arg)
{
	const struct pf_settings *settings = run->settings;

	finished = finished && is_finished(run);
	for (size_t i = 0; i < settings->nignores; i++) {
		const struct pf_ignore *ignore = &settings->ignores[i];
		bool used = atomic_load(&run->ignore_used[i]);
		bool counts = pf_suppress_config_counts(settings, ignore);
		struct pf_idle_suppression idle = {.what = &ignore->what,
			.fault = counts           ? PF_SUPPRESSION_UNUSED
				: ignore->expired ? PF_SUPPRESSION_EXPIRED
						  : PF_SUPPRESSION_WITHOUT_REASON,
			.at = ignore->at};

		/* What does not count matters where it would have silenced something. */
		if (counts ? !used && finished && is_ignore_due(settings, ignore)
			   : used || settings->whole)
			say(arg, &idle);
	}
}

const struct pf_suppression *pf_suppression_of(struct pf_ctx *ctx,
	struct pf_container_places *places, const struct pf_item *item)
{
	const struct pf_suppression *inside, *config;

	if (!ctx->silencing)
		return NULL;
	inside = pf_silencing_find(ctx->silencing, (uint32_t)item->rule_index,
		item->finding.at.start);
	config = pf_suppress_config_find(ctx->run, ctx->silencing, &ctx->worker->scratch, places,
		&item->finding, item->rule_index);
	return inside ? inside : config;
}
