/* SPDX-License-Identifier: Apache-2.0 */

#include "engine/check_internal.h"

#include "engine/bound_internal.h"
#include "engine/checker_internal.h"
#include "engine/hearing_internal.h"
#include "engine/progress_internal.h"
#include "engine/stations_internal.h"
#include "world/members.h"
#include "world/pod.h"
#include "yaml/separator.h"

/* Chunks from `from` on. */
struct batch {
	struct pf_run *run;
	size_t from;
};

#define BATCH_BYTES ((size_t)16 * 1024 * 1024)

static void check_problems(struct pf_checker *c, const struct pf_problem *problems)
{
	for (const struct pf_problem *p = problems; p; p = p->next) {
		for (size_t i = 0; i < c->plan->nproblem[p->kind]; i++)
			pf_checker_use(c, c->plan->problem[p->kind][i])->on_problem(&c->ctx, p);
	}
}

static void check_pod(struct pf_checker *c, const struct pf_pod *pod)
{
	const struct pf_plan *plan = c->plan;

	pf_bound_keep(c->worker, c->ctx.file, pod, c->run->settings->images.list_bindings);
	for (size_t i = 0; i < plan->npod; i++)
		pf_checker_use(c, plan->pod[i])->on_pod(&c->ctx, pod);
	for (size_t k = 0; k < pod->containers.len; k++) {
		for (size_t i = 0; i < plan->ncontainer; i++)
			pf_checker_use(c, plan->container[i])
				->on_container(&c->ctx, &pod->containers.ptr[k]);
	}
}

static void check_object(struct pf_checker *c, const struct pf_object *object)
{
	struct pf_decoder decoder;
	const struct pf_pod *pod;

	pf_decoder_start(&decoder, &c->worker->scratch, c->ctx.release);
	/* Of the fields of two objects in one, none is at fault but the separator. */
	decoder.judge = !pf_document_is_glued(object->document, NULL);
	decoder.patch = pf_world_is_patch(c->run->world, object);
	c->ctx.object = object;
	c->ctx.document = object->document;
	c->ctx.typed = object->api && object->api->type
		? pf_decode(&decoder, object->api->type, object->root)
		: NULL;
	check_problems(c, decoder.problems);
	for (size_t i = 0; i < c->plan->nobject; i++)
		pf_checker_use(c, c->plan->object[i])->on_object(&c->ctx, object);
	pod = pf_world_pod_of(c->run->world, &decoder, object, c->ctx.typed);
	if (pod)
		check_pod(c, pod);
	c->ctx.typed = NULL;
}

/* Document by document, so that a cut is at the same place however they are shared out. */
static void check_document(struct pf_checker *c, struct pf_chunk_of_file *chunk, size_t *object)
{
	const struct pf_document *document = c->ctx.document;

	c->ctx.object = NULL;
	for (size_t i = 0; i < c->plan->ndocument; i++)
		pf_checker_use(c, c->plan->document[i])->on_document(&c->ctx, document);
	pf_stations_settle(c, &chunk->heap);
	while (*object < chunk->objects.len && chunk->objects.ptr[*object].document == document) {
		if (chunk->heap.n > pf_findings_max(c->run->settings))
			return;
		check_object(c, &chunk->objects.ptr[(*object)++]);
		pf_stations_settle(c, &chunk->heap);
		pf_arena_clear(&c->worker->scratch);
	}
}

static void check_chunk(void *arg, size_t worker, size_t index)
{
	const struct batch *batch = arg;
	struct pf_run *run = batch->run;
	struct pf_chunk_of_file *chunk = run->chunks[batch->from + index];
	size_t most = pf_findings_max(run->settings), object = 0;
	struct pf_checker c = pf_checker_for(run, worker, chunk->of, NULL);

	pf_run_step(run);
	chunk->unfinished = pf_run_is_late(run);
	if (chunk->unfinished || chunk->of->skipped || chunk->of->failed || chunk->of->file.context)
		return;
	for (size_t i = 0; i < chunk->documents.len && chunk->heap.n <= most; i++) {
		c.ctx.document = &chunk->documents.ptr[i];
		check_document(&c, chunk, &object);
	}
	pf_arena_clear(&c.worker->scratch);
}

static void check_builds(struct pf_checker *c, const struct pf_run_file *f)
{
	for (const struct pf_run_build *b = f->builds; b; b = b->next) {
		for (size_t i = 0; i < c->plan->nbuild; i++)
			pf_checker_use(c, c->plan->build[i])->on_build(&c->ctx, b->build);
	}
}

static void check_file(void *arg, size_t worker, size_t index)
{
	struct pf_run *run = arg;
	struct pf_run_file *f = run->files[index];
	struct pf_checker c = pf_checker_for(run, worker, f, NULL);

	pf_run_step(run);
	f->unfinished = pf_run_is_late(run);
	if (f->unfinished || f->failed || f->file.context || (f->skipped && !f->file.template))
		return;
	c.ctx.dockerfile = f->file.dockerfile;
	if (f->file.dockerfile)
		check_builds(&c, f);
	for (size_t i = 0; i < c.plan->nfile && !f->file.dockerfile; i++)
		pf_checker_use(&c, c.plan->file[i])->on_file(&c.ctx, &f->file);
	pf_stations_settle(&c, &f->heap);
	pf_arena_clear(&c.worker->scratch);
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
		pf_pool_run(to - batch.from, run->settings->limits.jobs, check_chunk, &batch);
		for (size_t i = batch.from; i < to; i++)
			found += run->chunks[i]->heap.n;
	}
}

static void read_silencing(void *arg, size_t worker, size_t index)
{
	struct pf_run *run = arg;
	struct pf_run_file *f = run->files[index];
	const struct pf_input *input = f->input;

	if (f->failed || f->file.context || (f->skipped && !f->file.template))
		return;
	f->silencing = pf_silencing_read(&run->workers[worker].arena, &run->suppressor, &f->file,
		input->config_path.len ? input->config_path : input->path);
}

static void start_suppression(struct pf_run *run)
{
	const struct pf_settings *settings = run->settings;

	run->suppressor =
		pf_suppress_start(&run->arena, &settings->suppress, settings->rules, run->world);
	pf_pool_run(run->nfiles, settings->limits.jobs, read_silencing, run);
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

	start_suppression(run);
	for (size_t i = 0; i < run->nfiles; i++)
		run->files[i]->plan = plan_of(run, &plans, run->files[i]->input->profile);
	for (const struct pf_plan *p = plans; p; p = p->next)
		any |= p->nfile || p->nbuild;
	pf_run_enter(run, PF_PHASE_LINTING, run->nchunks + (any ? run->nfiles : 0));
	if (any)
		pf_pool_run(run->nfiles, run->settings->limits.jobs, check_file, run);
	check_chunks(run);
	pf_run_hear(run, plan);
	for (size_t i = 0; i < PF_POOL_MAX; i++)
		pf_identity_release(&run->workers[i].identity);
}
