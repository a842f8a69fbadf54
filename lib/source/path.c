/* SPDX-License-Identifier: Apache-2.0 */

/* What can be said of a path by its text alone. */

#include "source/discover.h"

#include <limits.h>
#include <unistd.h>

static bool is_absolute(pf_str path)
{
	return pf_str_starts_with(path, PF_STR("/"));
}

/* `len` bytes at `to` without their last component. */
static size_t drop_last(const char *to, size_t len)
{
	while (len > 0 && to[len - 1] != '/')
		len--;
	return len > 1 ? len - 1 : len;
}

static bool ends_in_name(pf_str path)
{
	return path.len > 0 && !pf_str_eq(path, PF_STR("/")) && !pf_str_eq(path, PF_STR("..")) &&
		!pf_str_ends_with(path, PF_STR("/.."));
}

pf_str pf_path_clean(struct pf_arena *arena, pf_str path)
{
	char *to = pf_arena_alloc(arena, path.len + 1, 1);
	bool absolute = is_absolute(path);
	size_t len = 0;
	pf_str part;

	if (absolute)
		to[len++] = '/';
	while (pf_str_split(&path, '/', &part)) {
		bool up = pf_str_eq(part, PF_STR(".."));

		if (part.len == 0 || pf_str_eq(part, PF_STR(".")))
			continue;
		if (up && ends_in_name((pf_str){to, len})) {
			len = drop_last(to, len);
			continue;
		}
		if (up && absolute)
			continue;
		if (len > 0 && to[len - 1] != '/')
			to[len++] = '/';
		memcpy(to + len, part.ptr, part.len);
		len += part.len;
	}
	to[len] = '\0';
	return len ? (pf_str){to, len} : PF_STR(".");
}

pf_str pf_path_join(struct pf_arena *arena, pf_str folder, pf_str path)
{
	if (!is_absolute(path))
		path = pf_arena_fmt(arena, "%.*s/%.*s", PF_STR_ARG(folder), PF_STR_ARG(path));
	return pf_path_clean(arena, path);
}

/* Length of the folder that two absolute paths share; 0 when that is the root. */
static size_t shared_len(pf_str a, pf_str b)
{
	size_t shared = 0;

	for (size_t i = 1;; i++) {
		bool a_ends = i >= a.len || a.ptr[i] == '/';
		bool b_ends = i >= b.len || b.ptr[i] == '/';

		if (a_ends && b_ends)
			shared = i;
		if (i >= a.len || i >= b.len || a.ptr[i] != b.ptr[i])
			return shared;
	}
}

/*
 * From one absolute path to another, both normalised.  Where they share
 * nothing but the root a way up through it would only be harder to read.
 */
static pf_str relative(struct pf_arena *arena, pf_str from, pf_str path)
{
	size_t shared = shared_len(from, path);
	pf_str up = PF_STR("../");
	size_t nups = 0;
	pf_str down;
	char *to;

	if (from.len == 1)
		return path.len > 1 ? pf_str_from_offset(path, 1) : PF_STR(".");
	if (shared == 0)
		return path;
	for (size_t i = shared; i < from.len; i++)
		nups += from.ptr[i] == '/';
	down = pf_str_from_offset(path, shared + (shared < path.len));
	if (nups == 0)
		return down.len ? down : PF_STR(".");

	to = pf_arena_alloc(arena, up.len * nups + down.len + 1, 1);
	for (size_t i = 0; i < nups; i++)
		memcpy(to + up.len * i, up.ptr, up.len);
	memcpy(to + up.len * nups, down.ptr, down.len);
	return (pf_str){to, up.len * nups + down.len - (down.len == 0)};
}

pf_str pf_report_path(struct pf_arena *arena, pf_str path)
{
	char cwd[PATH_MAX];
	pf_str plain;

	if (path.len == 0)
		return PF_STR_EMPTY;
	plain = pf_path_clean(arena, path);
	if (!is_absolute(plain) && !pf_str_eq(plain, PF_STR("..")) &&
		!pf_str_starts_with(plain, PF_STR("../")))
		return plain;
	if (!getcwd(cwd, sizeof(cwd)) || cwd[0] != '/')
		return plain;
	return relative(arena, pf_str_from(cwd), pf_path_join(arena, pf_str_from(cwd), plain));
}

pf_str pf_path_between(struct pf_arena *arena, pf_str folder, pf_str path)
{
	char cwd[PATH_MAX];

	if (!getcwd(cwd, sizeof(cwd)) || cwd[0] != '/')
		return pf_path_clean(arena, path);
	return relative(arena, pf_path_join(arena, pf_str_from(cwd), folder),
		pf_path_join(arena, pf_str_from(cwd), path));
}

pf_str pf_path_name(pf_str path)
{
	size_t slash = pf_str_rfind_char(path, '/');

	return slash < path.len ? pf_str_from_offset(path, slash + 1) : path;
}

enum pf_file_kind pf_file_kind_of(pf_str path)
{
	pf_str name = pf_path_name(path);

	if (pf_str_ends_with(name, PF_STR(".yaml")) || pf_str_ends_with(name, PF_STR(".yml")) ||
		pf_str_ends_with(name, PF_STR(".json")) || pf_str_eq(name, PF_STR("Kustomization")))
		return PF_FILE_MANIFEST;
	/* The ignore file that belongs to one Dockerfile is named after it. */
	if (pf_str_ends_with(name, PF_STR(".dockerignore")) ||
		pf_str_ends_with(name, PF_STR(".containerignore")))
		return PF_FILE_OTHER;
	if (pf_str_eq(name, PF_STR("Dockerfile")) ||
		pf_str_starts_with(name, PF_STR("Dockerfile.")) ||
		pf_str_starts_with(name, PF_STR("Dockerfile-")) ||
		pf_str_ends_with(name, PF_STR(".Dockerfile")) ||
		pf_str_ends_with(name, PF_STR(".dockerfile")) ||
		pf_str_starts_with(name, PF_STR("Containerfile")))
		return PF_FILE_DOCKERFILE;
	return PF_FILE_OTHER;
}
