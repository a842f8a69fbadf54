/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What settings, compose and skaffold files name and the input does not hold is
 * read too, as far as it lies in the tree; only the user may point out of it.
 */

#include "engine/sources_internal.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/vec.h"
#include "engine/intake_internal.h"
#include "image/store/store.h"
#include "project/skaffold.h"

/* Sources as they are found. */
struct gathering {
	struct pf_run *run;
	struct pf_run_file **dockerfiles; /* by path */
	size_t ndockerfiles;
	PF_VEC(struct pf_image_source) sources;
	const struct pf_compose **composes;
	struct pf_skaffold *skaffolds;
	const struct pf_document **skaffold_documents;
	size_t ncomposes, nskaffolds;
	PF_VEC(struct pf_run_file *) read; /* beside the input */
};

/* Files. */

static int compare_files(const void *a, const void *b)
{
	const struct pf_run_file *const *l = a, *const *r = b;

	return pf_str_cmp((*l)->input->path, (*r)->input->path);
}

static int compare_path(const void *key, const void *item)
{
	const struct pf_run_file *const *f = item;

	return pf_str_cmp(*(const pf_str *)key, (*f)->input->path);
}

static void collect_dockerfiles(struct gathering *g)
{
	const struct pf_run *run = g->run;

	g->dockerfiles = PF_NEWN(&g->run->arena, struct pf_run_file *, run->nfiles);
	for (size_t i = 0; i < run->nfiles; i++) {
		if (run->files[i]->file.dockerfile)
			g->dockerfiles[g->ndockerfiles++] = run->files[i];
	}
	qsort(g->dockerfiles, g->ndockerfiles, sizeof(*g->dockerfiles), compare_files);
}

static struct pf_run_file *find_file(const struct gathering *g, pf_str path)
{
	struct pf_run_file **found = g->ndockerfiles
		? bsearch(&path, g->dockerfiles, g->ndockerfiles, sizeof(*g->dockerfiles),
			  compare_path)
		: NULL;

	if (found)
		return *found;
	for (size_t i = 0; i < g->read.len; i++) {
		if (pf_str_eq(g->read.ptr[i]->input->path, path))
			return g->read.ptr[i];
	}
	return NULL;
}

/* Links resolved, is it below the current directory? */
static bool is_in_tree(struct pf_arena *arena, pf_str path)
{
	char root[PATH_MAX], real[PATH_MAX];
	size_t len;

	if (!realpath(".", root) || !realpath(pf_arena_cstr(arena, path), real))
		return false;
	len = strlen(root);
	return len == 1 || (strncmp(real, root, len) == 0 && real[len] == '/');
}

/* A file beside the input; what it turns out to be is for the caller. */
static struct pf_run_file *open_file(struct gathering *g, pf_str path, bool is_dockerfile)
{
	struct pf_arena *arena = &g->run->arena;
	struct pf_run_file *f = PF_NEW(arena, struct pf_run_file);
	struct pf_input *input = PF_NEW(arena, struct pf_input);

	*input = (struct pf_input){.path = path,
		.os_path = pf_arena_cstr(arena, path),
		.dockerfile = is_dockerfile,
		.named = true};
	pf_run_file_start(g->run, f, input, g->run->nfiles + g->read.len);
	PF_VEC_ADD(arena, &g->read) = f;
	return f;
}

/* The Dockerfile at `path`, read when it has to be; NULL: not to be had. */
static struct pf_run_file *dockerfile_at(struct gathering *g, pf_str path, bool by_user)
{
	struct pf_run_file *f = find_file(g, path);

	if (f)
		return f->file.dockerfile ? f : NULL;
	if (!by_user && !is_in_tree(&g->run->arena, path))
		return NULL;
	f = open_file(g, path, true);
	pf_run_read(g->run, &g->run->arena, f);
	if (!f->file.dockerfile && !f->failed && by_user) {
		f->failed = true;
		pf_error_set(&f->error, PF_E_SYNTAX, "neither a Dockerfile nor an image");
	}
	return f->file.dockerfile ? f : NULL;
}

/*
 * What `env_file` of a service names, as far as it is in the tree.  A file that is
 * not there is for compose to complain of.
 */
static const struct pf_env_file *read_env_file(void *arg, pf_str path)
{
	struct gathering *g = arg;
	struct pf_arena *arena = &g->run->arena;
	struct pf_run_file *f = find_file(g, path);

	if (!is_in_tree(arena, path))
		return NULL;
	if (!f) {
		f = open_file(g, path, false);
		f->file.context = true;
		if (!pf_source_read_file(arena, f->input->os_path, path, &f->file.source,
			    &f->error))
			f->failed = true;
	}
	if (!f->env && !f->failed && !f->file.dockerfile)
		f->env = pf_env_file_read(arena, &f->file.source);
	return f->env;
}

/* Builds. */

static bool is_same_request(const struct pf_build_request *a, const struct pf_build_request *b)
{
	if (!pf_str_eq(a->target, b->target) || a->nargs != b->nargs)
		return false;
	for (size_t i = 0; i < a->nargs; i++) {
		if (!pf_str_eq(a->args[i].name, b->args[i].name) ||
			!pf_str_eq(a->args[i].value, b->args[i].value))
			return false;
	}
	return true;
}

static const struct pf_build *build(struct gathering *g, struct pf_run_file *f,
	const struct pf_build_request *request)
{
	struct pf_run_build **at = &f->builds;

	for (; *at; at = &(*at)->next) {
		if (is_same_request(&(*at)->build->request, request))
			return (*at)->build;
	}
	*at = PF_NEW(&g->run->arena, struct pf_run_build);
	(*at)->build = pf_build_evaluate(&g->run->arena, f->file.dockerfile, request);
	return (*at)->build;
}

