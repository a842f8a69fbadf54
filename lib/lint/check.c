/* SPDX-License-Identifier: Apache-2.0 */

/* Rules at work: which of them look at what, and whose word counts. */

#include <stdlib.h>

#include "lint/identity.h"
#include "lint/run.h"

/* Enabled rules by what they look at, so that nothing is called for nothing. */
struct plan {
	struct pf_run *run;
	size_t *problem[PF_PROBLEM_KINDS];
	size_t nproblem[PF_PROBLEM_KINDS];
	size_t *file, *document, *object, *pod, *container;
	size_t nfile, ndocument, nobject, npod, ncontainer;
};

static void make_plan(struct pf_run *run, struct plan *plan)
{
	*plan = (struct plan){.run = run};
	plan->file = PF_NEWN(&run->arena, size_t, pf_nrules);
	plan->document = PF_NEWN(&run->arena, size_t, pf_nrules);
	plan->object = PF_NEWN(&run->arena, size_t, pf_nrules);
	plan->pod = PF_NEWN(&run->arena, size_t, pf_nrules);
	plan->container = PF_NEWN(&run->arena, size_t, pf_nrules);
	for (size_t kind = 0; kind < PF_PROBLEM_KINDS; kind++)
		plan->problem[kind] = PF_NEWN(&run->arena, size_t, pf_nrules);
	for (size_t i = 0; i < pf_nrules; i++) {
		const struct pf_rule *rule = pf_rules[i];

		if (!run->settings->enabled[i])
			continue;
		if (rule->on_file)
			plan->file[plan->nfile++] = i;
		if (rule->on_document)
			plan->document[plan->ndocument++] = i;
		if (rule->on_object)
			plan->object[plan->nobject++] = i;
		if (rule->on_pod)
			plan->pod[plan->npod++] = i;
		if (rule->on_container)
			plan->container[plan->ncontainer++] = i;
		for (size_t kind = 0; kind < PF_PROBLEM_KINDS; kind++) {
			if (rule->on_problem && (rule->problems & PF_PROBLEM_BIT(kind)))
				plan->problem[kind][plan->nproblem[kind]++] = i;
		}
	}
}

static void use(struct pf_ctx *ctx, size_t rule)
{
	ctx->rule = pf_rules[rule];
	ctx->rule_index = rule;
}

static void check_problems(struct pf_ctx *ctx, const struct plan *plan,
	const struct pf_problem *problems)
{
	for (const struct pf_problem *p = problems; p; p = p->next) {
		for (size_t i = 0; i < plan->nproblem[p->kind]; i++) {
			use(ctx, plan->problem[p->kind][i]);
			ctx->rule->on_problem(ctx, p);
		}
	}
}

static void fill_images(const struct pf_ctx *ctx, const struct pf_pod *pod)
{
	for (size_t i = 0; i < pod->containers.len; i++) {
		struct pf_pod_container *c = &pod->containers.ptr[i];

		c->image_rewritten = c->spec->image.set &&
			pf_world_image_is_rewritten(ctx->world, ctx->object, &c->image);
	}
}

static void check_pod(struct pf_ctx *ctx, const struct plan *plan, const struct pf_pod *pod)
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

/* By place, then rule: findings about one place stand together. */
static int by_place(const void *a, const void *b)
{
	const struct pf_item *const *left = a, *const *right = b;
	const struct pf_finding *l = &(*left)->finding, *r = &(*right)->finding;

	if (l->at.start != r->at.start)
		return l->at.start < r->at.start ? -1 : 1;
	if ((*left)->rule_index != (*right)->rule_index)
		return (*left)->rule_index < (*right)->rule_index ? -1 : 1;
	return 0;
}

static bool yields(const struct pf_rule *rule, const struct pf_rule *other)
{
	for (size_t i = 0; rule->yields_to && rule->yields_to[i]; i++) {
		if (strcmp(rule->yields_to[i], other->name) == 0)
			return true;
	}
	return false;
}

