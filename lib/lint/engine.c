/* SPDX-License-Identifier: Apache-2.0 */

#include "lint/engine.h"

#include <stdlib.h>

#include "lint/run.h"

static void open_files(struct pf_run *run, const struct pf_input *inputs, size_t n)
{
	run->files = PF_NEWN(&run->arena, struct pf_run_file, n);
	run->nfiles = n;
	for (size_t i = 0; i < n; i++) {
		run->files[i].input = &inputs[i];
		run->files[i].file.named = inputs[i].named;
		run->files[i].file.context = inputs[i].context;
	}
}

/* All objects of manifests, in input order, and the kustomizations beside them. */
static void build_world(struct pf_run *run)
{
	const struct pf_settings *settings = run->settings;
	struct pf_world_options options = {
		settings->release, settings->namespace, settings->complete};
	const struct pf_document **kustomizations;
	struct pf_object **objects;
	size_t n = 0, nkustomizations = 0;

	for (size_t i = 0; i < run->nchunks; i++)
		n += run->chunks[i]->objects.len;
	objects = PF_NEWN(&run->arena, struct pf_object *, n);
	kustomizations = PF_NEWN(&run->arena, const struct pf_document *, run->nchunks);
	n = 0;
	for (size_t i = 0; i < run->nchunks; i++) {
		struct pf_chunk_of_file *chunk = run->chunks[i];

		if (chunk->of->skipped || chunk->of->failed)
			continue;
		if (chunk->of->kustomization && chunk->documents.len &&
			chunk->documents.ptr[0].root)
			kustomizations[nkustomizations++] = &chunk->documents.ptr[0];
		for (size_t k = 0; k < chunk->objects.len; k++) {
			chunk->objects.ptr[k].context = chunk->of->file.context;
			objects[n++] = &chunk->objects.ptr[k];
		}
	}
	run->world =
		pf_world_build(&run->arena, objects, n, kustomizations, nkustomizations, &options);
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
	build_world(run);
	pf_run_check(run);
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
