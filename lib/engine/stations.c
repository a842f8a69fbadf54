/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Each station takes findings and leaves those that go on, in their order.  The two
 * lists of them at the end are the way of a finding.
 */

#include "engine/stations_internal.h"

#include <stdio.h>
#include <stdlib.h>

#include "engine/lines_internal.h"
#include "engine/progress_internal.h"
#include "suppress/match.h"

/* Where findings are on their way. */
struct way {
	struct pf_run *run;
	struct pf_checker *checker; /* in the stations of an object or file; else NULL */
};

typedef size_t station(struct way *way, struct pf_item **items, size_t n);

/* Those that `stays` holds for. */
static size_t filter(struct way *way, struct pf_item **items, size_t n,
	bool (*stays)(struct way *way, struct pf_item *item))
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		if (stays(way, items[i]))
			items[kept++] = items[i];
	}
	return kept;
}

static size_t pass(struct way *way, station *const *stations, size_t nstations,
	struct pf_item **items, size_t n)
{
	for (size_t i = 0; i < nstations; i++)
		n = stations[i](way, items, n);
	return n;
}

/* What is said of one object or file. */

static enum pf_confidence confidence_of(enum pf_basis basis)
{
	switch (basis) {
	case PF_CERTAIN:
		return PF_HIGH;
	case PF_EVIDENCE:
		return PF_MEDIUM;
	case PF_GUESS:
		return PF_LOW;
	}
	return PF_LOW;
}

/* What the rule says of this finding, else of all of them; a guess is no error. */
static enum pf_severity deserved_severity(const struct pf_item *item)
{
	enum pf_severity severity = item->graded ? item->grade : item->finding.rule->severity;

	return item->basis == PF_GUESS && severity == PF_ERROR ? PF_WARNING : severity;
}

/* The user's word, else what the finding deserves. */
static size_t decide_severity(struct way *way, struct pf_item **items, size_t n)
{
	const struct pf_profile *profile = way->checker->ctx.profile;

	for (size_t i = 0; i < n; i++) {
		struct pf_item *item = items[i];
		enum pf_severity severity = profile->severity[item->rule_index];
		bool chosen = profile->chosen ? profile->chosen[item->rule_index]
					      : severity != item->finding.rule->severity;

		item->finding.severity = chosen ? severity : deserved_severity(item);
		item->finding.confidence = confidence_of(item->basis);
	}
	return n;
}

/* What is left out further on counts as silenced all the same. */
static size_t find_suppression(struct way *way, struct pf_item **items, size_t n)
{
	struct pf_container_places places = {0};
	const struct pf_checker *c = way->checker;

	for (size_t i = 0; i < n; i++)
		items[i]->finding.suppression = pf_suppression_of(&way->run->suppressor,
			c->silencing, &c->worker->scratch, &places, items[i]);
	return n;
}

/* By place, then rule, then words: findings about one place stand together. */
static int by_place(const void *a, const void *b)
{
	const struct pf_item *const *left = a, *const *right = b;
	const struct pf_finding *l = &(*left)->finding, *r = &(*right)->finding;
	int order;

	if (l->at.start != r->at.start)
		return l->at.start < r->at.start ? -1 : 1;
	if ((*left)->rule_index != (*right)->rule_index)
		return (*left)->rule_index < (*right)->rule_index ? -1 : 1;
	order = pf_str_cmp(l->message, r->message);
	return order ? order : pf_str_cmp(l->subject, r->subject);
}

/* Aliases lead to one place many times, and to the same words each time. */
static size_t drop_repeats(struct way *way, struct pf_item **items, size_t n)
{
	size_t kept = 0;

	(void)way;
	qsort(items, n, sizeof(*items), by_place);
	for (size_t i = 0; i < n; i++) {
		if (!kept || by_place(&items[kept - 1], &items[i]) != 0)
			items[kept++] = items[i];
	}
	return kept;
}

static bool yields(const struct pf_rule *rule, const struct pf_rule *other)
{
	for (size_t i = 0; rule->yields_to && rule->yields_to[i]; i++) {
		if (strcmp(rule->yields_to[i], other->name) == 0)
			return true;
	}
	return false;
}

/* All that stands at one place, rule by rule, and what silences each. */
struct group {
	struct pf_item *const *items;
	size_t n;
};

