/* SPDX-License-Identifier: Apache-2.0 */

#include "suppress/covers_internal.h"

#include <stdlib.h>

#include "base/search.h"

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
		uint32_t around = covers->len ? (uint32_t)covers->len - 1 : PF_NO_COVER;

		if (around == PF_NO_COVER || !is_same(&covers->ptr[around], raw)) {
			while (around != PF_NO_COVER &&
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

/* A place in the text, for a rule. */
struct spot {
	uint32_t rule;
	uint32_t at;
};

static bool begins_up_to(const void *item, const void *key)
{
	const struct pf_cover *cover = item;
	const struct spot *spot = key;

	return cover->rule < spot->rule || (cover->rule == spot->rule && cover->start <= spot->at);
}

/* The innermost cover; all around it are marked too. */
static const struct pf_suppression *find_cover(struct pf_covers *covers, uint32_t rule, uint32_t at)
{
	const struct spot spot = {rule, at};
	const struct pf_suppression *found = NULL;
	size_t behind =
		pf_search(covers->ptr, covers->len, sizeof(*covers->ptr), &spot, begins_up_to);

	for (uint32_t i = behind ? (uint32_t)behind - 1 : PF_NO_COVER; i != PF_NO_COVER;
		i = covers->ptr[i].around) {
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
