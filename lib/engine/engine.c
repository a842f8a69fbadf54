/* SPDX-License-Identifier: Apache-2.0 */

#include "engine/engine.h"

#include <stdlib.h>

#include "base/clock.h"
#include "engine/run.h"
#include "project/skaffold.h"

pf_str pf_run_home_path(struct pf_run *run, const struct pf_input *input)
{
	bool nameless = !input->os_path && pf_str_eq(input->path, PF_STR("<stdin>"));

	if (!run->settings->home.len || nameless)
		return PF_STR_EMPTY;
	return pf_path_between(&run->arena, run->settings->home, input->path);
}

static void open_files(struct pf_run *run, const struct pf_input *inputs, size_t n)
{
	struct pf_run_file *files = PF_NEWN(&run->arena, struct pf_run_file, n);

	run->files = PF_NEWN(&run->arena, struct pf_run_file *, n);
	run->nfiles = n;
	for (size_t i = 0; i < n; i++) {
		files[i].input = &inputs[i];
		files[i].file.self = &files[i].file;
		files[i].file.named = inputs[i].named;
		files[i].file.context = inputs[i].context;
		files[i].file.home_path = pf_run_home_path(run, &inputs[i]);
		run->files[i] = &files[i];
	}
}

/* What the world is built from. */
struct census {
	struct pf_object **objects;
	const struct pf_document **projects;
	size_t nobjects;
	size_t nprojects;
};

static void count_chunk(struct census *census, struct pf_chunk_of_file *chunk)
{
	/* A kustomization file may come without apiVersion and kind. */
	if (chunk->of->kustomization && !chunk->objects.len && chunk->documents.len)
		census->projects[census->nprojects++] = &chunk->documents.ptr[0];
	for (size_t i = 0; i < chunk->objects.len; i++) {
		struct pf_object *object = &chunk->objects.ptr[i];

		object->context = chunk->of->file.context;
		census->objects[census->nobjects++] = object;
		if (pf_is_kustomization(object->document) || pf_is_skaffold(object->document))
			census->projects[census->nprojects++] = object->document;
	}
}

static void build_world(struct pf_run *run)
{
	const struct pf_settings *settings = run->settings;
	struct pf_world_options options = {
		settings->release, settings->namespace, settings->complete, &run->sources};
	struct census census = {0};
	size_t n = 0;

	for (size_t i = 0; i < run->nchunks; i++)
		n += run->chunks[i]->objects.len;
	census.objects = PF_NEWN(&run->arena, struct pf_object *, n);
	census.projects = PF_NEWN(&run->arena, const struct pf_document *, n + run->nchunks);
	for (size_t i = 0; i < run->nchunks; i++) {
		if (!run->chunks[i]->of->skipped)
			count_chunk(&census, run->chunks[i]);
	}
	run->world = pf_world_build(&run->arena, census.objects, census.nobjects, census.projects,
		census.nprojects, &options);
}

void pf_run_enter(struct pf_run *run, enum pf_phase phase, size_t total)
{
	struct pf_progress *progress = run->settings->progress;

	if (!progress)
		return;
	atomic_store(&progress->done, 0);
	atomic_store(&progress->total, total);
	atomic_store(&progress->phase, (int)phase);
}

void pf_run_step(struct pf_run *run)
{
	if (run->settings->progress)
		atomic_fetch_add_explicit(&run->settings->progress->done, 1, memory_order_relaxed);
}

bool pf_run_is_late(struct pf_run *run)
{
	if (!run->settings->deadline)
		return false;
	if (atomic_load(&run->late))
		return true;
	if (pf_clock_ms() < run->settings->deadline)
		return false;
	atomic_store(&run->late, true);
	return true;
}

/* Of part of the input rules would say what is not so: none of them runs. */
static void abandon(struct pf_run *run)
{
	for (size_t i = 0; i < run->nfiles; i++)
		run->files[i]->unfinished = true;
}

struct pf_run *pf_lint(const struct pf_settings *settings, const struct pf_input *inputs,
	size_t ninputs)
{
	struct pf_run *run = calloc(1, sizeof(*run));

	if (!run)
		pf_oom();
	run->settings = settings;
	open_files(run, inputs, ninputs);
	pf_run_intake(run);
	if (pf_run_is_late(run)) {
		abandon(run);
	} else {
		pf_run_sources(run);
		build_world(run);
		pf_run_suppress(run);
		pf_run_check(run);
	}
	pf_run_outcome(run);
	return run;
}

const struct pf_result *pf_run_result(const struct pf_run *run)
{
	return &run->result;
}

void pf_run_free(struct pf_run *run)
{
	if (!run)
		return;
	for (size_t i = 0; i < PF_POOL_MAX; i++) {
		pf_arena_release(&run->workers[i].arena);
		pf_arena_release(&run->workers[i].scratch);
	}
	pf_arena_release(&run->arena);
	free(run);
}
