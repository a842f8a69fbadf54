/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Files that tell of images, and the builds of their Dockerfiles.
 *
 * What settings, compose and skaffold files and build commands name and the input
 * does not hold is read too, as far as it lies in the tree; only the user may
 * point out of it.
 */

#include "engine/gathering_internal.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "engine/intake_internal.h"

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

void pf_gathering_start(struct pf_gathering *g)
{
	const struct pf_run *run = g->run;

	g->dockerfiles = PF_NEWN(&g->run->arena, struct pf_run_file *, run->nfiles);
	for (size_t i = 0; i < run->nfiles; i++) {
		if (run->files[i]->file.dockerfile)
			g->dockerfiles[g->ndockerfiles++] = run->files[i];
	}
	qsort(g->dockerfiles, g->ndockerfiles, sizeof(*g->dockerfiles), compare_files);
}

static struct pf_run_file *find_file(const struct pf_gathering *g, pf_str path)
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
struct pf_run_file *pf_gathering_open(struct pf_gathering *g, pf_str path, bool is_dockerfile)
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

/* BuildKit takes `dockerfile` where there is no `Dockerfile`. */
static pf_str fall_back(struct pf_gathering *g, pf_str path)
{
	struct pf_arena *arena = &g->run->arena;
	pf_str other;

	if (!pf_str_eq(pf_path_name(path), PF_STR("Dockerfile")) || find_file(g, path) ||
		pf_path_exists(pf_arena_cstr(arena, path)))
		return path;
	other = pf_path_from(arena, pf_path_directory(path), PF_STR("dockerfile"));
	return find_file(g, other) || pf_path_exists(pf_arena_cstr(arena, other)) ? other : path;
}

/* The Dockerfile at `path`, read when it has to be; NULL: not to be had. */
struct pf_run_file *pf_gathering_dockerfile(struct pf_gathering *g, pf_str path, bool by_user)
{
	struct pf_run_file *f;

	path = by_user ? path : fall_back(g, path);
	f = find_file(g, path);
	if (f)
		return f->file.dockerfile ? f : NULL;
	if (!by_user && !is_in_tree(&g->run->arena, path))
		return NULL;
	f = pf_gathering_open(g, path, true);
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
const struct pf_env_file *pf_gathering_env_file(void *arg, pf_str path)
{
	struct pf_gathering *g = arg;
	struct pf_arena *arena = &g->run->arena;
	struct pf_run_file *f = find_file(g, path);

	if (!is_in_tree(arena, path))
		return NULL;
	if (!f) {
		f = pf_gathering_open(g, path, false);
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

const struct pf_build *pf_gathering_build(struct pf_gathering *g, struct pf_run_file *f,
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

struct pf_image_source *pf_gathering_add(struct pf_gathering *g, enum pf_bound_by by)
{
	struct pf_image_source *source = &PF_VEC_ADD(&g->run->arena, &g->sources);

	source->by = by;
	return source;
}

pf_str pf_gathering_line(struct pf_gathering *g, struct pf_run_file *f, size_t offset)
{
	struct pf_file *file = &f->file;
	pf_pos at;

	if (!file->lines.n)
		file->lines = pf_lines_of(&g->run->arena, file->source.text);
	at = pf_source_pos(&file->source, &file->lines, offset, PF_BYTES);
	return pf_arena_fmt(&g->run->arena, "%.*s:%u", PF_STR_ARG(file->source.path),
		(unsigned)at.line);
}

void pf_gathering_set_dockerfile(struct pf_gathering *g, struct pf_image_source *source,
	pf_str path, const struct pf_build_request *request)
{
	bool by_user = source->by <= PF_BOUND_BY_CONFIG;
	struct pf_run_file *f = pf_gathering_dockerfile(g, path, by_user);

	path = f ? f->input->path : path;
	source->path = request->target.len ? pf_arena_fmt(&g->run->arena, "%.*s#%.*s",
						     PF_STR_ARG(path), PF_STR_ARG(request->target))
					   : path;
	if (f)
		source->facts = &pf_gathering_build(g, f, request)->facts;
}
