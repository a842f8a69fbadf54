/* SPDX-License-Identifier: Apache-2.0 */

#include "engine/census_internal.h"

#include "project/kustomization.h"
#include "project/skaffold.h"
#include "world/world.h"

/* What the world is built from. */
struct census {
	const struct pf_object **objects;
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

		object->number = (uint32_t)census->nobjects;
		census->objects[census->nobjects++] = object;
		if (pf_is_kustomization(object->document) || pf_is_skaffold(object->document))
			census->projects[census->nprojects++] = object->document;
	}
}

/* A list of JSON 6902 operations is no manifest, but a Kustomization may refer to it. */
static void count_patch(struct census *census, const struct pf_chunk_of_file *chunk)
{
	if (chunk->documents.len && pf_is_json_patch(&chunk->documents.ptr[0]))
		census->projects[census->nprojects++] = &chunk->documents.ptr[0];
}

void pf_run_census(struct pf_run *run)
{
	const struct pf_settings *settings = run->settings;
	struct pf_world_options options = {settings->target.release, settings->target.namespace,
		settings->input.complete, &run->sources};
	struct census census = {0};
	size_t n = 0;

	for (size_t i = 0; i < run->nchunks; i++)
		n += run->chunks[i]->objects.len;
	census.objects = PF_NEWN(&run->arena, const struct pf_object *, n);
	census.projects = PF_NEWN(&run->arena, const struct pf_document *, n + run->nchunks);
	for (size_t i = 0; i < run->nchunks; i++) {
		if (!run->chunks[i]->of->skipped)
			count_chunk(&census, run->chunks[i]);
		else
			count_patch(&census, run->chunks[i]);
	}
	run->world = pf_world_build(&run->arena, census.objects, census.nobjects, census.projects,
		census.nprojects, &options);
}