/* Sources. */

static struct pf_image_source *add(struct gathering *g, enum pf_bound_by by)
{
	struct pf_image_source *source = &PF_VEC_ADD(&g->run->arena, &g->sources);

	source->by = by;
	return source;
}

/* "compose.yaml:12" */
static pf_str line_of(struct gathering *g, const struct pf_document *document,
	const struct pf_node *node)
{
	struct pf_file *file = &g->run->files[pf_file_of(document)->number]->file;
	pf_pos at;

	if (!file->lines.n)
		file->lines = pf_lines_of(&g->run->arena, file->source.text);
	at = pf_source_pos(&file->source, &file->lines, node->start, PF_BYTES);
	return pf_arena_fmt(&g->run->arena, "%.*s:%u", PF_STR_ARG(file->source.path),
		(unsigned)at.line);
}

static void set_dockerfile(struct gathering *g, struct pf_image_source *source, pf_str path,
	const struct pf_build_request *request)
{
	bool by_user = source->by <= PF_BOUND_BY_CONFIG;
	struct pf_run_file *f = dockerfile_at(g, path, by_user);

	source->path = request->target.len ? pf_arena_fmt(&g->run->arena, "%.*s#%.*s",
						     PF_STR_ARG(path), PF_STR_ARG(request->target))
					   : path;
	if (f)
		source->facts = &build(g, f, request)->facts;
}

static void set_store(struct gathering *g, struct pf_image_source *source, pf_str path)
{
	struct pf_arena *arena = &g->run->arena;
	struct pf_run_file *f = open_file(g, path, false);
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

static void add_setting(struct gathering *g, const struct pf_image_setting *setting)
{
	struct pf_image_source *source =
		add(g, setting->of_config ? PF_BOUND_BY_CONFIG : PF_BOUND_BY_OPTION);
	const char *os_path = pf_arena_cstr(&g->run->arena, setting->source);

	source->match = setting->match;
	source->why = setting->where;
	if (setting->is_dockerfile || setting->target.len || !pf_image_store_recognises(os_path))
		set_dockerfile(g, source, setting->source,
			&(struct pf_build_request){setting->target, setting->args, setting->nargs});
	else
		set_store(g, source, setting->source);
}

static void add_service(struct gathering *g, const struct pf_compose_service *service)
{
	const struct pf_compose_build *from = &service->build;
	struct pf_image_source *source;

	if (!from->node || !from->dockerfile.len)
		return;
	source = add(g, PF_BOUND_BY_COMPOSE);
	source->match = service->image.value;
	source->directory = service->file->directory;
	source->service = service;
	source->why = line_of(g, service->file->document, from->node);
	set_dockerfile(g, source, from->dockerfile,
		&(struct pf_build_request){from->target, from->args, from->nargs});
}

static void add_artifacts(struct gathering *g, const struct pf_skaffold *skaffold,
	const struct pf_document *document)
{
	for (size_t i = 0; i < skaffold->nartifacts; i++) {
		const struct pf_artifact *artifact = &skaffold->artifacts[i];
		struct pf_image_source *source;

		if (!artifact->dockerfile.len)
			continue;
		source = add(g, PF_BOUND_BY_SKAFFOLD);
		source->match = artifact->image;
		source->maybe = artifact->is_custom;
		source->directory = skaffold->directory;
		source->why = line_of(g, document, artifact->node);
		set_dockerfile(g, source, artifact->dockerfile, &artifact->request);
	}
}

/* What is built in no known way is built whole. */
static void add_by_name(struct gathering *g, struct pf_run_file *f)
{
	struct pf_build_request whole = {.target = PF_STR_EMPTY};
	struct pf_image_source *source = add(g, PF_BOUND_BY_NAME);

	source->match = f->input->path;
	source->directory = pf_path_directory(f->input->path);
	source->path = f->input->path;
	source->facts = &(f->builds ? f->builds->build : build(g, f, &whole))->facts;
}

static void read_projects(struct gathering *g)
{
	struct pf_run *run = g->run;
	struct pf_arena *arena = &run->arena;
	const struct pf_env_reader env = {read_env_file, g};
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

static void discover(struct gathering *g)
{
	read_projects(g);
	for (size_t i = 0; i < g->ncomposes; i++) {
		for (size_t k = 0; k < g->composes[i]->nservices; k++)
			add_service(g, &g->composes[i]->services[k]);
	}
	for (size_t i = 0; i < g->nskaffolds; i++)
		add_artifacts(g, &g->skaffolds[i], g->skaffold_documents[i]);
	for (size_t i = 0; i < g->ndockerfiles; i++)
		add_by_name(g, g->dockerfiles[i]);
}

/* Dockerfiles that nothing asked for are linted all the same. */
static void build_the_rest(struct gathering *g)
{
	struct pf_build_request whole = {.target = PF_STR_EMPTY};

	for (size_t i = 0; i < g->ndockerfiles; i++) {
		if (!g->dockerfiles[i]->builds)
			(void)build(g, g->dockerfiles[i], &whole);
	}
}

/* They take part in the run like those of the input. */
static void append_files(struct gathering *g)
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
	struct gathering g = {.run = run};

	collect_dockerfiles(&g);
	for (size_t i = 0; i < run->settings->images.len; i++)
		add_setting(&g, &run->settings->images.ptr[i]);
	if (!run->settings->images.no_discovery)
		discover(&g);
	build_the_rest(&g);
	append_files(&g);
	run->sources = (struct pf_image_sources){g.sources.ptr, g.sources.len,
		(const struct pf_compose *const *)g.composes, g.ncomposes};
}
