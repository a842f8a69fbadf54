/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Repositories within the input: a file of the project around one says nothing of
 * what is in it.
 */

#include "engine/gathering_internal.h"

#include "source/path.h"

static bool is_top(struct pf_arena *arena, pf_str folder)
{
	return !pf_str_ends_with(folder, PF_STR("..")) &&
		pf_path_exists(pf_arena_fmt(arena, "%.*s/.git", PF_STR_ARG(folder)).ptr);
}

/* Bytes that two paths share, up to the last slash. */
static size_t shared(pf_str a, pf_str b)
{
	size_t n = 0, slash = 0;

	while (n < a.len && n < b.len && a.ptr[n] == b.ptr[n]) {
		n++;
		if (a.ptr[n - 1] == '/')
			slash = n;
	}
	return slash;
}

/* Files come by path, so that folders of the one before are known. */
void pf_gathering_find_repositories(struct pf_gathering *g, struct pf_image_sources *out)
{
	struct pf_arena *arena = &g->run->arena;
	PF_VEC(pf_str) tops = {0};
	pf_str last = PF_STR_EMPTY;

	for (size_t i = 0; i < g->run->nfiles; i++) {
		pf_str path = g->run->files[i]->input->path;

		if (!g->run->files[i]->input->os_path)
			continue;
		for (size_t k = shared(last, path); k < path.len; k++) {
			if (k > 0 && path.ptr[k] == '/' && is_top(arena, pf_str_sub(path, 0, k)))
				PF_VEC_ADD(arena, &tops) = pf_str_sub(path, 0, k);
		}
		last = path;
	}
	out->repositories = tops.ptr;
	out->nrepositories = tops.len;
}