/* Who silenced a part of what the rule sums up wants to hear of the rest alone. */
static bool gives_way(const struct group *group, const struct pf_rule *rule)
{
	for (size_t i = 0; i < group->n && rule->sums_up; i++) {
		const struct pf_finding *f = &group->items[i]->finding;

		if (f->suppression && yields(f->rule, rule))
			return true;
	}
	return false;
}

/* One fact, one finding: does another rule say it better at the same place? */
static bool is_said_better(const struct group *group, const struct pf_rule *rule)
{
	for (size_t i = 0; i < group->n && rule->yields_to; i++) {
		const struct pf_rule *other = group->items[i]->finding.rule;

		if (i > 0 && group->items[i]->rule_index == group->items[i - 1]->rule_index)
			continue;
		if (yields(rule, other) && !gives_way(group, other))
			return true;
	}
	return false;
}

/* The group that begins at items[from]. */
static struct group group_at(struct pf_item *const *items, size_t n, size_t from)
{
	size_t to = from + 1;

	while (to < n && items[to]->finding.at.start == items[from]->finding.at.start)
		to++;
	return (struct group){items + from, to - from};
}

static size_t keep_best_words(struct way *way, struct pf_item **items, size_t n)
{
	bool *worse = PF_NEWN(&way->checker->worker->scratch, bool, n);
	size_t kept = 0;

	for (size_t from = 0; from < n;) {
		struct group group = group_at(items, n, from);

		for (size_t i = 0; i < group.n; i++) {
			const struct pf_rule *rule = group.items[i]->finding.rule;

			worse[from + i] = i > 0 && group.items[i - 1]->finding.rule == rule
				? worse[from + i - 1]
				: gives_way(&group, rule) || is_said_better(&group, rule);
		}
		from += group.n;
	}
	for (size_t i = 0; i < n; i++) {
		if (!worse[i])
			items[kept++] = items[i];
	}
	return kept;
}

/* What the baseline knows is no less there for being below the least severity. */
static bool is_wanted(struct way *way, struct pf_item *item)
{
	const struct pf_settings *settings = way->run->settings;

	return item->finding.severity >= settings->min_severity || settings->baseline;
}

static size_t drop_unwanted(struct way *way, struct pf_item **items, size_t n)
{
	return filter(way, items, n, is_wanted);
}

/* The rule that says in one what this one and others say, or NULL. */
static const struct pf_rule *find_sum(const struct pf_ruleset *rules, const struct pf_rule *part)
{
	for (size_t i = 0; part->yields_to && part->yields_to[i]; i++) {
		const struct pf_rule *rule = pf_rule_find(rules, pf_str_from(part->yields_to[i]));

		if (rule && rule->sums_up)
			return rule;
	}
	return NULL;
}

/* What the baseline knows as a sum it knows of each part, also once some are mended. */
static void identify_sum(struct way *way, struct pf_item *item)
{
	const struct pf_settings *settings = way->run->settings;
	const struct pf_rule *sum =
		settings->baseline ? find_sum(settings->rules, item->finding.rule) : NULL;

	item->has_sum = sum != NULL;
	if (sum)
		item->sum =
			pf_finding_digest_as(&way->checker->worker->identity, &item->finding, sum);
}

/* Past the first sentence of `text`, whose full stop is followed by a blank, or ends it. */
static size_t sentence_end(pf_str text)
{
	bool code = false;

	for (size_t i = 0; i < text.len; i++) {
		code = code != (text.ptr[i] == '`');
		if (!code && text.ptr[i] == '.' &&
			(i + 1 == text.len || pf_is_blank(text.ptr[i + 1])))
			return i;
	}
	return text.len;
}

/* A rule's help begins with what to do; a finding tells it as a clause, like help of its own. */
static pf_str clause_of(struct pf_arena *arena, pf_str help)
{
	pf_str clause = pf_arena_dup(arena, pf_str_sub(help, 0, sentence_end(help)));

	if (clause.len < 2 || !pf_is_upper(clause.ptr[0]) || !pf_is_lower(clause.ptr[1]))
		return clause;
	return pf_arena_fmt(arena, "%c%.*s", pf_to_lower(clause.ptr[0]),
		PF_STR_ARG(pf_str_from_offset(clause, 1)));
}

