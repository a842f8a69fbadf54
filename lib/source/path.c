/* SPDX-License-Identifier: Apache-2.0 */

#include "source/path.h"

#include <limits.h>
#include <sys/stat.h>
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

pf_str pf_path_name(pf_str path)
{
	size_t slash = pf_str_rfind_char(path, '/');

	return slash < path.len ? pf_str_from_offset(path, slash + 1) : path;
}

pf_str pf_path_directory(pf_str path)
{
	size_t slash = pf_str_rfind_char(path, '/');

	if (slash == path.len)
		return PF_STR(".");
	return pf_str_sub(path, 0, slash ? slash : 1);
}

bool pf_path_is_below(pf_str path, pf_str directory)
{
	if (pf_str_eq(directory, PF_STR("/")))
		return path.len > 1;
	return directory.len && path.len > directory.len && pf_str_starts_with(path, directory) &&
		path.ptr[directory.len] == '/';
}

bool pf_path_is_within(pf_str path, pf_str directory)
{
	return pf_str_eq(path, directory) || pf_path_is_below(path, directory);
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

/* The current directory; empty where it has no path. */
static pf_str current(struct pf_arena *arena)
{
	char cwd[PATH_MAX];

	if (!getcwd(cwd, sizeof(cwd)) || cwd[0] != '/')
		return PF_STR_EMPTY;
	return pf_arena_dup(arena, pf_str_from(cwd));
}

pf_str pf_path_absolute(struct pf_arena *arena, pf_str path)
{
	pf_str folder = is_absolute(path) ? PF_STR_EMPTY : current(arena);

	return folder.len ? pf_path_join(arena, folder, path) : pf_path_clean(arena, path);
}

pf_str pf_report_path(struct pf_arena *arena, pf_str path)
{
	pf_str plain, folder;

	if (path.len == 0)
		return PF_STR_EMPTY;
	plain = pf_path_clean(arena, path);
	if (!is_absolute(plain) && !pf_str_eq(plain, PF_STR("..")) &&
		!pf_str_starts_with(plain, PF_STR("../")))
		return plain;
	folder = current(arena);
	return folder.len ? relative(arena, folder, pf_path_join(arena, folder, plain)) : plain;
}

pf_str pf_path_from(struct pf_arena *arena, pf_str directory, pf_str path)
{
	if (!pf_str_starts_with(path, PF_STR("/")))
		path = pf_arena_fmt(arena, "%.*s/%.*s", PF_STR_ARG(directory), PF_STR_ARG(path));
	return pf_report_path(arena, path);
}

pf_str pf_path_between(struct pf_arena *arena, pf_str folder, pf_str path)
{
	pf_str start = pf_path_absolute(arena, folder), end = pf_path_absolute(arena, path);

	return is_absolute(start) && is_absolute(end) ? relative(arena, start, end) : end;
}

bool pf_path_exists(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0;
}

/* The path of `name` in `folder` if there is one, or NULL. */
static const char *find_in(struct pf_arena *arena, pf_str folder, const char *name)
{
	const char *path = pf_arena_fmt(arena, "%.*s/%s", PF_STR_ARG(folder), name).ptr;

	return pf_path_exists(path) ? path : NULL;
}

const char *pf_path_find_above(struct pf_arena *arena, pf_str folder, const char *const *names,
	size_t n)
{
	folder = pf_path_absolute(arena, folder);
	while (is_absolute(folder)) {
		/* The root is the one that ends in a slash. */
		pf_str here = folder.len > 1 ? folder : PF_STR_EMPTY;

		for (size_t i = 0; i < n; i++) {
			const char *path = find_in(arena, here, names[i]);

			if (path)
				return path;
		}
		if (!here.len || find_in(arena, here, ".git"))
			return NULL;
		folder = pf_path_directory(folder);
	}
	return NULL;
}