/* One fact, one finding: drop what another rule says better at the same place. */
static bool is_silenced(struct pf_item *const *items, size_t n, size_t i)
{
	const struct pf_finding *mine = &items[i]->finding;

	if (!mine->rule->yields_to)
		return false;
	for (size_t k = i; k > 0 && items[k - 1]->finding.at.start == mine->at.start; k--) {
		if (yields(mine->rule, items[k - 1]->finding.rule))
			return true;
	}
	for (size_t k = i + 1; k < n && items[k]->finding.at.start == mine->at.start; k++) {
		if (yields(mine->rule, items[k]->finding.rule))
			return true;
	}
	return false;
}

/*
 * Move what was just said into `*into`: without what yields to better words,
 * or lies below the least severity; the rest with its digest.
 */
static void settle(struct pf_ctx *ctx, struct pf_item **into, size_t *ninto)
{
	struct pf_worker *worker = ctx->worker;
	size_t n = 0;
	struct pf_item **items;

	if (!worker->items)
		return;
	items = PF_NEWN(&worker->scratch, struct pf_item *, worker->nitems);
	for (struct pf_item *item = worker->items; item; item = item->next)
		items[n++] = item;
	for (size_t i = 0; i < n / 2; i++) {
		struct pf_item *swap = items[i];

		items[i] = items[n - 1 - i];
		items[n - 1 - i] = swap;
	}
	qsort(items, n, sizeof(*items), by_place);
	for (size_t i = 0; i < n; i++) {
		if (is_silenced(items, n, i) ||
			items[i]->finding.severity < ctx->settings->min_severity)
			continue;
		items[i]->digest = pf_finding_digest(&worker->scratch, &items[i]->finding);
		if (items[i]->finding.document && items[i]->finding.node)
			items[i]->finding.pointer = pf_yaml_pointer(&worker->arena,
				items[i]->finding.document, items[i]->finding.node);
		items[i]->next = *into;
		*into = items[i];
		(*ninto)++;
	}
	worker->items = NULL;
	worker->nitems = 0;
}

static void check_object(struct pf_ctx *ctx, const struct plan *plan, struct pf_object *object)
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

static void check_chunk(void *arg, size_t worker, size_t index)
{
	const struct plan *plan = arg;
	struct pf_run *run = plan->run;
	struct pf_chunk_of_file *chunk = run->chunks[index];
	struct pf_ctx ctx = {.worker = &run->workers[worker],
		.settings = run->settings,
		.world = run->world,
		.nfindings = &run->nfindings,
		.file = &chunk->of->file};

	if (chunk->of->skipped || chunk->of->failed || chunk->of->file.context)
		return;
	for (size_t i = 0; plan->ndocument && i < chunk->documents.len; i++) {
		ctx.document = &chunk->documents.ptr[i];
		for (size_t k = 0; k < plan->ndocument; k++) {
			use(&ctx, plan->document[k]);
			ctx.rule->on_document(&ctx, ctx.document);
		}
		settle(&ctx, &chunk->items, &chunk->nitems);
	}
	for (size_t i = 0; i < chunk->objects.len; i++) {
		check_object(&ctx, plan, &chunk->objects.ptr[i]);
		settle(&ctx, &chunk->items, &chunk->nitems);
		pf_arena_clear(&ctx.worker->scratch);
	}
}

static void check_file(void *arg, size_t worker, size_t index)
{
	const struct plan *plan = arg;
	struct pf_run *run = plan->run;
	struct pf_run_file *f = &run->files[index];
	struct pf_ctx ctx = {.worker = &run->workers[worker],
		.settings = run->settings,
		.world = run->world,
		.nfindings = &run->nfindings,
		.file = &f->file};

	if (f->failed || f->file.context || (f->skipped && !f->file.template))
		return;
	for (size_t i = 0; i < plan->nfile; i++) {
		use(&ctx, plan->file[i]);
		ctx.rule->on_file(&ctx, &f->file);
	}
	settle(&ctx, &f->items, &f->nitems);
	pf_arena_clear(&ctx.worker->scratch);
}

void pf_run_check(struct pf_run *run)
{
	struct plan plan;

	make_plan(run, &plan);
	if (plan.nfile)
		pf_pool_run(run->nfiles, run->settings->jobs, check_file, &plan);
	pf_pool_run(run->nchunks, run->settings->jobs, check_chunk, &plan);
}
