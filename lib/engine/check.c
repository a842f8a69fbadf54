/* SPDX-License-Identifier: Apache-2.0 */

/* Rules at work: which of them look at what, and whose word counts. */

#include <stdlib.h>

#include "suppress/suppress_internal.h"

/* Chunks from `from` on; or all files, and whether their rules have said all. */
struct batch {
	struct pf_run *run;
	size_t from;
	bool finished;
};

#define BATCH_BYTES ((size_t)16 * 1024 * 1024)

static void use(struct pf_ctx *ctx, size_t rule)
{
	ctx->rule = ctx->settings->rules->ptr[rule];
	ctx->rule_index = rule;
}

static void check_problems(struct pf_ctx *ctx, const struct pf_plan *plan,
	const struct pf_problem *problems)
{
	for (const struct pf_problem *p = problems; p; p = p->next) {
		for (size_t i = 0; i < plan->nproblem[p->kind]; i++) {
			use(ctx, plan->problem[p->kind][i]);
			ctx->rule->on_problem(ctx, p);
		}
	}
}

/* Keep for the user what the container's image is known from. */
static void list_binding(const struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_worker *worker = ctx->worker;
	struct pf_bound_item *item = PF_NEW(&worker->arena, struct pf_bound_item);
	const struct pf_image_binding *binding = c->binding;
	const struct pf_image_source *source = binding ? binding->source : NULL;
	const struct pf_node *node = c->spec->image.node;

	item->bound = (struct pf_bound){
		.at = {ctx->file, node->start, node->end},
		.image = c->spec->image.is,
		.container = c->spec->name.is,
	};
	if (source) {
		if (source->by <= PF_BOUND_BY_CONFIG)
			item->bound.match = source->match;
		item->bound.source = source->path;
		item->bound.why = source->why;
		item->bound.by = source->by;
		item->bound.guess = binding->guess;
		item->bound.unread = !source->facts;
	}
	if (binding && binding->service) {
		item->bound.service = binding->service->name;
		item->bound.service_file = binding->service->file->document->source->path;
	}
	item->next = worker->bounds;
	worker->bounds = item;
	worker->nbounds++;
}

static void bind_image(const struct pf_ctx *ctx, struct pf_pod_container *c)
{
	c->binding = pf_world_image_binding(ctx->world, &ctx->worker->scratch, ctx->object, c);
	c->facts = c->binding ? c->binding->facts : NULL;
	if (ctx->settings->list_bindings && c->spec->image.set)
		list_binding(ctx, c);
}

static void fill_images(const struct pf_ctx *ctx, const struct pf_pod *pod)
{
	for (size_t i = 0; i < pod->containers.len; i++) {
		struct pf_pod_container *c = &pod->containers.ptr[i];

		c->image_rewritten = c->spec->image.set &&
			(pf_world_image_is_rewritten(ctx->world, ctx->object, &c->image) ||
				pf_world_image_is_patched(ctx->world, ctx->object,
					c->spec->name.is));
		bind_image(ctx, c);
	}
}

