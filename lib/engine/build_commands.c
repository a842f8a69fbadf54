/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Images that scripts, Makefiles, bake files and workflows build: where the paths
 * lead that they name.
 */

#include "engine/gathering_internal.h"

#include "project/builds/bake.h"
#include "project/builds/script.h"
#include "project/builds/workflow.h"

/* A file that says what is built, and where its paths start. */
struct speaker {
	struct pf_run_file *file;
	pf_str folder;
	pf_str top; /* of the repository, as far as the path leads */
};

static bool has_git(struct pf_arena *arena, pf_str folder)
{
	return pf_path_exists(pf_arena_fmt(arena, "%.*s/.git", PF_STR_ARG(folder)).ptr);
}

static struct speaker speaker_of(struct pf_gathering *g, struct pf_run_file *f)
{
	struct speaker speaker = {f, pf_path_directory(f->input->path), PF_STR_EMPTY};
	pf_str folder = speaker.folder;
	pf_str above = pf_path_directory(folder);

	if (pf_str_eq(pf_path_name(folder), PF_STR("workflows"))) {
		speaker.top = pf_path_directory(above);
		return speaker;
	}
	while (!pf_str_eq(above, folder) && !pf_str_ends_with(folder, PF_STR("..")) &&
		!has_git(&g->run->arena, folder)) {
		folder = above;
		above = pf_path_directory(folder);
	}
	speaker.top = folder;
	return speaker;
}

/* The folder that a tool's own folder (`hack`, `scripts`) works on. */
static pf_str project_of(const struct speaker *speaker)
{
	static const pf_str tools[] = {PF_STR_INIT(".github"), PF_STR_INIT("bin"),
		PF_STR_INIT("build"), PF_STR_INIT("ci"), PF_STR_INIT("hack"), PF_STR_INIT("make"),
		PF_STR_INIT("script"), PF_STR_INIT("scripts"), PF_STR_INIT("test"),
		PF_STR_INIT("tools"), PF_STR_INIT("workflows")};
	pf_str folder = speaker->folder;

	while (pf_is_one_of(pf_path_name(folder), tools, sizeof(tools) / sizeof(*tools)) &&
		!pf_str_eq(folder, speaker->top))
		folder = pf_path_directory(folder);
	return folder;
}

static bool is_there(struct pf_gathering *g, pf_str path)
{
	return pf_gathering_dockerfile(g, path, false) != NULL;
}

/*
 * Nobody says where a script is started: in its folder or one above.  Empty where
 * several of them have such a file, or none.
 */
static pf_str from_wherever(struct pf_gathering *g, const struct speaker *speaker, pf_str path)
{
	struct pf_arena *arena = &g->run->arena;
	pf_str folder = speaker->folder, found = PF_STR_EMPTY;

	for (;;) {
		pf_str there = pf_path_from(arena, folder, path);

		if (pf_path_exists(pf_arena_cstr(arena, there)) || is_there(g, there)) {
			if (found.len && !pf_str_eq(found, there))
				return PF_STR_EMPTY;
			found = there;
		}
		if (pf_str_eq(folder, speaker->top))
			return found;
		folder = pf_path_directory(folder);
	}
}

/* Report path, or empty. */
static pf_str resolve(struct pf_gathering *g, const struct speaker *speaker,
	const struct pf_built_path *path)
{
	switch (path->from) {
	case PF_BUILT_FROM_FILE:
		return pf_path_from(&g->run->arena, speaker->folder, path->path);
	case PF_BUILT_FROM_TOP:
		return pf_path_from(&g->run->arena, speaker->top, path->path);
	case PF_BUILT_FROM_STARTED:
		return from_wherever(g, speaker, path->path);
	}
	return PF_STR_EMPTY;
}

/* What is not there, or no Dockerfile, says nothing. */
static void add_image(struct pf_gathering *g, const struct speaker *speaker,
	const struct pf_built_image *image)
{
	pf_str path = resolve(g, speaker, &image->dockerfile);

	if (!path.len || !is_there(g, path))
		return;
	for (size_t i = 0; i < image->ntags; i++) {
		struct pf_image_source *source = pf_gathering_add(g, PF_BOUND_BY_COMMAND);

		source->match = image->tags[i];
		source->directory = project_of(speaker);
		source->why = pf_gathering_line(g, speaker->file, image->at);
		pf_gathering_set_dockerfile(g, source, path, &image->request);
	}
}

static void add_images(struct pf_gathering *g, struct pf_run_file *f, struct pf_built_images images)
{
	struct speaker speaker;

	if (!images.len)
		return;
	speaker = speaker_of(g, f);
	PF_EACH(struct pf_built_image, image, images)
		add_image(g, &speaker, image);
}

static void read_script(struct pf_gathering *g, struct pf_run_file *f)
{
	struct pf_arena *arena = &g->run->arena;
	pf_str name = pf_path_name(f->input->path), text = f->file.source.text;

	if (pf_str_ends_with(name, PF_STR(".hcl")))
		add_images(g, f, pf_built_by_bake(arena, text));
	else if (!pf_str_contains(text, PF_STR("build"))) /* most have none */
		return;
	else if (pf_str_ends_with(name, PF_STR("sh")))
		add_images(g, f, pf_built_by_script(arena, text));
	else
		add_images(g, f, pf_built_by_makefile(arena, text));
}

static void read_document(struct pf_gathering *g, struct pf_run_file *f,
	const struct pf_document *document)
{
	if (!document->root)
		return;
	if (pf_is_workflow(document))
		add_images(g, f, pf_built_by_workflow(&g->run->arena, document));
	else if (pf_is_bake(document))
		add_images(g, f, pf_built_by_bake_json(&g->run->arena, document));
}

void pf_gathering_add_commands(struct pf_gathering *g)
{
	for (size_t i = 0; i < g->run->nfiles; i++) {
		if (g->run->files[i]->input->builds)
			read_script(g, g->run->files[i]);
	}
	for (size_t i = 0; i < g->run->nchunks; i++) {
		struct pf_chunk_of_file *chunk = g->run->chunks[i];

		for (size_t k = 0; k < chunk->documents.len; k++)
			read_document(g, chunk->of, &chunk->documents.ptr[k]);
	}
}