static size_t fill_help(struct way *way, struct pf_item **items, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct pf_finding *f = &items[i]->finding;

		if (!f->help.len && f->rule->help)
			f->help =
				clause_of(&way->checker->worker->arena, pf_str_from(f->rule->help));
	}
	return n;
}

static size_t identify(struct way *way, struct pf_item **items, size_t n)
{
	struct pf_worker *worker = way->checker->worker;

	for (size_t i = 0; i < n; i++) {
		struct pf_finding *f = &items[i]->finding;

		items[i]->digest = pf_finding_digest(&worker->identity, f);
		identify_sum(way, items[i]);
		if (f->document && f->node)
			f->pointer = pf_finding_pointer(&worker->identity, &worker->arena, f);
	}
	return n;
}

/* What is said in the run. */

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

static bool same_cause(const struct pf_item *a, const struct pf_item *b)
{
	return a->rule_index == b->rule_index && a->cause.file == b->cause.file &&
		a->cause.start == b->cause.start;
}

/* By cause, and then in the order of the report. */
static int by_cause(const void *a, const void *b)
{
	const struct pf_item *const *left = a, *const *right = b;
	const struct pf_item *l = *left, *r = *right;
	int order;

	if (l->rule_index != r->rule_index)
		return l->rule_index < r->rule_index ? -1 : 1;
	order = pf_str_cmp(l->cause.file->source.path, r->cause.file->source.path);
	if (order == 0 && l->cause.start != r->cause.start)
		order = l->cause.start < r->cause.start ? -1 : 1;
	return order ? order : by_report_order(a, b);
}

static void relate_other(struct way *way, struct pf_item *first, const struct pf_item *other)
{
	struct pf_related *related = PF_NEW(&way->run->arena, struct pf_related);

	related->at = other->finding.at;
	related->message = PF_STR("and here");
	*first->last_related = related;
	first->last_related = &related->next;
}

/* One line of a Dockerfile is mended once, however many containers run it. */
static size_t join_causes(struct way *way, struct pf_item **items, size_t n)
{
	struct pf_item **joined = PF_NEWN(&way->run->arena, struct pf_item *, n + 1);
	size_t kept = 0, njoined = 0;

	for (size_t i = 0; i < n; i++) {
		if (items[i]->cause.file && !items[i]->finding.suppression)
			joined[njoined++] = items[i];
		else
			items[kept++] = items[i];
	}
	qsort(joined, njoined, sizeof(*joined), by_cause);
	for (size_t i = 0, first = 0; i < njoined; i++) {
		if (i > 0 && same_cause(joined[first], joined[i])) {
			relate_other(way, joined[first], joined[i]);
			continue;
		}
		first = i;
		items[kept++] = joined[i];
	}
	return kept;
}