static void check_pod(struct pf_ctx *ctx, const struct pf_plan *plan, const struct pf_pod *pod)
{
	fill_images(ctx, pod);
	for (size_t i = 0; i < plan->npod; i++) {
		use(ctx, plan->pod[i]);
		ctx->rule->on_pod(ctx, pod);
	}
	for (size_t k = 0; k < pod->containers.len; k++) {
		for (size_t i = 0; i < plan->ncontainer; i++) {
			use(ctx, plan->container[i]);
			ctx->rule->on_container(ctx, &pod->containers.ptr[k]);
		}
	}
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

/* What was just said, by place; `n` of them. */
static struct pf_item **take_items(struct pf_worker *worker, size_t *n)
{
	struct pf_item **items = PF_NEWN(&worker->scratch, struct pf_item *, worker->nitems);
	size_t i = *n = worker->nitems;

	for (struct pf_item *item = worker->items; item; item = item->next)
		items[--i] = item;
	qsort(items, *n, sizeof(*items), by_place);
	worker->items = NULL;
	worker->nitems = 0;
	return items;
}

/* Aliases lead to one place many times, and to the same words each time. */
static bool is_said_again(const struct pf_item *last, const struct pf_item *item)
{
	return last && by_place(&last, &item) == 0;
}

static void keep(struct pf_worker *worker, struct pf_item *item, struct pf_heap *heap)
{
	struct pf_finding *f = &item->finding;

	item->digest = pf_finding_digest(&worker->identity, f);
	if (f->document && f->node)
		f->pointer = pf_finding_pointer(&worker->identity, &worker->arena, f);
	item->next = heap->items;
	heap->items = item;
	heap->n++;
}

/* What the baseline knows is no less there for being below the least severity. */
static bool is_wanted(const struct pf_settings *settings, const struct pf_finding *f)
{
	return f->severity >= settings->min_severity || settings->baseline;
}

/* `silent`: of the rule that spoke last. */
static void settle_group(struct pf_ctx *ctx, const struct group *group, struct pf_heap *heap)
{
	const struct pf_item *last = NULL;
	bool silent = false;

	for (size_t i = 0; i < group->n; i++) {
		struct pf_item *item = group->items[i];
		const struct pf_rule *rule = item->finding.rule;

		if (is_said_again(last, item))
			continue;
		if (!last || last->rule_index != item->rule_index)
			silent = gives_way(group, rule) || is_said_better(group, rule);
		last = item;
		if (!silent && is_wanted(ctx->settings, &item->finding))
			keep(ctx->worker, item, heap);
	}
}

/*
 * Move what was just said onto `heap`: without what yields to better words, is
 * said again, or is of no interest; the rest with its digest.  What is left
 * out counts as silenced all the same where a suppression covers it.
 */
static void settle(struct pf_ctx *ctx, struct pf_heap *heap)
{
	struct pf_container_places places = {0};
	struct pf_item **items;
	size_t n, to;

	if (!ctx->worker->items)
		return;
	items = take_items(ctx->worker, &n);
	for (size_t i = 0; i < n; i++)
		items[i]->finding.suppression = pf_suppression_of(ctx, &places, items[i]);
	for (size_t from = 0; from < n; from = to) {
		struct group group = {items + from, 0};

		for (to = from + 1;
			to < n && items[to]->finding.at.start == items[from]->finding.at.start;)
			to++;
		group.n = to - from;
		settle_group(ctx, &group, heap);
	}
}

static void check_object(struct pf_ctx *ctx, const struct pf_plan *plan, struct pf_object *object)
{
	struct pf_decoder decoder;
	const struct pf_pod *pod;

	pf_decoder_start(&decoder, &ctx->worker->scratch, ctx->settings->release);
	decoder.patch = object->patch;
	ctx->object = object;
	ctx->document = object->document;
	if (object->api && object->api->type)
		object->typed = pf_decode(&decoder, object->api->type, object->root);
	check_problems(ctx, plan, decoder.problems);
	for (size_t i = 0; i < plan->nobject; i++) {
		use(ctx, plan->object[i]);
		ctx->rule->on_object(ctx, object);
	}
	pod = pf_pod_of(&decoder, object);
	if (pod)
		check_pod(ctx, plan, pod);
	object->typed = NULL;
}

/* Document by document, so that a cut is at the same place however they are shared out. */
static void check_document(struct pf_ctx *ctx, const struct pf_plan *plan,
	struct pf_chunk_of_file *chunk, size_t *object)
{
	const struct pf_document *document = ctx->document;

	ctx->object = NULL;
	for (size_t k = 0; k < plan->ndocument; k++) {
		use(ctx, plan->document[k]);
		ctx->rule->on_document(ctx, document);
	}
	settle(ctx, &chunk->heap);
	while (*object < chunk->objects.len && chunk->objects.ptr[*object].document == document) {
		if (chunk->heap.n > pf_findings_max(ctx->settings))
			return;
		check_object(ctx, plan, &chunk->objects.ptr[(*object)++]);
		settle(ctx, &chunk->heap);
		pf_arena_clear(&ctx->worker->scratch);
	}
}

static struct pf_ctx context_for(struct pf_run *run, const struct pf_run_file *f, size_t worker)
{
	return (struct pf_ctx){.worker = &run->workers[worker],
		.run = run,
		.silencing = f->silencing,
		.settings = run->settings,
		.profile = f->plan->profile,
		.world = run->world,
		.file = &f->file};
}

static void check_chunk(void *arg, size_t worker, size_t index)
{
	const struct batch *batch = arg;
	struct pf_run *run = batch->run;
	struct pf_chunk_of_file *chunk = run->chunks[batch->from + index];
	size_t most = pf_findings_max(run->settings), object = 0;
	struct pf_ctx ctx = context_for(run, chunk->of, worker);

	pf_run_step(run);
	chunk->unfinished = pf_run_is_late(run);
	if (chunk->unfinished || chunk->of->skipped || chunk->of->failed || chunk->of->file.context)
		return;
	for (size_t i = 0; i < chunk->documents.len && chunk->heap.n <= most; i++) {
		ctx.document = &chunk->documents.ptr[i];
		check_document(&ctx, chunk->of->plan, chunk, &object);
	}
	pf_arena_clear(&ctx.worker->scratch);
}

static void check_builds(struct pf_ctx *ctx, const struct pf_plan *plan,
	const struct pf_run_file *f)
{
	for (const struct pf_run_build *b = f->builds; b; b = b->next) {
		for (size_t i = 0; i < plan->nbuild; i++) {
			use(ctx, plan->build[i]);
			ctx->rule->on_build(ctx, b->build);
		}
	}
}

static void check_file(void *arg, size_t worker, size_t index)
{
	struct pf_run *run = arg;
	struct pf_run_file *f = run->files[index];
	const struct pf_plan *plan = f->plan;
	struct pf_ctx ctx = context_for(run, f, worker);

	pf_run_step(run);
	f->unfinished = pf_run_is_late(run);
	if (f->unfinished || f->failed || f->file.context || (f->skipped && !f->file.template))
		return;
	ctx.dockerfile = f->file.dockerfile;
	if (f->file.dockerfile)
		check_builds(&ctx, plan, f);
	for (size_t i = 0; i < plan->nfile && !f->file.dockerfile; i++) {
		use(&ctx, plan->file[i]);
		ctx.rule->on_file(&ctx, &f->file);
	}
	settle(&ctx, &f->heap);
	pf_arena_clear(&ctx.worker->scratch);
}

static size_t bytes_of(const struct pf_chunk_of_file *chunk)
{
	const struct pf_piece *last = &chunk->pieces[chunk->npieces - 1];

	return last->end - chunk->pieces->start;
}

/*
 * In batches, and no further once nobody is told of what is found: memory
 * stays within bounds, and the same findings are left for any number of jobs.
 */
static void check_chunks(struct pf_run *run)
{
	struct batch batch = {.run = run};
	size_t found = 0, to;

	for (; batch.from < run->nchunks && found <= pf_findings_max(run->settings);
		batch.from = to) {
		size_t bytes = 0;

		for (to = batch.from; to < run->nchunks && bytes < BATCH_BYTES; to++)
			bytes += bytes_of(run->chunks[to]);
		pf_pool_run(to - batch.from, run->settings->jobs, check_chunk, &batch);
		for (size_t i = batch.from; i < to; i++)
			found += run->chunks[i]->heap.n;
	}
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
		cut |= run->workers[i].full;
	return cut;
}

/* Rules that hear of suppressions, and where. */
struct hearing {
	struct pf_run *run;
	struct pf_ctx ctx;
	const struct pf_plan *plan;
};

static void tell(void *arg, const struct pf_idle_suppression *idle)
{
	struct hearing *hearing = arg;

	for (size_t i = 0; i < hearing->plan->nsuppression; i++) {
		use(&hearing->ctx, hearing->plan->suppression[i]);
		hearing->ctx.rule->on_suppression(&hearing->ctx, idle);
	}
}

/* Entries may stand in several files, so each is settled by itself. */
static void tell_of_entry(void *arg, const struct pf_idle_suppression *idle)
{
	struct hearing *hearing = arg;

	hearing->ctx.file = idle->at.file;
	tell(arg, idle);
	settle(&hearing->ctx, &hearing->run->heap);
}

static void check_suppressions_of_file(void *arg, size_t worker, size_t index)
{
	const struct batch *batch = arg;
	struct pf_run_file *f = batch->run->files[index];
	struct hearing hearing = {batch->run, context_for(batch->run, f, worker), f->plan};

	if (!f->silencing || !f->plan->nsuppression)
		return;
	hearing.ctx.dockerfile = f->file.dockerfile;
	pf_run_idle_in_file(batch->run, f, batch->finished, tell, &hearing);
	settle(&hearing.ctx, &f->heap);
	pf_arena_clear(&hearing.ctx.worker->scratch);
}

static void check_suppressions(struct pf_run *run, const struct pf_plan *plan)
{
	struct batch batch = {.run = run, .finished = !pf_run_is_cut(run)};
	struct hearing hearing = {.run = run, .plan = plan};

	hearing.ctx = (struct pf_ctx){.worker = &run->workers[0],
		.run = run,
		.settings = run->settings,
		.profile = &run->settings->profile,
		.world = run->world};
	pf_pool_run(run->nfiles, run->settings->jobs, check_suppressions_of_file, &batch);
	if (!plan->nsuppression)
		return;
	pf_run_idle_in_config(run, batch.finished, tell_of_entry, &hearing);
	pf_arena_clear(&run->workers[0].scratch);
}

static const struct pf_plan *plan_of(struct pf_run *run, struct pf_plan **plans,
	const struct pf_profile *profile)
{
	return pf_plan_of(&run->arena, plans, run->settings->rules,
		profile ? profile : &run->settings->profile);
}

void pf_run_check(struct pf_run *run)
{
	struct pf_plan *plans = NULL;
	const struct pf_plan *plan = plan_of(run, &plans, NULL);
	bool any = false;

	for (size_t i = 0; i < run->nfiles; i++)
		run->files[i]->plan = plan_of(run, &plans, run->files[i]->input->profile);
	for (const struct pf_plan *p = plans; p; p = p->next)
		any |= p->nfile || p->nbuild;
	pf_run_enter(run, PF_PHASE_LINTING, run->nchunks + (any ? run->nfiles : 0));
	if (any)
		pf_pool_run(run->nfiles, run->settings->jobs, check_file, run);
	check_chunks(run);
	check_suppressions(run, plan);
	for (size_t i = 0; i < PF_POOL_MAX; i++)
		pf_identity_release(&run->workers[i].identity);
}
