/* SPDX-License-Identifier: Apache-2.0 */

/* What tells of images, in the order in which it is asked. */

#include "engine/sources_internal.h"

#include "engine/gathering_internal.h"
#include "image/store/store.h"

static void set_store(struct pf_gathering *g, struct pf_image_source *source, pf_str path)
{
	struct pf_arena *arena = &g->run->arena;
	struct pf_run_file *f = pf_gathering_open(g, path, false);
	struct pf_image_facts *facts = PF_NEW(arena, struct pf_image_facts);
	struct pf_image_reference wanted = pf_image_reference_parse(arena, source->match);

	f->file.context = true;
	source->path = path;
	if (pf_image_store_read(arena, f->input->os_path, &f->file.source,
		    wanted.valid ? &wanted : NULL, facts, &f->error))
		source->facts = facts;
	else
		f->failed = true;
}

static pf_str line_of(struct pf_gathering *g, const struct pf_document *document,
	const struct pf_node *node)
{
	return pf_gathering_line(g, g->run->files[pf_file_of(document)->number], node->start);
}

static void add_setting(struct pf_gathering *g, const struct pf_image_setting *setting)
{
	struct pf_image_source *source =
		pf_gathering_add(g, setting->of_config ? PF_BOUND_BY_CONFIG : PF_BOUND_BY_OPTION);
	const char *os_path = pf_arena_cstr(&g->run->arena, setting->source);

	source->match = setting->match;
	source->why = setting->where;
	if (setting->is_dockerfile || setting->target.len || !pf_image_store_recognises(os_path))
		pf_gathering_set_dockerfile(g, source, setting->source,
			&(struct pf_build_request){setting->target, setting->args, setting->nargs});
	else
		set_store(g, source, setting->source);
}

static void add_service(struct pf_gathering *g, const struct pf_compose_service *service)
{
	const struct pf_compose_build *from = &service->build;
	const struct pf_build_request request = {from->target, from->args, from->nargs};
	struct pf_image_source *source;

	if (!from->node || (!from->dockerfile.len && !from->inline_text))
		return;
	source = pf_gathering_add(g, PF_BOUND_BY_COMPOSE);
	source->match = service->image.value;
	source->directory = service->file->directory;
	source->service = service;
	source->why = line_of(g, service->file->document, from->node);
	if (from->inline_text)
		pf_gathering_set_inline(g, source, service, &request);
	else
		pf_gathering_set_dockerfile(g, source, from->dockerfile, &request);
}

static void add_artifacts(struct pf_gathering *g, const struct pf_skaffold *skaffold,
	const struct pf_document *document)
{
	for (size_t i = 0; i < skaffold->nartifacts; i++) {
		const struct pf_artifact *artifact = &skaffold->artifacts[i];
		struct pf_image_source *source;

		if (!artifact->dockerfile.len ||
			(artifact->guess &&
				!pf_gathering_dockerfile(g, artifact->dockerfile, false)))
			continue;
		source = pf_gathering_add(g, PF_BOUND_BY_SKAFFOLD);
		source->guess = artifact->guess;
		source->match = artifact->image;
		source->maybe = artifact->guess;
		source->directory = skaffold->directory;
		source->why = line_of(g, document, artifact->node);
		pf_gathering_set_dockerfile(g, source, artifact->dockerfile, &artifact->request);
	}
}

/* What is built in no known way is built whole. */
static void add_by_name(struct pf_gathering *g, struct pf_run_file *f)
{
	struct pf_build_request whole = {.target = PF_STR_EMPTY};
	struct pf_image_source *source = pf_gathering_add(g, PF_BOUND_BY_NAME);

	source->match = f->input->path;
	source->directory = pf_path_directory(f->input->path);
	source->path = f->input->path;
	source->facts = &(f->builds ? f->builds->build : pf_gathering_build(g, f, &whole))->facts;
}

static void read_projects(struct pf_gathering *g)
{
	struct pf_run *run = g->run;
	struct pf_arena *arena = &run->arena;
	const struct pf_env_reader env = {pf_gathering_env_file, g};
	size_t n = 0;

	for (size_t i = 0; i < run->nchunks; i++)
		n += run->chunks[i]->documents.len;
	g->composes = PF_NEWN(arena, const struct pf_compose *, n);
	g->skaffolds = PF_NEWN(arena, struct pf_skaffold, n);
	g->skaffold_documents = PF_NEWN(arena, const struct pf_document *, n);
	for (size_t i = 0; i < run->nchunks; i++) {
		for (size_t k = 0; k < run->chunks[i]->documents.len; k++) {
			const struct pf_document *document = &run->chunks[i]->documents.ptr[k];

			if (!document->root)
				continue;
			if (pf_is_compose(document)) {
				run->chunks[i]->of->detail = PF_STR("read as a compose file");
				g->composes[g->ncomposes++] =
					pf_compose_read(arena, document, &env);
			} else if (pf_is_skaffold(document)) {
				pf_skaffold_read(arena, document, &g->skaffolds[g->nskaffolds]);
				g->skaffold_documents[g->nskaffolds++] = document;
			}
		}
	}
}

static void discover(struct pf_gathering *g)
{
	read_projects(g);
	for (size_t i = 0; i < g->ncomposes; i++) {
		for (size_t k = 0; k < g->composes[i]->nservices; k++)
			add_service(g, &g->composes[i]->services[k]);
	}
	for (size_t i = 0; i < g->nskaffolds; i++)
		add_artifacts(g, &g->skaffolds[i], g->skaffold_documents[i]);
	pf_gathering_add_commands(g);
	for (size_t i = 0; i < g->ndockerfiles; i++)
		add_by_name(g, g->dockerfiles[i]);
}

/* Dockerfiles that nothing asked for are linted all the same. */
static void build_the_rest(struct pf_gathering *g)
{
	struct pf_build_request whole = {.target = PF_STR_EMPTY};

	for (size_t i = 0; i < g->ndockerfiles; i++) {
		if (!g->dockerfiles[i]->builds)
			(void)pf_gathering_build(g, g->dockerfiles[i], &whole);
	}
}

/* They take part in the run like those of the input. */
static void append_files(struct pf_gathering *g)
{
	struct pf_run *run = g->run;
	struct pf_run_file **files =
		PF_NEWN(&run->arena, struct pf_run_file *, run->nfiles + g->read.len);

	if (run->nfiles)
		memcpy(files, run->files, run->nfiles * sizeof(*files));
	for (size_t i = 0; i < g->read.len; i++)
		files[run->nfiles++] = g->read.ptr[i];
	run->files = files;
}

void pf_run_sources(struct pf_run *run)
{
	struct pf_gathering g = {.run = run};

	pf_gathering_start(&g);
	for (size_t i = 0; i < run->settings->images.len; i++)
		add_setting(&g, &run->settings->images.ptr[i]);
	if (!run->settings->images.no_discovery)
		discover(&g);
	build_the_rest(&g);
	append_files(&g);
	run->sources = (struct pf_image_sources){.ptr = g.sources.ptr,
		.len = g.sources.len,
		.composes = (const struct pf_compose *const *)g.composes,
		.ncomposes = g.ncomposes};
	if (g.ncomposes || g.sources.len)
		pf_gathering_find_repositories(&g, &run->sources);
}