/* Of more than the limit the first are left, for any number of threads the same. */
static size_t cut_to_limit(struct way *way, struct pf_item **items, size_t n)
{
	size_t most = pf_findings_max(way->run->settings);

	if (n <= most)
		return n;
	way->run->cut = true;
	qsort(items, n, sizeof(*items), by_report_order);
	return most;
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

/* Findings that would have one id are told apart by their order. */
static size_t give_ids(struct way *way, struct pf_item **items, size_t n)
{
	size_t ordinal = 0;

	(void)way;
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
	qsort(items, n, sizeof(*items), by_report_order);
	return n;
}

static int by_path(const void *a, const void *b)
{
	const struct pf_linted_file *l = a, *r = b;

	return pf_str_cmp(l->path, r->path);
}

/* What this run can say of entries of the baseline. */
static struct pf_judged judged_by(struct pf_run *run)
{
	const struct pf_settings *settings = run->settings;
	struct pf_linted_file *files = PF_NEWN(&run->arena, struct pf_linted_file, run->nfiles);
	struct pf_judged judged = {.rules = settings->rules,
		.profile = &settings->profile,
		.files = files,
		.whole = settings->baseline->covered,
		.knows_images = !settings->images.no_discovery,
		.cut = pf_run_is_cut(run)};

	for (size_t i = 0; i < run->nfiles; i++) {
		const struct pf_run_file *f = run->files[i];

		judged.whole = judged.whole && !f->failed;
		if (f->file.context || f->failed)
			continue;
		files[judged.nfiles++] = (struct pf_linted_file){.path = f->file.source.path,
			.profile = f->plan ? f->plan->profile : &settings->profile,
			.parsed = pf_run_file_is_parsed(f)};
	}
	if (judged.nfiles)
		qsort(files, judged.nfiles, sizeof(*files), by_path);
	return judged;
}

static size_t mark_known(struct way *way, struct pf_item **items, size_t n)
{
	struct pf_run *run = way->run;
	const struct pf_baseline *baseline = run->settings->baseline;
	struct pf_judged judged;
	enum pf_known *known;

	if (!baseline)
		return n;
	judged = judged_by(run);
	known = PF_NEWN(&run->arena, enum pf_known, baseline->n);
	run->result.nstale = pf_baseline_match(&run->arena, baseline, &judged, items, n, known);
	run->result.known = known;
	return n;
}

static bool is_grave(struct way *way, struct pf_item *item)
{
	return item->finding.severity >= way->run->settings->min_severity;
}

static size_t drop_minor(struct way *way, struct pf_item **items, size_t n)
{
	return filter(way, items, n, is_grave);
}

static const struct pf_change_map *find_changes(struct pf_run *run, const struct pf_file *file)
{
	const struct pf_changes *changes = run->settings->changes;

	if (!pf_changes_know(changes, file->source.path))
		return NULL;
	pf_run_index_lines(run, file);
	return pf_change_map_of(&run->arena, changes, file);
}

/*
 * Looked for once: many findings may have a place in one file.  Files of the
 * configuration are none of the run's, and small.
 */
static const struct pf_change_map *changes_of(struct pf_run *run, const struct pf_file *file)
{
	struct pf_run_file *f;

	if (file->number == PF_NO_FILE)
		return find_changes(run, file);
	f = run->files[file->number];
	if (!f->changes_known) {
		f->changes_known = true;
		f->changes = find_changes(run, file);
	}
	return f->changes;
}

static bool is_of_change(struct way *way, struct pf_item *item)
{
	const struct pf_finding *f = &item->finding;

	if (pf_change_touches(changes_of(way->run, f->at.file), f))
		return true;
	for (const struct pf_related *r = f->related; r; r = r->next) {
		if (pf_change_adds(changes_of(way->run, r->at.file), r->at))
			return true;
	}
	return false;
}

static size_t drop_untouched(struct way *way, struct pf_item **items, size_t n)
{
	return way->run->settings->changes ? filter(way, items, n, is_of_change) : n;
}

static bool is_shown(struct way *way, struct pf_item *item)
{
	const struct pf_suppression *suppression = item->finding.suppression;

	if (suppression)
		way->run->result.suppressed[suppression->by]++;
	return !suppression || way->run->settings->suppress.show;
}

static size_t count_suppressed(struct way *way, struct pf_item **items, size_t n)
{
	return filter(way, items, n, is_shown);
}

/* The way of a finding. */

static station *const of_object[] = {
	decide_severity,
	find_suppression,
	drop_repeats,
	keep_best_words,
	drop_unwanted,
	fill_help,
	identify,
};

static station *const of_run[] = {
	join_causes,
	cut_to_limit,
	give_ids,
	mark_known,
	drop_minor,
	drop_untouched,
	count_suppressed,
};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

void pf_stations_settle(struct pf_checker *checker, struct pf_heap *heap)
{
	struct pf_heap *said = &checker->ctx.sink->said;
	struct way way = {checker->run, checker};
	struct pf_item **items;
	size_t n = said->n;

	if (!n)
		return;
	items = PF_NEWN(&checker->worker->scratch, struct pf_item *, n);
	for (struct pf_item *item = said->items; item; item = item->next)
		items[--n] = item;
	n = pass(&way, of_object, COUNT(of_object), items, said->n);
	*said = (struct pf_heap){0};
	for (size_t i = 0; i < n; i++) {
		items[i]->next = heap->items;
		heap->items = items[i];
	}
	heap->n += n;
}

size_t pf_stations_finish(struct pf_run *run, struct pf_item **items, size_t n)
{
	struct way way = {run, NULL};

	return pass(&way, of_run, COUNT(of_run), items, n);
}
